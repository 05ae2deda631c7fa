// A history in which all is well, for tests that bend it.

import type { Entry, RoomHistory, Witness, Write } from './history.ts';
import { newWitness } from './people/guest.ts';

export const entry = (seq: number, kind = 'text', by = 'visitor'): Entry => ({
  id: `id ${seq}`,
  seq,
  client_id: kind === 'event' ? null : `c${seq}`,
  kind,
  body: `body ${seq}`,
  sender: { kind: by, id: by },
});

const event = (seq: number, type: string): Entry => ({ ...entry(seq, 'event', 'system'), event: { type } });

export const written = (seq: number, kind: Write['kind'] = 'text'): Write => ({
  clientId: `c${seq}`,
  body: `body ${seq}`,
  kind,
  invoked: seq * 10,
  answers: [{ seq, id: `id ${seq}`, at: seq * 10 + 5 }],
});

/** A visitor writes, an agent joins and answers, notes something and closes; the visitor writes again. */
export function sound() {
  const log = [entry(1), event(2, 'agent_joined'), entry(3, 'text', 'agent'), entry(4, 'note', 'agent')];
  log.push(event(5, 'closed'), event(6, 'reopened'), entry(7));
  const visitor: Witness = {
    ...newWitness('visitor', true, 0),
    written: [written(1), written(7)],
    seen: log.filter(({ kind }) => kind !== 'note'),
    snapshots: [{ last_seq: 1, status: 'waiting' }],
  };
  const agent: Witness = {
    ...newWitness('agent', false, 2),
    written: [written(3), written(4, 'note')],
    seen: log.slice(2),
    snapshots: [{ last_seq: 5, status: 'closed' }],
    reads: [{ invoked: 46, head: 4 }],
  };
  const end = { last_seq: 7, status: 'open' };
  const opening = { clientId: 'c1', body: 'body 1', answers: [{ id: 'room', status: 201 }] };
  const room: RoomHistory = {
    id: 'room',
    opening,
    answers: true,
    isComplete: true,
    log,
    witnesses: [visitor, agent],
    end,
    database: { entries: structuredClone(log), conversation: { ...end } },
    summary: { ...end },
  };
  return { room, opening, visitor, agent };
}
