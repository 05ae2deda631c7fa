// The checker can fail: each way of being wrong is found.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Entry, type RoomHistory, violations } from './history.ts';

const entry = (seq: number, kind = 'text', by = 'visitor'): Entry => ({
  seq,
  client_id: `c${seq}`,
  kind,
  body: `body ${seq}`,
  sender: { kind: by, id: by },
});

function sound(): RoomHistory {
  const log = [entry(1), entry(2, 'text', 'agent'), entry(3, 'note', 'agent'), entry(4)];
  const written = (seq: number) => ({ clientId: `c${seq}`, body: `body ${seq}`, seq });
  return {
    id: 'room',
    log,
    database: structuredClone(log),
    summary: { last_seq: 4 },
    witnesses: [
      {
        name: 'visitor',
        isVisitor: true,
        written: [written(1), written(4)],
        seen: [entry(1), entry(2), entry(4)],
      },
      { name: 'agent', isVisitor: false, written: [written(2), written(3)], seen: structuredClone(log) },
    ],
  };
}

const found = (bend: (room: RoomHistory) => void) => {
  const room = sound();
  bend(room);
  return violations(room).join('\n');
};
const [visitor, agent] = [0, 1];

test('a sound history has no violations', () => assert.deepEqual(violations(sound()), []));

test('a hole in the log is found', () =>
  assert.match(
    found(({ log }) => log.splice(1, 1)),
    /stands at place/,
  ));

test('a doubled message is found', () =>
  assert.match(
    found(({ log }) => log.push({ ...entry(5), client_id: 'c4' })),
    /is there twice/,
  ));

test('an acknowledged message that is not there, or is another, is found', () => {
  assert.match(
    found(({ witnesses }) => witnesses[visitor]?.written.push({ clientId: 'gone', body: 'x', seq: 9 })),
    /was told that gone is 9/,
  );
  const bent = found(({ witnesses }) => Object.assign(witnesses[visitor]?.written[0] ?? {}, { seq: 2 }));
  assert.match(bent, /was told that c1 is 2/);
});

test('a message that was never acknowledged may be there or not', () => {
  const unknown = { clientId: 'unknown', body: 'x' };
  assert.equal(
    found(({ witnesses }) => witnesses[visitor]?.written.push(unknown)),
    '',
  );
});

test('a writer whose order was not kept is found', () =>
  assert.match(
    found(({ witnesses }) => witnesses[agent]?.written.reverse()),
    /came late/,
  ));

test('a reader who missed, saw twice or saw what is not for them is found', () => {
  assert.match(
    found(({ witnesses }) => witnesses[agent]?.seen.splice(1, 1)),
    /missed \[2\]/,
  );
  assert.match(
    found(({ witnesses }) => witnesses[agent]?.seen.push(entry(4))),
    /saw again or late \[4\]/,
  );
  assert.match(
    found(({ witnesses }) => witnesses[visitor]?.seen.push(entry(3, 'note'))),
    /should not have seen \[3\]/,
  );
});

test('a copy that is behind or wrong is found', () => {
  assert.match(
    found(({ database }) => database.pop()),
    /the database has 3 of 4/,
  );
  assert.match(
    found((room) => Object.assign(room, { summary: { last_seq: 3 } })),
    /the inbox says 3 of 4/,
  );
});
