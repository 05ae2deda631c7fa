// The bot in a room: it answers once, leaves the rest to people, and is silent when one is there.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { ConversationSummary, Message } from '../../widget/protocol/generated.ts';
import {
  ask,
  cards,
  delivery,
  handedOver,
  messagesOf,
  moment,
  nonsense,
  said,
  say,
  saying,
  setBot,
  stateOf,
  taught,
  wish,
} from '../support/bot.ts';
import { expectStatus, type Owner, signUp } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { inboxSocket, visitorSocket } from '../support/socket.ts';
import { makeDepartment, makeTeam } from '../support/team.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer({}, { limited: false });
  owner = await taught(server);
});
after(() => server.close());

test('I11: the bot answers what was asked, once, under its name, and nobody is waited for', async () => {
  const { visitor, id } = await ask(server, owner, 'how long does the delivery take?');
  const [answer] = await saying(owner, id);
  assert.deepEqual(
    [answer?.body, answer?.sender.name, answer?.bot?.outcome, answer?.bot?.asked_seq],
    [delivery.answer, 'Fern', 'answered', 1],
  );
  assert.equal((await stateOf(owner, id)).bot, true);
  assert.equal((await stateOf(owner, id)).waiting_since, null);
  expectStatus(await say(visitor, id, 'And gift cards?'), 201);
  await saying(owner, id, 2);
  await server.evictRoom(id);
  await moment();
  assert.deepEqual(
    (await said(owner, id)).map(({ body }) => body),
    [delivery.answer, cards.answer],
  );
});

test('I11: the visitor sees that it looks, what it says, and whether it is still there', async () => {
  const { visitor, id } = await ask(server, owner, delivery.question);
  await saying(owner, id);
  const token = visitor.token;
  await using socket = await visitorSocket(server.origin, id, token, 0);
  const welcome = await socket.next('welcome');
  assert.equal((welcome.conversation as ConversationSummary).bot, true);
  await say(visitor, id, cards.question);
  const typing = await socket.next('typing');
  assert.equal((typing.sender as { kind: string }).kind, 'bot');
  const seen = await socket.next('message', ({ message }) => (message as Message).sender.kind === 'bot');
  assert.equal((seen.message as Message).body, cards.answer);
  expectStatus(await wish(visitor, id, { wish: 'person' }), 204);
  await socket.next('conversation', ({ conversation }) => !(conversation as ConversationSummary).bot);
});

test('I11: what nobody wrote it leaves to a person, who reads what was asked and answered', async () => {
  const { visitor, id } = await ask(server, owner, delivery.question);
  await saying(owner, id);
  await say(visitor, id, nonsense);
  const data = await handedOver(owner, id);
  assert.deepEqual(
    [data?.why, data?.question, data?.summary],
    ['unsure', nonsense, `Asked: ${delivery.question}\nAnswered: ${delivery.answer}\nAsked: ${nonsense}`],
  );
  const state = await stateOf(owner, id);
  assert.equal(state.bot, false);
  assert.ok(state.waiting_since);
  await say(visitor, id, delivery.question);
  await moment();
  assert.equal((await said(owner, id)).length, 1, 'it is silent from then on');
});

test('I11: a person can be asked for in words too', async () => {
  const { id } = await ask(server, owner, 'Can I talk to a human?');
  assert.equal((await handedOver(owner, id))?.why, 'asked');
});

test('I11: an agent who writes, or is given it, ends the bot’s part; the toggle brings it back', async () => {
  const { visitor, id } = await ask(server, owner, delivery.question);
  await saying(owner, id);
  const body = { clientId: randomUUID(), kind: 'text', body: 'Here I am.' };
  expectStatus(await owner.call(`/api/conversations/${id}/messages`, { body }), 201);
  await say(visitor, id, cards.question);
  await moment();
  assert.equal((await said(owner, id)).length, 1);
  assert.equal((await stateOf(owner, id)).bot, false);
  expectStatus(await owner.call(`/api/conversations/${id}`, { method: 'PATCH', body: { bot: true } }), 200);
  await say(visitor, id, cards.question);
  await saying(owner, id, 2);
  const given = { assigneeId: owner.agentId };
  const other = await ask(server, owner, delivery.question);
  expectStatus(await owner.call(`/api/conversations/${other.id}`, { method: 'PATCH', body: given }), 200);
  assert.equal((await stateOf(owner, other.id)).bot, false);
});

test('I11: while the knowledge cannot be read, a person gets it; what was killed in between is answered once', async () => {
  await server.sql('ALTER TABLE bot_words RENAME TO bot_words_away');
  const failing = await ask(server, owner, delivery.question);
  assert.equal((await handedOver(owner, failing.id))?.why, 'failed');
  await server.sql('ALTER TABLE bot_words_away RENAME TO bot_words');
  const killed = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const { id } = await ask(server, owner, delivery.question);
      await server.evictRoom(id, 'close');
      return id;
    }),
  );
  for (const id of killed) await saying(owner, id);
  await moment();
  for (const id of killed) assert.equal((await said(owner, id)).length, 1);
});

test('S1, I11: it knows its own organization’s answers only, and without them says nothing', async () => {
  const other = await signUp(server.origin, 'Eve');
  await setBot(other, { enabled: true });
  const { id } = await ask(server, other, delivery.question);
  assert.equal((await handedOver(other, id))?.why, 'unsure');
  await setBot(other, { enabled: false });
  const without = await ask(server, other, delivery.question);
  await moment();
  assert.equal((await messagesOf(other, without.id)).length, 1);
  assert.ok((await stateOf(other, without.id)).waiting_since);
});

test('I4, I11: nobody is given what the bot answers, until it is handed over', async () => {
  const team = await makeTeam(server, 1);
  await taught(server, team.owner);
  const [ada] = team.agents;
  assert.ok(ada);
  const sales = await makeDepartment(server, team.owner, { mode: 'round_robin' }, [ada]);
  await using _ = await inboxSocket(server.origin, ada.cookie);
  const { visitor, id } = await ask(server, team.owner, delivery.question, { departmentId: sales });
  await saying(team.owner, id);
  await moment();
  assert.equal((await stateOf(team.owner, id)).assignee, null);
  expectStatus(await wish(visitor, id, { wish: 'person' }), 204);
  await until(
    () => stateOf(team.owner, id),
    ({ assignee }) => assignee?.id === ada.id,
  );
});

test('I11: what a visitor says of an answer counts once; all of it goes with the conversation', async () => {
  const { visitor, id } = await ask(server, owner, delivery.question);
  await saying(owner, id);
  expectStatus(await wish(visitor, id, { wish: 'helped' }), 422);
  expectStatus(await wish(visitor, id, { wish: 'helped', seq: 1 }), 204);
  expectStatus(await wish(visitor, id, { wish: 'wrong', seq: 1 }), 204);
  expectStatus(await wish(visitor, id, { wish: 'wrong', seq: 99 }), 204);
  const kept = () =>
    server.sql('SELECT seq, question, outcome, helped FROM bot_answers WHERE conversation_id = ?', id);
  await until(kept, (rows) => rows[0]?.helped !== null && rows[0]?.helped !== undefined);
  assert.deepEqual(await kept(), [{ seq: 1, question: delivery.question, outcome: 'answered', helped: 1 }]);
  const [row] = await server.sql<{ widget_customer_id: string }>(
    'SELECT widget_customer_id FROM conversations WHERE id = ?',
    id,
  );
  expectStatus(await owner.call(`/api/customers/${row?.widget_customer_id}`, { method: 'DELETE' }), 200);
  await until(kept, (rows) => rows.length === 0);
});

test('I11: the report tells what was answered and what has no answer, of one organization', async () => {
  const other = await taught(server, await signUp(server.origin, 'Report'));
  const helped = await ask(server, other, delivery.question);
  await saying(other, helped.id);
  expectStatus(await wish(helped.visitor, helped.id, { wish: 'helped', seq: 1 }), 204);
  for (const words of [nonsense, nonsense.toUpperCase(), 'Is the moon made of cheese?'])
    await handedOver(other, (await ask(server, other, words)).id);
  interface Report {
    days: Record<string, unknown>[];
    unanswered: { question: string; count: number }[];
  }
  const report = async (days = '') =>
    expectStatus(await other.call<Report>(`/api/reports/bot${days}`), 200).body;
  const told = await until(
    () => report('?days=1'),
    ({ days, unanswered }) => days[0]?.helped === 1 && unanswered.length === 2,
  );
  const { day: _, ...counts } = told.days[0] ?? {};
  assert.deepEqual(counts, {
    answered: 1,
    suggested: 0,
    handed_over: 3,
    helped: 1,
    wrong: 0,
    by_model: 0,
    by_model_wrong: 0,
  });
  assert.deepEqual(
    told.unanswered.map(({ question, count }) => [question.toLowerCase(), count]),
    [
      [nonsense.toLowerCase(), 2],
      ['is the moon made of cheese?', 1],
    ],
  );
  expectStatus(await other.call('/api/reports/bot?days=0'), 422);
});
