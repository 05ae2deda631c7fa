// A9: webhooks are told what happens: signed, in order, at least once, for as long as it takes.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { addAgent } from '../security/world.ts';
import {
  type Client,
  converse,
  expectStatus,
  type Owner,
  signUp,
  type Visitor,
  visit,
} from '../support/client.ts';
import { isSigned, type Received, type Receiver, startReceiver } from '../support/receiver.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { until } from '../support/wait.ts';

let server: TestServer;

before(async () => {
  server = await startServer({ ALLOW_PRIVATE_URLS: 'on' }, { limited: false });
});
after(() => server.close());

const EVENTS = ['conversation.created', 'conversation.closed', 'message.created', 'rating.created'];

interface Webhook {
  id: string;
  url: string;
  events: string[];
  enabled: boolean;
  last_delivery: { status: number | null; error: string | null } | null;
  failing_since: string | null;
}
interface Delivery {
  id: string;
  event: string;
  attempts: number;
  status: number | null;
  error: string | null;
  next_attempt_at: string | null;
  delivered_at: string | null;
}
type Whole = Delivery & { payload: { id: string; data: object }; response: string | null };
type Problem = { code: string; errors: { field: string; code: string }[] };

async function hook(owner: Owner, { url }: Pick<Receiver, 'url'>, events = EVENTS) {
  type Made = { webhook: Webhook; secret: string };
  const { webhook, secret } = expectStatus(
    await owner.call<Made>('/api/webhooks', { body: { url, events } }),
    201,
  ).body;
  return { id: webhook.id, secret, path: `/api/webhooks/${webhook.id}` };
}

const log = async (owner: Client, path: string, query = '') =>
  expectStatus(
    await owner.call<{ items: Delivery[]; next_cursor: string | null }>(`${path}/deliveries${query}`),
    200,
  ).body;
const shown = async (owner: Client, id: string) =>
  expectStatus(await owner.call<{ items: Webhook[] }>('/api/webhooks'), 200).body.items.find(
    (webhook) => webhook.id === id,
  ) ?? assert.fail('it is in the list');
const say = async (visitor: Visitor, room: string, body: string) =>
  expectStatus(
    await visitor.call(`/api/widget/conversations/${room}/messages`, {
      body: { clientId: randomUUID(), body },
    }),
    201,
  );
const types = (all: Received[]) => all.map(({ event }) => event.type);
/** What waits is due, and the courier hears of it. */
async function hurry(id: string): Promise<void> {
  await server.sql('UPDATE webhooks SET paused_until = NULL WHERE id = ?', id);
  await server.sql(
    'UPDATE webhook_deliveries SET next_attempt_at = 1 WHERE webhook_id = ? AND next_attempt_at IS NOT NULL',
    id,
  );
  await server.scheduled();
}

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

test('A9: what does not arrive is tried again under the same id, newly signed, and the rest waits behind it', async () => {
  await using receiver = await startReceiver();
  const owner = await signUp(server.origin);
  const { id, secret, path } = await hook(owner, receiver, ['message.created']);
  receiver.answer(() => ({ status: 500, body: `<b>${'broken '.repeat(400)}` }));
  const visitor = await visit(server.origin, owner.widgetKey);
  const room = await converse(visitor);
  await receiver.heard(1);
  const [failed] = await until(
    async () => (await log(owner, path)).items,
    ([one]) => one?.attempts === 1,
  );
  assert.deepEqual([failed?.status, failed?.error], [500, 'refused']);
  const wait = Date.parse(failed?.next_attempt_at ?? '') - Date.now();
  assert.ok(wait > 5_000 && wait <= 11_000, `${wait}`);
  const webhook = await shown(owner, id);
  assert.ok(webhook.failing_since && webhook.last_delivery?.error === 'refused');
  const whole = expectStatus(await owner.call<Whole>(`${path}/deliveries/${failed?.id}`), 200).body;
  assert.equal(whole.response?.length, 1_000);
  await say(visitor, room, 'Still there?');
  await until(
    async () => (await log(owner, path)).items,
    ({ length }) => length === 2,
  );
  receiver.answer(() => ({ status: 204 }));
  const all = await receiver.heard(3, 25_000);
  assert.deepEqual(
    all.map(({ event }) => event.data.message?.body),
    ['Hello', 'Hello', 'Still there?'],
  );
  assert.equal(all[0]?.event.id, all[1]?.event.id);
  assert.equal(all[0]?.body, all[1]?.body);
  assert.notEqual(all[0]?.headers['chatdesk-signature'], all[1]?.headers['chatdesk-signature']);
  assert.ok(all.every((one) => isSigned(one, secret)));
  await until(
    () => shown(owner, id),
    ({ failing_since, last_delivery }) => failing_since === null && last_delivery?.status === 204,
  );
});

test('A9: one that fails keeps no other from hearing', async () => {
  await using deaf = await startReceiver();
  await using receiver = await startReceiver();
  deaf.answer(() => ({ status: 503 }));
  const owner = await signUp(server.origin);
  await hook(owner, deaf);
  await hook(owner, receiver);
  await converse(await visit(server.origin, owner.widgetKey));
  assert.deepEqual(types(await receiver.heard(2)), ['conversation.created', 'message.created']);
});

/** What the harness asks with, in the worker's name; it follows redirects where the runtime itself does as it is told. */
function withoutFollowing(url: string): Disposable {
  const usual = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    if (input !== url) return usual(input, init);
    const request = init as unknown as Request;
    const headers = Object.fromEntries(request.headers);
    return usual(url, { method: 'POST', headers, body: await request.arrayBuffer(), redirect: 'manual' });
  };
  return {
    [Symbol.dispose]: () => {
      globalThis.fetch = usual;
    },
  };
}

test('A9: redirects are not followed', async () => {
  await using receiver = await startReceiver();
  await using target = await startReceiver();
  using _ = withoutFollowing(receiver.url);
  const owner = await signUp(server.origin);
  const { path } = await hook(owner, receiver, ['message.created']);
  receiver.answer(() => ({ status: 307, headers: { location: target.url } }));
  await converse(await visit(server.origin, owner.widgetKey));
  const redirected = await until(
    async () => (await log(owner, path)).items[0],
    (one) => one?.attempts === 1,
  );
  assert.deepEqual([redirected?.status, redirected?.error], [307, 'redirected']);
  assert.equal(target.received.length, 0);
});

test('A9: who does not answer within ten seconds is tried again', async () => {
  await using receiver = await startReceiver();
  receiver.answer(() => new Promise<never>(() => {}));
  const owner = await signUp(server.origin);
  const { path } = await hook(owner, receiver, ['message.created']);
  await converse(await visit(server.origin, owner.widgetKey));
  const missed = await until(
    async () => (await log(owner, path)).items[0],
    (one) => one?.attempts === 1,
    20_000,
  );
  assert.ok(missed?.next_attempt_at);
  assert.deepEqual([missed?.status, missed?.error], [null, 'no_answer']);
});

test('A9: after the last attempt it is given up; after three days of failures the webhook is turned off', async () => {
  await using receiver = await startReceiver();
  receiver.answer(() => ({ status: 500 }));
  const owner = await signUp(server.origin);
  const { id, path } = await hook(owner, receiver, ['message.created']);
  const visitor = await visit(server.origin, owner.widgetKey);
  const room = await converse(visitor);
  const first = async () => (await log(owner, path)).items.at(-1);
  await until(first, (one) => one?.attempts === 1);
  await server.sql('UPDATE webhook_deliveries SET attempts = 8 WHERE webhook_id = ?', id);
  await hurry(id);
  const given = await until(first, (one) => one?.attempts === 9);
  assert.deepEqual([given?.next_attempt_at, given?.delivered_at, given?.error], [null, null, 'refused']);
  assert.equal((await shown(owner, id)).enabled, true);
  await server.sql(
    'UPDATE webhooks SET failing_since = ?, paused_until = NULL WHERE id = ?',
    Date.now() - 3 * 86_400_000,
    id,
  );
  await say(visitor, room, 'Anybody?');
  await until(
    () => shown(owner, id),
    ({ enabled }) => !enabled,
  );
  assert.ok((await log(owner, path)).items.every(({ next_attempt_at }) => next_attempt_at === null));
  type Log = {
    items: { agent: null; action: string; target: { id: string }; before: object; after: object }[];
  };
  const [entry] = (await owner.call<Log>('/api/audit')).body.items;
  assert.deepEqual(
    [entry?.agent, entry?.action, entry?.target.id, entry?.before, entry?.after],
    [null, 'webhook.disabled', id, { enabled: true }, { enabled: false }],
  );
  const heard = receiver.received.length;
  await say(visitor, room, 'Nobody?');
  await until(
    () => server.sql('SELECT seq FROM messages WHERE conversation_id = ? AND seq = 3', room),
    ({ length }) => length === 1,
  );
  assert.equal((await log(owner, path)).items.length, 2, 'turned off, it is told nothing');
  receiver.answer(() => ({ status: 200 }));
  expectStatus(await owner.call(path, { method: 'PATCH', body: { enabled: true } }), 200);
  assert.equal((await shown(owner, id)).failing_since, null);
  await say(visitor, room, 'Back again');
  assert.equal((await receiver.heard(heard + 1)).at(-1)?.event.data.message?.body, 'Back again');
});

test('A9, R2: what was sent and not written down as sent is sent again; what waits outlives the courier', async () => {
  await using receiver = await startReceiver();
  const owner = await signUp(server.origin);
  const { id } = await hook(owner, receiver, ['message.created']);
  const visitor = await visit(server.origin, owner.widgetKey);
  await server.sql(`CREATE TRIGGER no_arrivals BEFORE UPDATE ON webhook_deliveries WHEN NEW.webhook_id = '${id}'
    BEGIN SELECT RAISE(ABORT, 'injected'); END`);
  const room = await converse(visitor);
  const [first] = await receiver.heard(1);
  await server.sql('DROP TRIGGER no_arrivals');
  await server.evictCourier(owner.organizationId);
  await say(visitor, room, 'More');
  await until(
    () => server.sql('SELECT id FROM webhook_deliveries WHERE webhook_id = ? AND delivered_at > 0', id),
    ({ length }) => length === 2,
  );
  const ids = receiver.received.map(({ event }) => event.id);
  assert.ok(ids.filter((sent) => sent === first?.event.id).length >= 2, 'twice, under the same id');
  assert.equal(new Set(ids).size, 2);
});

test('A9: a courier that never heard of it is woken', async () => {
  await using receiver = await startReceiver();
  const owner = await signUp(server.origin);
  const { id } = await hook(owner, receiver, ['message.created']);
  await server.sql(
    `INSERT INTO webhook_deliveries (organization_id, webhook_id, id, event, payload, next_attempt_at, created_at)
      VALUES (?, ?, ?, 'message.created', '{"id":"x"}', 1, ?)`,
    owner.organizationId,
    id,
    randomUUID(),
    Date.now(),
  );
  await server.scheduled();
  assert.equal((await receiver.heard(1))[0]?.event.id, 'x');
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
  const [owner, stranger] = [await signUp(server.origin), await signUp(server.origin, 'Eve')];
  const { path } = await hook(owner, receiver);
  const plain = await addAgent(server, { owner, mark: randomUUID() }, 'plain');
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
