// What fails or dies while the bot answers: never two answers, and nobody left with neither an answer nor a person.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  ask,
  cards,
  delivery,
  handedOver,
  messagesOf,
  moment,
  said,
  say,
  saying,
  stateOf,
  taught,
} from '../support/bot.ts';
import { expectStatus, type Owner } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer({}, { limited: false });
  owner = await taught(server);
});
after(() => server.close());

/** While the database has no such table. */
async function without(table: string, act: () => Promise<void>) {
  await server.sql(`ALTER TABLE ${table} RENAME TO ${table}_away`);
  try {
    await act();
  } finally {
    await server.sql(`ALTER TABLE ${table}_away RENAME TO ${table}`);
  }
}

const noted = (id: string) =>
  server.sql('SELECT seq, outcome FROM bot_answers WHERE conversation_id = ? ORDER BY seq', id);

for (const table of ['bot_words', 'bot_entries', 'bot_pages', 'bot_synonyms'])
  test(`I11: while ${table} cannot be read, a person gets the question, who waits for them`, () =>
    without(table, async () => {
      const { id } = await ask(server, owner, delivery.question);
      assert.equal((await handedOver(owner, id))?.why, 'failed');
      assert.ok((await stateOf(owner, id)).waiting_since);
      assert.deepEqual(await said(owner, id), []);
    }));

test('I11: the room dies between an answer and the note of it: one answer, one note, once it can be written', async () => {
  let ids: string[] = [];
  await without('bot_answers', async () => {
    const asked = await Promise.all(Array.from({ length: 4 }, () => ask(server, owner, delivery.question)));
    ids = asked.map(({ id }) => id);
    for (const [n, id] of ids.entries()) {
      await saying(owner, id);
      await server.evictRoom(id, n % 2 ? 'close' : 'hibernate');
    }
    const [first] = asked;
    assert.ok(first);
    expectStatus(await say(first.visitor, first.id, cards.question), 201);
    await saying(owner, first.id, 2);
  });
  for (const id of ids)
    await until(
      () => noted(id),
      (rows) => rows.length > 0,
      30_000,
    );
  await until(
    () => noted(ids[0] ?? ''),
    (rows) => rows.length === 2,
    30_000,
  );
  for (const [n, id] of ids.entries()) {
    assert.equal((await said(owner, id)).length, n === 0 ? 2 : 1);
    assert.deepEqual((await noted(id))[0], { seq: 1, outcome: 'answered' });
  }
});

test('I11: rooms that die again and again under many questions answer each once, or leave it once', async () => {
  const questions = [delivery.question, cards.question, 'And the moon?'];
  const asked = await Promise.all(
    Array.from({ length: 9 }, async (_, n) => {
      const body = questions[n % 3] ?? '';
      const { visitor, id } = await ask(server, owner, body);
      await server.evictRoom(id, n % 2 ? 'close' : 'hibernate');
      expectStatus(await say(visitor, id, delivery.question), 201);
      await server.evictRoom(id, n % 2 ? 'hibernate' : 'close');
      return id;
    }),
  );
  const settled = async (id: string) => {
    const all = await messagesOf(owner, id);
    const answers = all.filter(({ sender }) => sender.kind === 'bot').map(({ bot }) => bot?.asked_seq);
    const left = all.filter(({ event }) => event?.type === 'bot_handed_over').length;
    return { answers, left };
  };
  for (const id of asked)
    await until(
      () => settled(id),
      ({ answers, left }) => left > 0 || answers.length === 2,
    );
  await moment();
  for (const id of asked) {
    const { answers, left } = await settled(id);
    assert.equal(new Set(answers).size, answers.length, 'none is answered twice');
    assert.ok(
      (answers.length === 2 && left === 0) || (answers.length < 2 && left === 1),
      JSON.stringify({ answers, left }),
    );
  }
});
