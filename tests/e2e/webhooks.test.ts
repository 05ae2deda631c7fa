// A9: webhooks are told what happens: signed, in order, each once; and what admins see of that.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { converse, expectStatus, signUp, visit } from '../support/client.ts';
import { upload } from '../support/files.ts';
import { isSigned, startReceiver } from '../support/receiver.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { makeRoles } from '../support/team.ts';
import { until } from '../support/wait.ts';
import {
  type Delivery,
  EVENTS,
  hook,
  log,
  type Problem,
  say,
  shown,
  types,
  type Whole,
} from '../support/webhooks.ts';

let server: TestServer;

before(async () => {
  server = await startServer({ ALLOW_PRIVATE_URLS: 'on' }, { limited: false });
});
after(() => server.close());

test('A9: what happens in a conversation arrives signed, each once, in order, in the shapes of the API', async () => {
  await using receiver = await startReceiver();
  const owner = await signUp(server.origin);
  const { id, secret, path } = await hook(owner, receiver);
  assert.match(secret, /^whsec_[\w-]{43}$/);
  const visitor = await visit(server.origin, owner.widgetKey);
  const room = await converse(visitor);
  await receiver.heard(2);
  const post = (body: object) => owner.call(`/api/conversations/${room}/messages`, { body });
  expectStatus(await post({ clientId: randomUUID(), kind: 'note', body: 'A secret note' }), 201);
  expectStatus(await post({ clientId: randomUUID(), kind: 'text', body: 'Hello, I am Ada' }), 201);
  expectStatus(
    await owner.call(`/api/conversations/${room}`, { method: 'PATCH', body: { status: 'closed' } }),
    200,
  );
  const rating = { score: 5, comment: 'Lovely' };
  expectStatus(await visitor.call(`/api/widget/conversations/${room}/rating`, { body: rating }), 200);
  const all = await receiver.heard(5);
  assert.deepEqual(types(all), [
    'conversation.created',
    'message.created',
    'message.created',
    'conversation.closed',
    'rating.created',
  ]);
  for (const one of all) {
    assert.ok(isSigned(one, secret));
    assert.equal(one.headers['chatdesk-id'], one.event.id);
    assert.ok(Math.abs(Date.now() / 1000 - Number(one.headers['chatdesk-timestamp'])) < 60);
    assert.equal(one.headers['content-type'], 'application/json');
    assert.equal(one.event.organization_id, owner.organizationId);
    assert.equal(one.event.data.conversation?.id, room);
    assert.ok(!one.body.includes('secret note'));
  }
  const [created, first, second, closed, rated] = all.map(({ event }) => event);
  assert.equal(created?.id, room);
  assert.deepEqual([first?.data.message?.body, second?.data.message?.body], ['Hello', 'Hello, I am Ada']);
  assert.equal(first?.id, first?.data.message?.id);
  assert.equal(closed?.data.conversation?.status, 'closed');
  assert.equal(rated?.data.rating?.score, 5);
  type Page = { items: { id: string; body: string }[] };
  const { items } = (await owner.call<Page>(`/api/conversations/${room}/messages`)).body;
  assert.deepEqual(
    second?.data.message,
    items.find(({ id }) => id === second?.id),
    'as the API tells it',
  );
  const { items: told } = await until(
    () => log(owner, path),
    ({ items }) => items.every(({ delivered_at }) => delivered_at !== null),
  );
  assert.equal(told.length, 5);
  assert.ok(told.every(({ attempts, status, error }) => attempts === 1 && status === 200 && error === null));
  assert.deepEqual((await shown(owner, id)).last_delivery?.status, 200);
  type One = { body: Whole };
  const whole: One = expectStatus(await owner.call<Whole>(`${path}/deliveries/${first?.id}`), 200);
  assert.deepEqual(whole.body.payload, first);
  assert.equal(whole.body.response, 'ok');
});

test('A9, F1: a file can be fetched by who is told of it', async () => {
  await using receiver = await startReceiver();
  const owner = await signUp(server.origin);
  await hook(owner, receiver, ['message.created']);
  const visitor = await visit(server.origin, owner.widgetKey);
  const room = await converse(visitor);
  const proof = { authorization: `Bearer ${visitor.token}` };
  const file = new File(['What I mean'], 'note.txt');
  const sent = await upload(server.origin, '/api/widget/upload', proof, { file, conversationId: room });
  const attachments = [expectStatus(sent, 201).body.attachment.id];
  const body = { clientId: randomUUID(), attachments };
  expectStatus(await visitor.call(`/api/widget/conversations/${room}/messages`, { body }), 201);
  const all = await receiver.heard(2);
  const { url } = all[1]?.event.data.message?.attachments[0] ?? assert.fail('it has its file');
  assert.equal(await (await fetch(server.origin + url)).text(), 'What I mean');
});

test('A9: only what was asked for is sent, and nothing of before', async () => {
  await using receiver = await startReceiver();
  const owner = await signUp(server.origin);
  const visitor = await visit(server.origin, owner.widgetKey);
  const room = await converse(visitor);
  await until(
    () => server.sql('SELECT seq FROM messages WHERE conversation_id = ?', room),
    ({ length }) => length === 1,
  );
  const { path } = await hook(owner, receiver, ['message.created']);
  await say(visitor, room, 'Are you there?');
  await receiver.heard(1);
  const other = await converse(await visit(server.origin, owner.widgetKey));
  const all = await receiver.heard(2);
  assert.deepEqual(types(all), ['message.created', 'message.created']);
  assert.deepEqual(
    all.map(({ event }) => event.data.message?.conversation_id),
    [room, other],
  );
  assert.equal((await log(owner, path)).items.length, 2);
});

test('A9: a burst stays in its order', async () => {
  await using receiver = await startReceiver();
  const owner = await signUp(server.origin);
  await hook(owner, receiver, ['message.created']);
  const visitor = await visit(server.origin, owner.widgetKey);
  const room = await converse(visitor);
  for (let n = 1; n <= 14; n += 1) await say(visitor, room, `message ${n}`);
  const all = await receiver.heard(15);
  assert.deepEqual(
    all.map(({ event }) => event.data.message?.seq),
    Array.from({ length: 15 }, (_, n) => n + 1),
  );
});

test('A9: the log goes back for thirty days', async () => {
  await using receiver = await startReceiver();
  const owner = await signUp(server.origin);
  const { id, path } = await hook(owner, receiver);
  for (let n = 0; n < 2; n += 1) expectStatus(await owner.call(`${path}/test`, { body: {} }), 202);
  await receiver.heard(2);
  const [oldest] = await server.sql(
    'SELECT id FROM webhook_deliveries WHERE webhook_id = ? ORDER BY position',
    id,
  );
  const long = Date.now() - 31 * 86_400_000;
  await server.sql('UPDATE webhook_deliveries SET created_at = ? WHERE id = ?', long, oldest?.id);
  await server.scheduled();
  const left = await until(
    async () => (await log(owner, path)).items,
    ({ length }) => length === 1,
  );
  assert.notEqual(left[0]?.id, oldest?.id);
});

test('A9: a test and a replay go out at once, also while it is turned off', async () => {
  await using receiver = await startReceiver();
  const owner = await signUp(server.origin);
  const { secret, path } = await hook(owner, receiver);
  expectStatus(await owner.call(path, { method: 'PATCH', body: { enabled: false } }), 200);
  type Queued = { delivery: Delivery };
  const { delivery } = expectStatus(await owner.call<Queued>(`${path}/test`, { body: {} }), 202).body;
  assert.equal(delivery.event, 'webhook.test');
  const [sent] = await receiver.heard(1);
  assert.ok(sent && isSigned(sent, secret));
  assert.deepEqual([sent.event.id, sent.event.type, sent.event.data], [delivery.id, 'webhook.test', {}]);
  const replayed = await owner.call<Queued>(`${path}/deliveries/${delivery.id}/replay`, { body: {} });
  assert.equal(expectStatus(replayed, 202).body.delivery.attempts, 0);
  const all = await receiver.heard(2);
  assert.equal(all[1]?.body, all[0]?.body);
  expectStatus(await owner.call(`${path}/deliveries/${randomUUID()}/replay`, { body: {} }), 404);
});

test('A9: with a new secret, what is sent is signed with that', async () => {
  await using receiver = await startReceiver();
  const owner = await signUp(server.origin);
  const { secret, path } = await hook(owner, receiver);
  const rotated = expectStatus(
    await owner.call<{ secret: string }>(`${path}/secret`, { body: {} }),
    200,
  ).body;
  assert.notEqual(rotated.secret, secret);
  expectStatus(await owner.call(`${path}/test`, { body: {} }), 202);
  const [sent] = await receiver.heard(1);
  assert.ok(sent && isSigned(sent, rotated.secret) && !isSigned(sent, secret));
  const told = await server.sql('SELECT * FROM audit_log WHERE organization_id = ?', owner.organizationId);
  assert.deepEqual(told.map(({ action }) => action).sort(), ['webhook.added', 'webhook.secret_changed']);
  assert.ok(![secret, rotated.secret].some((text) => JSON.stringify([told, server.logs()]).includes(text)));
});

test('A9: the log comes in pages and goes with its webhook', async () => {
  await using receiver = await startReceiver();
  const owner = await signUp(server.origin);
  const { id, path } = await hook(owner, receiver);
  for (let n = 0; n < 5; n += 1) expectStatus(await owner.call(`${path}/test`, { body: {} }), 202);
  await receiver.heard(5);
  const first = await log(owner, path, '?limit=3');
  const second = await log(owner, path, `?limit=3&cursor=${first.next_cursor}`);
  assert.deepEqual([first.items.length, second.items.length, second.next_cursor], [3, 2, null]);
  assert.equal(new Set([...first.items, ...second.items].map((one) => one.id)).size, 5);
  expectStatus(await owner.call(path, { method: 'DELETE' }), 204);
  expectStatus(await owner.call(path, { method: 'DELETE' }), 404);
  expectStatus(await owner.call(`${path}/deliveries`), 404);
  assert.deepEqual(await server.sql('SELECT id FROM webhook_deliveries WHERE webhook_id = ?', id), []);
});

test('V7: who is erased is in no log of webhooks either', async () => {
  await using receiver = await startReceiver();
  const owner = await signUp(server.origin);
  const { path } = await hook(owner, receiver);
  const visitor = await visit(server.origin, owner.widgetKey);
  await converse(visitor);
  await receiver.heard(2);
  const [row] = await server.sql('SELECT id FROM widget_customers WHERE visitor_id = ?', visitor.visitorId);
  expectStatus(await owner.call(`/api/customers/${row?.id}`, { method: 'DELETE' }), 200);
  assert.deepEqual((await log(owner, path)).items, []);
});

test('S1, S7: only admins have them, each organization its own; what is wrong is named', async () => {
  await using receiver = await startReceiver();
  const { owner, agent: plain, stranger } = await makeRoles(server);
  const { path } = await hook(owner, receiver);
  expectStatus(await plain.call('/api/webhooks'), 403);
  for (const answer of [
    await stranger.call(path, { method: 'PATCH', body: { enabled: false } }),
    await stranger.call(path, { method: 'DELETE' }),
    await stranger.call(`${path}/secret`, { body: {} }),
    await stranger.call(`${path}/test`, { body: {} }),
    await stranger.call(`${path}/deliveries`),
  ])
    expectStatus(answer, 404);
  const wrong: [object, string][] = [
    [{ url: receiver.url, events: [] }, 'events'],
    [{ url: receiver.url, events: ['everything'] }, 'events[0]'],
    [{ url: 'ftp://example.com/', events: EVENTS }, 'url'],
    [{ url: 'nothing', events: EVENTS }, 'url'],
    [{ url: `https://example.com/${'x'.repeat(2_000)}`, events: EVENTS }, 'url'],
  ];
  for (const [body, field] of wrong) {
    const answer = expectStatus(await owner.call<Problem>('/api/webhooks', { body }), 422);
    assert.equal(answer.body.errors[0]?.field, field);
  }
});
