/** The rooms of this tab: the one on the screen, those with something unsent, and what was seen lately. */
import type { ConversationId } from '../../widget/protocol/generated.ts';
import { LiveRoom } from './room.ts';

/** Walking back to one of so many shows at once what was there. */
const REMEMBERED = 30;
const rooms = new Map<ConversationId, LiveRoom>();

export function roomOf(id: ConversationId): LiveRoom {
  const room = rooms.get(id) ?? new LiveRoom(id);
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

/** After logging out nothing of it may remain. */
export function leaveAllRooms(): void {
  for (const room of rooms.values()) room.close();
  rooms.clear();
}
