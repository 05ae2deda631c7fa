// Somebody in a room through the real transport: what they write and see is kept.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Message, RoomFrame } from '../../../widget/protocol/generated.ts';
import { openRoom } from '../../../widget/transport/room.ts';
import type { Status } from '../../../widget/transport/socket.ts';
import type { Witness, Write } from '../history.ts';
import { bendable, type Wire } from './wire.ts';

export interface Identity {
  name: string;
  isVisitor: boolean;
  url: (after: number) => string;
  protocols: string[];
  headers: Record<string, string>;
  history: (after: number) => Promise<Message[]>;
}

export interface Guest {
  witness: Witness;
  wire: Wire;
  write(body: string, kind?: 'text' | 'note'): Write;
  /** True once nothing of what was written is unanswered. */
  isSettled(): boolean;
  /** Messages per ten seconds, as the room's welcome says; undefined before it came. */
  limit(): number | undefined;
  /** The longest it took from a lost connection to all that was missed, in milliseconds. */
  longestCatchUp(): number;
  /** How often it was told to slow down. */
  slowedDown(): number;
  leave(): void;
}

/** Enters a room, having read up to `after`. */
export function enter(identity: Identity, after = 0): Guest {
  const { name, isVisitor } = identity;
  const witness = newWitness(name, isVisitor, after);
  const { environment, wire } = bendable(identity.headers);
  const absence = watchAbsence(witness);
  let [pending, slowedDown] = [0, 0];
  let limit: number | undefined;
  const room = openRoom({
    url: identity.url,
    protocols: () => identity.protocols,
    after,
    environment,
    onFrame: (frame) => {
      if (frame.type === 'welcome') limit = frame.limits.messages;
      if (frame.type === 'refused' && frame.retry_after !== undefined) slowedDown++;
      note(frame, witness);
      absence.onFrame(frame);
    },
    onStatus: absence.onStatus,
    onOutbox: (left) => {
      pending = left.filter(({ state }) => state === 'sending').length;
    },
    loadHistory: identity.history,
  });
  return {
    witness,
    wire,
    write: (body, kind = 'text') => {
      const invoked = performance.now();
      const write: Write = { clientId: crypto.randomUUID(), body, kind, invoked, answers: [] };
      witness.written.push(write);
      room.send(body, kind, write.clientId);
      return write;
    },
    isSettled: () => pending === 0,
    limit: () => limit,
    longestCatchUp: absence.longest,
    slowedDown: () => slowedDown,
    leave: () => {
      witness.hasLeft = true;
      room.close();
    },
  };
}

export const newWitness = (name: string, isVisitor: boolean, after?: number): Witness => ({
  name,
  isVisitor,
  after,
  hasLeft: false,
  written: [],
  seen: [],
  snapshots: [],
  reads: [],
});

function note(frame: RoomFrame, { written, seen, snapshots }: Witness): void {
  if (frame.type === 'message') seen.push(frame.message);
  if (frame.type === 'batch') seen.push(...frame.messages);
  if (frame.type === 'welcome' || frame.type === 'conversation') {
    const { last_seq, status } = frame.conversation;
    snapshots.push({ last_seq, status });
  }
  const mine = 'client_id' in frame && written.find(({ clientId }) => clientId === frame.client_id);
  if (!mine) return;
  if (frame.type === 'ack') mine.answers.push({ seq: frame.seq, id: frame.id, at: performance.now() });
  if (frame.type !== 'refused') return;
  if (frame.retry_after === undefined) mine.refused = frame.code;
  else if (frame.code !== 'rate_limited') mine.putOff = frame.code;
}

/** Measures how long somebody who lost the connection knew less than the room. */
function watchAbsence({ seen }: Witness) {
  let [since, head, longest] = [0, 0, 0];
  const look = () => {
    if (since === 0 || head === 0 || (seen.at(-1)?.seq ?? 0) < head) return;
    longest = Math.max(longest, performance.now() - since);
    since = head = 0;
  };
  return {
    longest: () => longest,
    onStatus: (status: Status) => {
      if (status === 'waiting' && since === 0) since = performance.now();
    },
    onFrame: (frame: RoomFrame) => {
      if (frame.type === 'welcome' && since > 0) head = frame.head;
      look();
    },
  };
}

/** A pause of somebody who writes regularly, but not like a clock. */
export const pause = (milliseconds: number): Promise<void> => sleep(milliseconds * (0.5 + Math.random()));
