// Was everyone given what is theirs to see: all of it, once, in order, as it is?

import type { Entry, RoomHistory, Witness } from '../history.ts';
import { storedAt } from './log.ts';

export const misled = (room: RoomHistory): string[] =>
  room.witnesses.flatMap((witness) => [
    ...badlyRead(room, witness),
    ...altered(room, witness),
    ...twiceForItself(witness),
  ]);

function badlyRead({ log }: RoomHistory, witness: Witness): string[] {
  const { name, isVisitor, after, seen, hasLeft } = witness;
  if (after === undefined) return [];
  const got = seen.map(({ seq }) => seq);
  const until = hasLeft ? Math.max(after, ...got) : Number.POSITIVE_INFINITY;
  const wanted = log
    .filter((entry) => entry.seq > after && entry.seq <= until && (!isVisitor || isVisible(entry)))
    .map(({ seq }) => seq);
  if (wanted.join() === got.join()) return [];
  const [asked, given] = [new Set(wanted), new Set(got)];
  const missing = wanted.filter((seq) => !given.has(seq));
  const strange = got.filter((seq) => !asked.has(seq));
  const back = got.filter((seq, index) => index > 0 && seq <= (got[index - 1] ?? 0));
  return [
    `${name} (after ${after}) missed [${missing}], should not have seen [${strange}], saw again or late [${back}]`,
  ];
}

/** What agents keep to themselves. */
const INTERNAL = ['assigned', 'snoozed', 'transferred'];

/** May a visitor see it? */
export const isVisible = ({ kind, event }: Entry): boolean =>
  kind !== 'note' && !INTERNAL.includes(event?.type ?? '');

/** What was shown is what is there. */
function altered({ log }: RoomHistory, { name, seen }: Witness): string[] {
  return seen.flatMap((entry) => {
    const there = log[entry.seq - 1];
    return there && (there.id !== entry.id || there.body !== entry.body)
      ? [`${name} saw "${entry.body}" as ${entry.seq}, where the log has "${there.body}"`]
      : [];
  });
}

/** Where one client id is shown under two numbers, a person sees their message twice. */
function twiceForItself({ name, seen }: Witness): string[] {
  const ids = seen.map(({ client_id }) => client_id).filter((id) => id !== null);
  return new Set(ids).size === ids.length ? [] : [`${name} saw a message twice`];
}

/** Who asks for the end of the log after something was acknowledged gets it. */
export function stale({ witnesses }: RoomHistory): string[] {
  const stored = [...storedAt(witnesses)].sort(([, a], [, b]) => a - b);
  const reads = witnesses
    .flatMap(({ name, reads }) => reads.map((read) => ({ name, ...read })))
    .sort((a, b) => a.invoked - b.invoked);
  const found: string[] = [];
  let [next, known] = [0, 0];
  for (const { name, invoked, head } of reads) {
    for (; (stored[next]?.[1] ?? Number.POSITIVE_INFINITY) < invoked; next++)
      known = Math.max(known, stored[next]?.[0] ?? 0);
    if (head < known) found.push(`${name} asked when ${known} was acknowledged, and got up to ${head}`);
  }
  return found;
}
