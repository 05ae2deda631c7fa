// The checks can fail: each way of being wrong is found, and nothing else is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './checks/index.ts';
import type { Sort } from './history.ts';
import { entry, sound, written } from './sound.ts';

type Bend = (scene: ReturnType<typeof sound>) => unknown;

function finds(sort: Sort, words: RegExp, bend: Bend): void {
  const scene = sound();
  bend(scene);
  const found = violations(scene.room);
  assert.ok(
    found.some((violation) => violation.sort === sort && words.test(violation.what)),
    JSON.stringify(found),
  );
}

test('a sound history has no violations', () => assert.deepEqual(violations(sound().room), []));

test('a hole in the log is found', () =>
  finds('gap', /stands at place/, ({ room }) => room.log.splice(3, 1)));

test('a doubled message is found', () => {
  finds('double', /c7 is there again as 8/, ({ room }) => room.log.push({ ...entry(8), client_id: 'c7' }));
  finds('double', /id 7 is there again/, ({ room }) => room.log.push({ ...entry(8), id: 'id 7' }));
});

test('an acknowledged message that is not there, or is another, is found', () => {
  finds('lost', /"body 9" is 9/, ({ visitor }) => visitor.written.push(written(9)));
  finds('lost', /"body 7" is 7/, ({ room }) => Object.assign(room.log[6] ?? {}, { body: 'other' }));
  const elsewhere = { seq: 6, id: 'id 6', at: 80 };
  finds('lost', /"body 7" is 6/, ({ visitor }) => visitor.written[1]?.answers.push(elsewhere));
});

test('a message that was never acknowledged may be there or not', () => {
  const { room, visitor } = sound();
  visitor.written.push({ ...written(9), answers: [] });
  for (const write of visitor.written) write.answers = [];
  assert.deepEqual(violations(room), []);
});

test('a refusal that has no reason, or is not true, is found', () => {
  const refuse =
    (seq: number): Bend =>
    ({ visitor }) =>
      visitor.written.push({ ...written(seq), answers: [], refused: 'code' });
  finds('refused', /"body 9" was refused \(code\) for no reason/, refuse(9));
  finds('refused', /is there all the same, as 7/, refuse(7));
  finds('refused', /unavailable/, ({ visitor }) =>
    Object.assign(visitor.written[0] ?? {}, { putOff: 'unavailable' }),
  );
});

test('a writer whose order was not kept is found', () =>
  finds('order', /stands before/, ({ agent }) => agent.written.reverse()));

test('a message that stands before what was acknowledged when it began is found', () =>
  finds('order', /"body 3" \(3\) began after "body 4"/, ({ agent }) =>
    Object.assign(agent.written[0] ?? {}, { invoked: 76 }),
  ));

test('a reader who missed, saw twice or saw what is not for them is found', () => {
  finds('reader', /missed \[4\]/, ({ agent }) => agent.seen.splice(1, 1));
  finds('reader', /saw again or late \[7\]/, ({ agent }) => agent.seen.push(entry(7)));
  finds('reader', /should not have seen \[4\]/, ({ visitor }) => visitor.seen.splice(3, 0, entry(4, 'note')));
  finds('reader', /saw "other" as 7/, ({ visitor }) =>
    visitor.seen.splice(5, 1, { ...entry(7), body: 'other' }),
  );
});

test('who left early may lack the end, but nothing before it', () => {
  const { room, agent } = sound();
  Object.assign(agent, { hasLeft: true, seen: agent.seen.slice(0, 3) });
  assert.deepEqual(violations(room), []);
  finds('reader', /missed \[4\]/, (scene) => {
    Object.assign(scene.agent, { hasLeft: true, seen: scene.agent.seen.toSpliced(1, 1) });
  });
});

test('an answer from the past is found', () =>
  finds('stale', /when 4 was acknowledged, and got up to 3/, ({ agent }) =>
    agent.reads.push({ invoked: 46, head: 3 }),
  ));

test('a state that never was is found', () => {
  finds('snapshot', /closed at 7; there the log has it open/, ({ agent }) =>
    agent.snapshots.push({ last_seq: 7, status: 'closed' }),
  );
  finds('snapshot', /not at all/, ({ agent }) => agent.snapshots.push({ last_seq: 8, status: 'open' }));
});

test('a copy that is behind or wrong is found', () => {
  finds('copy', /the database has 6 of 7/, ({ room }) => room.database.entries.pop());
  finds('copy', /the database says open at 6/, ({ room }) =>
    Object.assign(room.database.conversation ?? {}, { last_seq: 6 }),
  );
  finds('copy', /the inbox says closed at 7/, ({ room }) =>
    Object.assign(room.summary ?? {}, { status: 'closed' }),
  );
  finds('copy', /the inbox says nothing/, ({ room }) => Object.assign(room, { summary: undefined }));
});

test('a conversation that was made twice is found', () => {
  const answer =
    (id: string, status: number): Bend =>
    ({ opening }) =>
      opening.answers.push({ id, status });
  finds('opening', /also made as other/, answer('other', 201));
  finds('opening', /2 callers were told/, answer('room', 201));
  finds('opening', /begins 0 times/, ({ opening }) => Object.assign(opening, { clientId: 'none' }));
});

test('a room that does not answer is found', () =>
  finds('stuck', /does not answer/, ({ room }) => Object.assign(room, { answers: false, log: [] })));
