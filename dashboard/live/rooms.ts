/** The rooms of this tab: the one on the screen, those with something unsent, and what was seen lately. */
import type { AgentId, ConversationId } from '../../widget/protocol/generated.ts';
import { forgetUnsent, unsentRooms } from '../../widget/transport/unsent.ts';
import { LiveRoom } from './room.ts';

/** Walking back to one of so many shows at once what was there. */
const REMEMBERED = 30;
const rooms = new Map<ConversationId, LiveRoom>();
let owner: AgentId = '';

export function roomOf(id: ConversationId, agent: AgentId): LiveRoom {
  if (owner !== agent) leaveAllRooms();
  owner = agent;
  const room = rooms.get(id) ?? new LiveRoom(id, agent);
  rooms.delete(id);
  rooms.set(id, room);
  forgetOldest();
  return room;
}

/** A Map keeps the order of use, as every use takes a room out and puts it back at the end. */
function forgetOldest(): void {
  const idle = [...rooms].filter(([, room]) => room.isIdle);
  for (const [id] of idle.slice(0, Math.max(0, rooms.size - REMEMBERED))) rooms.delete(id);
}

export function hasUnsent(): boolean {
  return [...rooms.values()].some((room) => room.hasUnsent);
}

/** What this agent wrote on an earlier visit, or in a tab that is gone, goes out from here. */
export async function resumeUnsent(agent: AgentId): Promise<void> {
  for (const room of rooms.values()) if (room.hasUnsent) room.resume();
  for (const id of await unsentRooms(agent)) roomOf(id, agent).resume();
}

/** After logging out nothing of it may remain. */
export async function forgetRooms(agent: AgentId): Promise<void> {
  leaveAllRooms();
  await forgetUnsent(agent);
}

export function leaveAllRooms(): void {
  for (const room of rooms.values()) room.close();
  rooms.clear();
}
