// S4: one address, one customer or one site cannot use up what others need.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { call, expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { signIdentity } from '../support/jwt.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer();
  owner = await signUp(server.origin);
});
after(() => server.close());

type Problem = { code: string };
type Started = { conversation: { id: string } } & Problem;
const init = (address: string, more: object = {}) =>
  call<{ visitor_id: string; session_token: string }>(server.origin, '/api/widget/init', {
    body: { widgetKey: owner.widgetKey, ...more },
    headers: { 'cf-connecting-ip': address },
  });

test('S4: one network makes only so many new visitors a minute; who was here before comes in', async () => {
  const known = expectStatus(await init('2001:db8:1:2::1'), 201).body;
  const statuses = new Set<number>();
  // A limiter counts by the clock's minute: two of them are enough for any 130.
  for (let n = 0; n < 130 && !statuses.has(429); n += 10) {
    const some = Array.from({ length: 10 }, (_, at) => init(`2001:db8:1:2::${n + at + 2}`));
    for (const { status } of await Promise.all(some)) statuses.add(status);
  }
  assert.deepEqual([...statuses].sort(), [201, 429]);
  expectStatus(await init('2001:db8:1:2::1', { visitorId: known.visitor_id }), 201);
  expectStatus(await init('2001:db8:1:2::1', { sessionToken: known.session_token }), 201);
  expectStatus(await init('2001:db8:1:3::1'), 201);
});

test('S4: one network reports only so many errors a minute, and the others’ still count', async () => {
  const report = async (address: string) => {
    const errors = [{ build: '0123abcd', part: 'window', code: 'load_failed' }];
    const headers = { 'cf-connecting-ip': address };
    const body = { widgetKey: owner.widgetKey, errors };
    return call<Problem>(server.origin, '/api/widget/errors', { body, headers });
  };
  const statuses = new Set<number>();
  for (let n = 0; n < 130 && !statuses.has(429); n += 10) {
    const some = Array.from({ length: 10 }, (_, at) => report(`2001:db8:7:2::${n + at + 1}`));
    for (const { status } of await Promise.all(some)) statuses.add(status);
  }
  assert.deepEqual([...statuses].sort(), [204, 429]);
  expectStatus(await report('2001:db8:7:3::1'), 204);
  expectStatus(await init('2001:db8:7:2::1'), 201);
});

test('S4: one visitor has only so many conversations that are not closed', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const ids = Array.from({ length: 20 }, () => randomUUID());
  const start = (clientId: string) =>
    visitor.call<Started>('/api/widget/conversations', { body: { clientId } });
  for (const id of ids) expectStatus(await start(id), 201);
  assert.equal(expectStatus(await start(randomUUID()), 409).body.code, 'too_many_open');
  const again = expectStatus(await start(ids[3] ?? ''), 200).body.conversation.id;
  expectStatus(await visitor.call(`/api/widget/conversations/${again}/close`, { method: 'POST' }), 204);
  const closed = () =>
    server.sql(
      "SELECT id FROM conversations WHERE status = 'closed' AND organization_id = ?",
      owner.organizationId,
    );
  for (let tries = 0; tries < 100 && (await closed()).length === 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expectStatus(await start(randomUUID()), 201);
});

const fieldsOf = async (visitor: Visitor) => {
  const [row] = await server.sql<{ fields: string; unsigned: string }>(
    'SELECT custom_fields AS fields, unsigned FROM widget_customers WHERE visitor_id = ?',
    visitor.visitorId,
  );
  return row ?? { fields: '', unsigned: '' };
};
const bytes = (text: string) => Buffer.byteLength(text);

test('S4: nobody fills the database with what nobody has signed', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const say = (customFields: object) =>
    visitor.call('/api/widget/identify', { body: { name: 'Grace', customFields } });
  expectStatus(await say({ plan: 'gold' }), 200);
  for (let n = 0; n < 12; n += 1) expectStatus(await say({ [`f${n}`]: '…'.repeat(400) }), 200);
  const { fields, unsigned } = await fieldsOf(visitor);
  assert.ok(bytes(fields) <= 4_096 && bytes(unsigned) <= 4_600, `${bytes(fields)}, ${bytes(unsigned)}`);
  assert.match(fields, /gold/);
});

test('S4: who becomes a user does not make the user’s fields longer than they may be', async () => {
  const widgetId = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body.items[0]?.id;
  const path = `/api/widgets/${widgetId}/identity-secret`;
  const { identity_secret } = (await owner.call<{ identity_secret: string }>(path)).body;
  const sub = randomUUID();
  const known = await visit(server.origin, owner.widgetKey, {
    identityToken: signIdentity(identity_secret, { sub }),
  });
  const fill = (visitor: Visitor, name: string, length: number) =>
    server.sql(
      'UPDATE widget_customers SET custom_fields = ? WHERE visitor_id = ?',
      JSON.stringify({ [name]: 'x'.repeat(length) }),
      visitor.visitorId,
    );
  const visitor = await visit(server.origin, owner.widgetKey);
  await fill(known, 'theirs', 10_000);
  await fill(visitor, 'noted', 10_000);
  const token = signIdentity(identity_secret, { sub });
  expectStatus(await visitor.call('/api/widget/identify', { body: { token } }), 200);
  assert.ok(bytes((await fieldsOf(known)).fields) < 16_384);
});
