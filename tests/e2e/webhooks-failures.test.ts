// A9: what webhooks could not be told is told later, for as long as it takes.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { converse, expectStatus, signUp, visit } from '../support/client.ts';
import { isSigned, startReceiver } from '../support/receiver.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { until } from '../support/wait.ts';
import { hook, log, say, shown, types, type Whole } from '../support/webhooks.ts';

let server: TestServer;

before(async () => {
  server = await startServer({ ALLOW_PRIVATE_URLS: 'on' }, { limited: false });
});
after(() => server.close());

/** What waits is due, and the courier hears of it. */
async function hurry(id: string): Promise<void> {
  await server.sql('UPDATE webhooks SET paused_until = NULL WHERE id = ?', id);
  await server.sql(
    'UPDATE webhook_deliveries SET next_attempt_at = 1 WHERE webhook_id = ? AND next_attempt_at IS NOT NULL',
    id,
  );
  await server.scheduled();
}

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
    BEGIN SELECT RAISE(ABORT, 'no arrivals'); END`);
  const room = await converse(visitor);
  const [first] = await receiver.heard(1);
  await until(
    async () => server.logs().filter((line) => line.includes('no arrivals')),
    ({ length }) => length > 0,
  );
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
