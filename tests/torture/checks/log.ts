// Is the log itself possible, and what was said about it true?

import type { Entry, RoomHistory, Witness, Write } from '../history.ts';

export const gaps = ({ log }: RoomHistory): string[] =>
  log.flatMap(({ seq }, index) => (seq === index + 1 ? [] : [`seq ${seq} stands at place ${index + 1}`]));

/** `UNIQUE(sender, client_id)` for ever. */
export function doubles({ log }: RoomHistory): string[] {
  const known = new Set<string>();
  return log.flatMap((entry) => {
    const keys = [entry.id, ...(entry.client_id ? [`${senderOf(entry)} ${entry.client_id}`] : [])];
    const again = keys.filter((key) => known.has(key));
    for (const key of keys) known.add(key);
    return again.map((key) => `${key} is there again as ${entry.seq}`);
  });
}

const senderOf = ({ sender }: Entry) => `${sender.kind}:${sender.id}`;

/** What was acknowledged is there, as it was said and where the writer was told. */
export function lost({ log, witnesses }: RoomHistory): string[] {
  const places = placesIn(log);
  return witnesses.flatMap(({ name, written }) =>
    written.flatMap((write) =>
      write.answers
        .filter((answer) => !isThere(places.get(write.clientId), write, answer))
        .map(({ seq }) => `${name} was told that "${write.body}" is ${seq}, which it is not`),
    ),
  );
}

const isThere = (entry: Entry | undefined, write: Write, answer: { seq: number; id: string }) =>
  entry?.seq === answer.seq &&
  entry.id === answer.id &&
  entry.body === write.body &&
  entry.kind === write.kind;

/** Nothing here deserves to be refused, but for being too fast; and what was refused must not be there. */
export function refused({ log, witnesses }: RoomHistory): string[] {
  const places = placesIn(log);
  return witnesses.flatMap(({ name, written }) =>
    written
      .filter(({ refused, putOff }) => refused ?? putOff)
      .map(({ clientId, body, refused, putOff }) => {
        const place = refused && places.get(clientId);
        const fate = place ? `and is there all the same, as ${place.seq}` : 'for no reason';
        return `${name}'s "${body}" was refused (${refused ?? putOff}) ${fate}`;
      }),
  );
}

/** What one writer wrote stands in the order it was written. */
export function disordered({ log, witnesses }: RoomHistory): string[] {
  const places = placesIn(log);
  return witnesses.flatMap(({ name, written }) => {
    const known = written
      .filter((write) => !write.isLoose)
      .map((write) => places.get(write.clientId))
      .filter((entry) => entry !== undefined);
    return known.flatMap((entry, index) => {
      const before = known[index - 1];
      return before && entry.seq <= before.seq
        ? [`${name}'s "${entry.body}" (${entry.seq}) stands before "${before.body}" (${before.seq})`]
        : [];
    });
  });
}

/** Who was answered before another began stands before it, whoever they are. */
export function outOfTime({ log, witnesses }: RoomHistory): string[] {
  const writes = new Map<string, Write[]>();
  for (const write of witnesses.flatMap(({ written }) => written))
    writes.set(write.clientId, [...(writes.get(write.clientId) ?? []), write]);
  const found: string[] = [];
  let [earliest, of] = [Number.POSITIVE_INFINITY, ''];
  for (const entry of log.toReversed()) {
    const same = writes.get(entry.client_id ?? '') ?? [];
    const invoked = Math.min(...same.map((write) => write.invoked));
    if (invoked > earliest && same.length > 0)
      found.push(`"${entry.body}" (${entry.seq}) began after ${of} was answered, but stands before it`);
    const answered = Math.min(...same.flatMap(({ answers }) => answers.map(({ at }) => at)));
    if (answered < earliest) [earliest, of] = [answered, `"${entry.body}" (${entry.seq})`];
  }
  return found;
}

/** By client id; of doubles the first. */
function placesIn(log: Entry[]): Map<string, Entry> {
  return new Map(log.toReversed().flatMap((entry) => (entry.client_id ? [[entry.client_id, entry]] : [])));
}

/** When each seq was first known to be stored. */
export function storedAt(witnesses: Witness[]): Map<number, number> {
  const times = new Map<number, number>();
  for (const { seq, at } of witnesses.flatMap(({ written }) => written.flatMap(({ answers }) => answers)))
    times.set(seq, Math.min(at, times.get(seq) ?? at));
  return times;
}
