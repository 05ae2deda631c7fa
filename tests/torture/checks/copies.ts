// Do the copies say what the log says, and was every state that was shown a true one?

import type { Entry, RoomHistory, Snapshot } from '../history.ts';

export function badCopies({ log, end, database, summary }: RoomHistory): string[] {
  const same = log.map(line).join('\n') === database.entries.map(line).join('\n');
  const last = { last_seq: log.length, status: statusAfter(log) };
  const differs = (who: string, copy: Snapshot | undefined) =>
    copy?.last_seq === last.last_seq && copy.status === last.status
      ? []
      : [`${who} says ${words(copy)}; the log ends ${words(last)}`];
  return [
    ...(same ? [] : [`the database has ${database.entries.length} of ${log.length} entries, or others`]),
    ...differs('the database', database.conversation),
    ...differs('the inbox', summary),
    ...differs('the room', end),
  ];
}

/** A state names the end of the log it belongs to: the log up to there must lead to that state. */
export function badSnapshots({ log, witnesses }: RoomHistory): string[] {
  return witnesses.flatMap(({ name, snapshots }) =>
    snapshots
      .filter(
        ({ last_seq, status }) => last_seq > log.length || statusAfter(log.slice(0, last_seq)) !== status,
      )
      .map(
        (snapshot) => `${name} was told ${words(snapshot)}; there the log has it ${stateAt(log, snapshot)}`,
      ),
  );
}

const stateAt = (log: Entry[], { last_seq }: Snapshot) =>
  last_seq > log.length ? `not at all: it has ${log.length}` : statusAfter(log.slice(0, last_seq));

const words = (snapshot: Snapshot | undefined) =>
  snapshot ? `${snapshot.status} at ${snapshot.last_seq}` : 'nothing';

const line = ({ seq, id, client_id, kind, body }: Entry) => `${seq} ${id} ${client_id} ${kind} ${body}`;

/** The log alone tells the status, as long as nobody opens by hand what was never closed. */
export function statusAfter(log: Entry[]): string {
  let [status, isAnswered] = ['waiting', false];
  for (const { kind, sender, event } of log) {
    if (event?.type === 'agent_joined') isAnswered = true;
    if (event?.type === 'closed') status = 'closed';
    if (event?.type === 'reopened') status = isAnswered ? 'open' : 'waiting';
    if (kind === 'text' && sender.kind === 'agent') status = 'open';
  }
  return status;
}
