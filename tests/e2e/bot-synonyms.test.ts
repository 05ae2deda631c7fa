// Words that mean the same to an organization.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BotSynonyms, TriedBot } from '../../widget/protocol/generated.ts';
import { type Client, expectStatus, type Owner } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Colleague, makeRoles } from '../support/team.ts';

let server: TestServer;
let owner: Owner;
let agent: Colleague;
let stranger: Owner;

const entry = { question: 'Do you repair trolleys?', answer: 'Every Tuesday.' };

before(async () => {
  server = await startServer();
  ({ owner, agent, stranger } = await makeRoles(server));
  for (const who of [owner, stranger]) expectStatus(await who.call('/api/bot/entries', { body: entry }), 201);
});
after(() => server.close());

type Problem = { code: string; errors: { field: string; code: string }[] };

const set = (who: Client, groups: unknown) =>
  who.call<BotSynonyms & Problem>('/api/bot/synonyms', { method: 'PUT', body: { groups } });
const known = async (who: Client) =>
  expectStatus(await who.call<BotSynonyms>('/api/bot/synonyms'), 200).body.groups;
const outcome = async (who: Client, question: string) =>
  expectStatus(await who.call<TriedBot>('/api/bot/try', { body: { question } }), 200).body.outcome;

test('I11: words that an organization says mean the same do from the next question on, for it alone', async () => {
  assert.deepEqual(await known(owner), []);
  const asked = ['do you repair shopping bags on wheels', 'Repariert ihr Rollwagen?', 'is a caddy repaired'];
  for (const question of asked) assert.notEqual(await outcome(owner, question), 'answered', question);
  const groups = [
    ['trolley', 'Rollwagen', 'shopping bag on wheels', 'caddy'],
    ['repair', 'repariert'],
  ];
  for (let twice = 0; twice < 2; twice++)
    assert.deepEqual(expectStatus(await set(owner, groups), 200).body, { groups });
  assert.deepEqual(await known(owner), groups);
  for (const question of asked) assert.equal(await outcome(owner, question), 'answered', question);
  assert.deepEqual(await known(stranger), []);
  assert.notEqual(await outcome(stranger, 'do you repair shopping bags on wheels'), 'answered');
  assert.deepEqual(expectStatus(await set(owner, []), 200).body, { groups: [] });
  assert.notEqual(await outcome(owner, 'do you repair shopping bags on wheels'), 'answered');
});

test('S7, I11: what cannot be kept is named; admins write, with a plan that has a bot', async () => {
  const wrong = expectStatus(await set(owner, [['one'], ['two', ''], ['three', 'x'.repeat(41)]]), 422).body;
  assert.deepEqual(
    wrong.errors.map(({ field, code }) => `${field} ${code}`),
    ['groups[0] out_of_range', 'groups[1][1] required', 'groups[2][1] too_long'],
  );
  assert.equal(
    expectStatus(await set(owner, Array(101).fill(['a', 'b'])), 422).body.errors[0]?.code,
    'too_many',
  );
  assert.equal(expectStatus(await set(agent, []), 403).body.code, 'admin_required');
  assert.deepEqual(await known(agent), []);
  await server.sql("UPDATE organizations SET plan = 'free' WHERE id = ?", stranger.organizationId);
  assert.equal(expectStatus(await set(stranger, []), 403).body.code, 'plan_required');
});

test('A9, I11: the log tells who changed them', async () => {
  const { items } = expectStatus(
    await owner.call<{ items: { action: string; after: object }[] }>('/api/audit'),
    200,
  ).body;
  const told = items.filter(({ action }) => action === 'bot_synonyms.changed');
  assert.equal(told.length, 2, 'what was the same again is not told');
});
