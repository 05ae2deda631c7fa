// A model's second opinion on what a question means: asked where words are not enough, if the organization wants it, and told
// the question and the answers only. Which answers are near is told by hand: see support/comparing-model.mjs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BotModel, BotReport, Organization, TriedBot } from '../../widget/protocol/generated.ts';
import { ask, delivery, handedOver, moment, said, say, saying, wish } from '../support/bot.ts';
import { expectStatus, type Owner, signUp } from '../support/client.ts';
import { foreign, MODEL, near as nearAt, parking, teachMany, withModel } from '../support/model.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer(...withModel);
  owner = await signUp(server.origin, 'Model');
  await teachMany(owner, 12);
  await want(owner);
});
after(() => server.close());

const want = async (of: Owner, botModel = true) =>
  expectStatus(await of.call<Organization>('/api/organization', { method: 'PATCH', body: { botModel } }), 200)
    .body;

const near = (means: string[], mode?: string) => nearAt(server.origin, means, mode);
const tried = async (of: Owner, question: string) =>
  expectStatus(await of.call<TriedBot>('/api/bot/try', { body: { question } }), 200).body;
const questions = ({ entries }: TriedBot) => entries.map(({ question }) => question);

test('I11: what only the model knows is asked about, never said', async () => {
  await near([parking.answer]);
  const found = await tried(owner, foreign);
  assert.deepEqual(
    [found.outcome, found.by_model, questions(found)],
    ['suggested', true, [parking.question]],
  );
  const { id, visitor } = await ask(server, owner, foreign);
  const [message] = await saying(owner, id);
  assert.equal(message?.body, `– ${parking.question}`);
  assert.deepEqual([message?.bot?.by_model, message?.bot?.choices], [true, [parking.question]]);
  // Who picks it asks in words that it is sure of.
  expectStatus(await say(visitor, id, parking.question), 201);
  const [, answer] = await saying(owner, id, 2);
  assert.deepEqual([answer?.body, answer?.bot?.by_model], [parking.answer, false]);
});

test('I11: where the words may mean it too, it is the answer; where they are sure the model is not asked', async () => {
  const vague = 'Is there some explained topic 3 or 4 thing, anywhere near a chapter, for my situation?';
  await near(['chapter 4.']);
  const found = await tried(owner, vague);
  await want(owner, false);
  const byWords = await tried(owner, vague);
  await want(owner);
  assert.equal(byWords.outcome, 'suggested', JSON.stringify(byWords));
  assert.deepEqual([found.outcome, found.by_model], ['answered', true], JSON.stringify(found));
  assert.ok(questions(byWords).includes(questions(found)[0] ?? ''));
  await near([parking.answer]);
  assert.deepEqual((await tried(owner, delivery.question)).outcome, 'answered');
  assert.deepEqual(await near([]), [], 'it was not asked');
});

test('I11, S8: the model is told the question and the answers, and nothing of who asks', async () => {
  await near([parking.answer]);
  const customerData = { name: 'Grace Hopper', email: 'grace@example.com' };
  const { id } = await ask(server, owner, foreign, { customerData });
  await saying(owner, id);
  const [asked, ...more] = await near([]);
  assert.deepEqual(more, []);
  assert.equal(asked?.name, MODEL);
  assert.deepEqual(Object.keys(asked.input), ['query', 'contexts']);
  assert.equal(asked.input.query, foreign);
  assert.equal(asked.input.contexts.length, 12);
  assert.deepEqual(asked.input.contexts[0], { text: `${delivery.question}\n${delivery.answer}` });
});

test('I11, O1: without the organization’s wish, or a model, nothing is asked and nothing changes', async () => {
  await near([parking.answer]);
  const other = await signUp(server.origin, 'Unasked');
  await teachMany(other, 12);
  const { id } = await ask(server, other, foreign);
  assert.equal((await handedOver(other, id))?.why, 'unsure');
  assert.equal((await tried(other, foreign)).outcome, 'handed_over');
  const few = await signUp(server.origin, 'Few');
  await teachMany(few, 9);
  await want(few);
  assert.equal((await tried(few, foreign)).outcome, 'handed_over');
  assert.deepEqual(await near([]), []);
});

const failures = { fails: 'fails', slow: 'is slow', odd: 'says something else', away: 'is not there' };
for (const [mode, what] of Object.entries(failures))
  test(`I11: when the model ${what}, the words decide alone`, async () => {
    await near([parking.answer], mode);
    assert.equal((await tried(owner, delivery.question)).outcome, 'answered');
    const found = await tried(owner, foreign);
    assert.deepEqual([found.outcome, found.by_model], ['handed_over', false]);
    if (mode === 'away') return;
    const { id } = await ask(server, owner, foreign);
    assert.equal((await handedOver(owner, id))?.why, 'unsure');
    assert.deepEqual(await said(owner, id), []);
  });

test('I11: the room dies while the model is asked: one answer, once', async () => {
  await near([parking.answer], 'dies');
  const { id } = await ask(server, owner, foreign);
  await saying(owner, id);
  await moment();
  assert.equal((await said(owner, id)).length, 1);
  assert.equal((await near([])).length, 2, 'it was asked again');
});

test('I11: visitors say whether it helped, and the report tells of the model', async () => {
  await near([parking.answer]);
  const { id, visitor } = await ask(server, owner, foreign);
  const [message] = await saying(owner, id);
  const seq = message?.bot?.asked_seq;
  expectStatus(await wish(visitor, id, { wish: 'wrong', seq }), 204);
  const report = await until(
    async () => expectStatus(await owner.call<BotReport>('/api/reports/bot'), 200).body,
    ({ days }) => days.some(({ by_model_wrong }) => by_model_wrong === 1),
  );
  const [day] = report.days;
  assert.ok(day && day.by_model >= 3 && day.by_model <= day.suggested + day.answered, JSON.stringify(day));
});

test('I11, A1: every agent sees which model there is, admins say whether it is asked, and that is logged', async () => {
  const found = expectStatus(await owner.call<BotModel>('/api/bot/model'), 200).body;
  assert.deepEqual(found, { name: MODEL });
  assert.equal((await want(owner, false)).bot_model, false);
  assert.equal((await want(owner)).bot_model, true);
  const { items } = expectStatus(
    await owner.call<{ items: { action: string; before?: object; after?: object }[] }>('/api/audit'),
    200,
  ).body;
  assert.ok(
    items.some(
      ({ action, after }) => action === 'organization.changed' && JSON.stringify(after).includes('bot_model'),
    ),
  );
});
