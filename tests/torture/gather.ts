// When all is quiet: what everyone holds, taken down.

import { until } from '../support/wait.ts';
import { violationsOfLog } from './checks/index.ts';
import { isVisible } from './checks/readers.ts';
import type { Entry, RoomHistory, Snapshot } from './history.ts';
import type { Guest } from './people/guest.ts';
import { entriesAfter } from './people/identity.ts';
import type { Scene } from './scene.ts';
import type { World } from './world.ts';

/** Waits until copies and readers agree with the log, at most so long in all: who does not get there is the checks' to find. */
export async function gather(
  world: World,
  { id, opening, owner, guests, callers }: Scene,
  patience: number,
): Promise<RoomHistory> {
  const end = performance.now() + patience;
  const wait = <T>(ask: () => Promise<T>, wanted: (answer: T) => boolean) => {
    const tried = () => ask().catch(() => undefined);
    const isWanted = (answer: T | undefined) => answer !== undefined && wanted(answer);
    return until(tried, isWanted, Math.max(1_000, end - performance.now())).catch(tried);
  };
  await wait(async () => guests.every((guest) => guest.witness.hasLeft || guest.isSettled()), Boolean);
  const ask = callers[0]?.ask ?? Promise.reject;
  const known = await entriesAfter(ask, 0, end).catch(() => undefined);
  const log: Entry[] = known ?? [];
  const witnesses = [...guests, ...callers].map(({ witness }) => witness);
  const nothing = { entries: [], conversation: undefined };
  const empty = {
    answers: known !== undefined,
    isComplete: false,
    end: undefined,
    database: nothing,
    summary: undefined,
  };
  const room: RoomHistory = { id, opening, witnesses, log, ...empty };
  // A log that is wrong will not be right for waiting.
  if (violationsOfLog(room).length > 0) return frozen(room);
  await wait(async () => guests.every((guest) => isCaughtUp(guest, log)), Boolean);
  const view = () =>
    ask<{ conversation: Snapshot }>('', { signal: soon() }).then(({ body }) => body.conversation);
  room.end = await view().catch(() => undefined);
  const isAtEnd = (copy: Snapshot | undefined) =>
    copy?.last_seq === log.length && copy.status === room.end?.status;
  room.summary = await wait(() => summaryOf(owner, id), isAtEnd);
  const isComplete = (copy: RoomHistory['database']) =>
    copy.entries.length === log.length && isAtEnd(copy.conversation);
  room.database = (await wait(() => databaseOf(world, id), isComplete)) ?? nothing;
  room.isComplete = true;
  return frozen(room);
}

/** An answer that takes longer will not come. */
const soon = () => AbortSignal.timeout(5_000);

/** Nobody adds to it any more. */
const frozen = (room: RoomHistory): RoomHistory => structuredClone(room);

function isCaughtUp({ witness }: Guest, log: Entry[]): boolean {
  const last = log.findLast((entry) => !witness.isVisitor || isVisible(entry))?.seq ?? 0;
  return witness.hasLeft || (witness.seen.at(-1)?.seq ?? witness.after ?? 0) >= last;
}

const list = (status: string, from: string) => `/api/conversations?status=${status}&limit=100${from}`;

async function summaryOf(owner: Scene['owner'], id: string): Promise<Snapshot | undefined> {
  type Page = { items: (Snapshot & { id: string })[]; next_cursor: string | null };
  for (const status of ['open', 'waiting', 'closed']) {
    for (let cursor: string | null = ''; cursor !== null; ) {
      const from: string = cursor && `&cursor=${cursor}`;
      const page: Page = (await owner.call<Page>(list(status, from), { signal: soon() })).body;
      const found = page.items.find((one) => one.id === id);
      if (found) return { last_seq: found.last_seq, status: found.status };
      cursor = page.next_cursor;
    }
  }
  return undefined;
}

async function databaseOf(world: World, id: string): Promise<RoomHistory['database']> {
  type Row = Omit<Entry, 'sender'> & { sender_kind: string; sender_id: string };
  const query = `SELECT id, seq, client_id, kind, body, sender_kind, sender_id FROM messages
    WHERE conversation_id = ? ORDER BY seq`;
  const rows = await world.sql<Row & Record<string, unknown>>(query, id);
  const entries = rows.map((row) => ({ ...row, sender: { kind: row.sender_kind, id: row.sender_id } }));
  const state = 'SELECT last_seq, status FROM conversations WHERE id = ?';
  return { entries, conversation: (await world.sql<Snapshot & Record<string, unknown>>(state, id))[0] };
}
