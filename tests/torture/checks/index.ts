// Whether all that was done, told and seen can be true at once.

import type { RoomHistory, Sort, Violation } from '../history.ts';
import { badCopies, badSnapshots } from './copies.ts';
import { disordered, doubles, gaps, lost, outOfTime, refused } from './log.ts';
import { misled, stale } from './readers.ts';

type Check = [Sort, (room: RoomHistory) => string[]];

/** What the log alone, and what writers were told, can prove: no need to wait for anybody. */
const atOnce: Check[] = [
  ['gap', gaps],
  ['double', doubles],
  ['lost', lost],
  ['refused', refused],
  ['order', disordered],
  ['order', outOfTime],
  ['stale', stale],
  ['opening', splitOpenings],
];

const afterQuiet: Check[] = [
  ['reader', misled],
  ['snapshot', badSnapshots],
  ['copy', badCopies],
];

export const violationsOfLog = (room: RoomHistory): Violation[] => run(atOnce, room);

/** Everything that cannot be; empty when all is well. */
export const violations = (room: RoomHistory): Violation[] =>
  run(room.isComplete ? [...atOnce, ...afterQuiet] : atOnce, room);

/** A room that says nothing leaves nothing to check. */
const stuck: Check[] = [['stuck', () => ['the room does not answer']]];

const run = (checks: Check[], room: RoomHistory): Violation[] =>
  (room.answers ? checks : stuck).flatMap(([sort, check]) =>
    check(room).map((what) => ({ sort, room: room.id, what })),
  );

/** However often and at once a conversation was asked for, there is one, with one first message. */
function splitOpenings({ id, opening, log }: RoomHistory): string[] {
  if (!opening) return [];
  const others = opening.answers.filter((answer) => answer.id !== id);
  const made = opening.answers.filter(({ status }) => status === 201).length;
  const first = log.filter(({ client_id }) => client_id === opening.clientId);
  return [
    ...others.map((other) => `the same conversation was also made as ${other.id}`),
    ...(made > 1 ? [`${made} callers were told that they made it`] : []),
    ...(first.length === 1 && first[0]?.body === opening.body ? [] : [`it begins ${first.length} times`]),
  ];
}
