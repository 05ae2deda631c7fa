// What the bot knows: written by admins, tried by agents, and nobody else's.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Client, expectStatus, type Owner } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Colleague, makeRoles } from '../support/team.ts';

let server: TestServer;
let owner: Owner;
let agent: Colleague;
let stranger: Owner;

before(async () => {
  server = await startServer();
  ({ owner, agent, stranger } = await makeRoles(server));
});
after(() => server.close());

type Problem = { code: string; errors: { field: string; code: string }[] };
interface Entry {
  id: string;
  question: string;
  wordings: string[];
  answer: string;
  enabled: boolean;
}
interface Tried {
  outcome: string;
  entries: { id: string; question: string; answer: string; confidence: number }[];
}

const add = (who: Client, body: object) => who.call<Entry & Problem>('/api/bot/entries', { body });
const change = (who: Client, id: string, body: object) =>
  who.call<Entry & Problem>(`/api/bot/entries/${id}`, { method: 'PATCH', body });
const remove = (who: Client, id: string) => who.call(`/api/bot/entries/${id}`, { method: 'DELETE' });
const entries = async (who: Client) =>
  expectStatus(await who.call<{ items: Entry[] }>('/api/bot/entries'), 200).body.items;
const ask = async (who: Client, question: string) =>
  expectStatus(await who.call<Tried>('/api/bot/try', { body: { question } }), 200).body;

const delivery = {
  question: 'How long does delivery take?',
  wordings: ['When will my order arrive?'],
  answer: 'Two to four working days.',
};

test('I11: the bot answers what an admin wrote, in other words too, and what nobody wrote it leaves to a person', async () => {
  const made = expectStatus(await add(owner, delivery), 201).body;
  assert.deepEqual([made.question, made.enabled], [delivery.question, true]);
  expectStatus(await add(owner, { question: 'Do you have gift cards?', answer: 'From 10 to 250.' }), 201);
  expectStatus(await add(owner, { question: 'How do I return something?', answer: 'Within 30 days.' }), 201);
  const tried = await ask(agent, 'how long does the delivery of an order take');
  assert.equal(tried.outcome, 'answered');
  assert.deepEqual(
    tried.entries.map(({ id, answer }) => [id, answer]),
    [[made.id, delivery.answer]],
  );
  assert.ok(Number(tried.entries[0]?.confidence) > 58);
  assert.deepEqual(await ask(agent, 'who painted the mona lisa'), {
    outcome: 'handed_over',
    entries: [],
    by_model: false,
  });
  assert.deepEqual(await ask(agent, '???'), { outcome: 'handed_over', entries: [], by_model: false });
});

test('I11: what is changed is found anew, what is turned off or removed is not found', async () => {
  const made = expectStatus(
    await add(owner, { question: 'Is the kettle dishwasher safe?', answer: 'It is.' }),
    201,
  ).body;
  const other = { question: 'Where is the harbour office?' };
  assert.equal(expectStatus(await change(owner, made.id, other), 200).body.answer, 'It is.');
  assert.equal((await ask(owner, 'kettle dishwasher')).outcome, 'handed_over');
  assert.equal((await ask(owner, 'harbour office')).outcome, 'answered');
  const worded = expectStatus(await change(owner, made.id, { wordings: ['Pier headquarters?'] }), 200).body;
  assert.deepEqual([worded.question, worded.wordings], [other.question, ['Pier headquarters?']]);
  assert.equal((await ask(owner, 'the pier headquarters')).outcome, 'answered');
  expectStatus(await change(owner, made.id, { enabled: false }), 200);
  assert.equal((await ask(owner, 'harbour office')).outcome, 'handed_over');
  expectStatus(await change(owner, made.id, { enabled: true }), 200);
  assert.equal((await ask(owner, 'harbour office')).outcome, 'answered');
  expectStatus(await remove(owner, made.id), 204);
  assert.equal((await ask(owner, 'harbour office')).outcome, 'handed_over');
  expectStatus(await remove(owner, made.id), 404);
});

test('S1, I11: another organization’s answers are neither said, seen nor changed', async () => {
  const [known] = await entries(owner);
  assert.ok(known);
  assert.deepEqual(await entries(stranger), []);
  assert.equal((await ask(stranger, delivery.question)).outcome, 'handed_over');
  expectStatus(await change(stranger, known.id, { answer: 'Never.' }), 404);
  expectStatus(await remove(stranger, known.id), 404);
  assert.deepEqual((await entries(owner))[0], known);
});

test('I11: agents ask and look, admins write; a plan without a bot has none', async () => {
  assert.ok((await entries(agent)).length > 0);
  assert.equal(expectStatus(await add(agent, delivery), 403).body.code, 'admin_required');
  await server.sql("UPDATE organizations SET plan = 'free' WHERE id = ?", stranger.organizationId);
  assert.equal(expectStatus(await add(stranger, delivery), 403).body.code, 'plan_required');
});

test('S7, I11: what cannot be kept is named, and there are at most 500', async () => {
  const wrong = { question: '', wordings: Array(21).fill('x'), answer: 'x'.repeat(2001) };
  const { body } = expectStatus(await add(owner, wrong), 422);
  assert.deepEqual(
    body.errors.map(({ field, code }) => `${field} ${code}`),
    ['question required', 'wordings too_many', 'answer too_long'],
  );
  await server.sql(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
     INSERT INTO bot_entries SELECT printf('01900000-0000-7000-8000-%012d', i), ?, 'q', '[]', 'a', '[]', 1, 1, 1, '' FROM n`,
    owner.organizationId,
  );
  assert.equal(expectStatus(await add(owner, delivery), 409).body.code, 'too_many_bot_entries');
});

test('A9, I11: the log tells what became of an answer', async () => {
  const { items } = expectStatus(
    await owner.call<{ items: { action: string; target: { name: string } }[] }>('/api/audit'),
    200,
  ).body;
  const told = items.map(({ action, target }) => `${action} ${target.name}`);
  assert.ok(told.includes(`bot_entry.added ${delivery.question}`));
  assert.ok(told.includes('bot_entry.removed Where is the harbour office?'));
});
