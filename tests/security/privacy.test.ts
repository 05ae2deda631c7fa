// V2, V6, V7: what is kept of a visitor, and that what was forgotten stays so.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  type Answer,
  call,
  converse,
  expectStatus,
  type Owner,
  signUp,
  type Visitor,
  visit,
} from '../support/client.ts';
import { signIdentity } from '../support/jwt.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Owner;
let secret: string;

before(async () => {
  server = await startServer({ DEV_MAILS: 'on' }, { limited: false });
  owner = await signUp(server.origin);
  const widgetId = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body.items[0]?.id;
  const path = `/api/widgets/${widgetId}/identity-secret`;
  secret = (await owner.call<{ identity_secret: string }>(path)).body.identity_secret;
});
after(() => server.close());

const DAY = 86_400_000;
const page = { url: 'https://shop.example/secret', title: 'Secret', referrer: 'https://search.example/' };
const events = [{ name: 'page_view', url: page.url }];
const change = (body: object) => owner.call('/api/organization', { method: 'PATCH', body });
const anonymous = (more: object = {}) => visit(server.origin, owner.widgetKey, more);
const token = (claims: object = {}) => signIdentity(secret, { sub: `user-${randomUUID()}`, ...claims });
const track = (visitor: Visitor, headers: Record<string, string> = {}) =>
  visitor.call('/api/widget/track', { body: { events }, headers });

type Init = { session_token: string; visitor_id: string; widget_customer: { id: string } };
const init = (body: object, headers: Record<string, string> = {}): Promise<Answer<Init>> =>
  call<Init>(server.origin, '/api/widget/init', {
    body: { widgetKey: owner.widgetKey, page, ...body },
    headers,
  });

const customerOf = async ({ visitorId }: Visitor) => {
  const rows = await server.sql<{ id: string }>(
    'SELECT id FROM widget_customers WHERE visitor_id = ?',
    visitorId,
  );
  return rows[0]?.id ?? '';
};
const sessionsOf = (id: string) =>
  server.sql('SELECT * FROM widget_sessions WHERE widget_customer_id = ?', id);
const eventsOf = (id: string) => server.sql('SELECT * FROM events WHERE widget_customer_id = ?', id);
const nameOf = async (id: string) => (await owner.call(`/api/customers/${id}`)).body.full_name;
const pageOf = async (id: string) =>
  (await owner.call<{ conversation: { page: object } }>(`/api/conversations/${id}`)).body.conversation.page;

test('V7: who does not want to be followed leaves no trail', async () => {
  await change({ tracking: true });
  const privately = { dnt: '1' };
  const opened = expectStatus(await init({ language: 'de' }, privately), 201).body;
  const [session = {}] = await sessionsOf(opened.widget_customer.id);
  const { url, referrer, country, city, timezone, device, browser, os, ip, language } = session;
  assert.deepEqual([url, referrer, country, city, timezone, device, browser, os, ip], Array(9).fill(null));
  assert.equal(language, 'de');
  const visitor = await anonymous();
  await track(visitor, privately);
  assert.deepEqual(await eventsOf(await customerOf(visitor)), []);
  const started = await visitor.call<{ conversation: { id: string } }>('/api/widget/conversations', {
    body: { clientId: randomUUID(), page },
    headers: privately,
  });
  assert.deepEqual(await pageOf(expectStatus(started, 201).body.conversation.id), {});
  await change({ tracking: null });
});

test('V7: where consent is asked for, nothing but what the visitor writes is kept before it is given', async () => {
  await change({ tracking: true, consentRequired: true });
  const userData = { name: 'Grace', customFields: { plan: 'gold' } };
  const opened = expectStatus(await init({ userData }), 201).body;
  const id = opened.widget_customer.id;
  const as = (sessionToken: string): Visitor => ({
    token: sessionToken,
    visitorId: opened.visitor_id,
    call: (path, options = {}) =>
      call(server.origin, path, { ...options, headers: { authorization: `Bearer ${sessionToken}` } }),
  });
  const visitor = as(opened.session_token);
  expectStatus(await visitor.call('/api/widget/identify', { body: userData }), 200);
  expectStatus(await track(visitor), 204);
  const start = (body: object) =>
    visitor.call<{ conversation: { id: string } }>('/api/widget/conversations', {
      body: { clientId: randomUUID(), page, ...body },
    });
  const first = expectStatus(await start({}), 201).body.conversation.id;
  assert.deepEqual([await nameOf(id), await eventsOf(id), await pageOf(first)], [null, [], {}]);
  expectStatus(await start({ customerData: { name: 'I wrote this' } }), 201);
  assert.equal(await nameOf(id), 'I wrote this');

  const yes = expectStatus(
    await init({ sessionToken: opened.session_token, consent: true, userData }),
    201,
  ).body;
  const [session] = await sessionsOf(id);
  assert.deepEqual([session?.url, session?.consented, await nameOf(id)], [page.url, 1, 'Grace']);
  expectStatus(await track(as(yes.session_token)), 204);
  assert.equal((await eventsOf(id)).length, 1);
  const second = expectStatus(await start({}), 201).body.conversation.id;
  assert.deepEqual(await pageOf(second), page);
  expectStatus(await init({ sessionToken: yes.session_token }), 201);
  assert.equal((await sessionsOf(id))[0]?.url, page.url, 'said once is said for the session');

  const signed = await anonymous({ identityToken: token({ name: 'Ada' }) });
  assert.equal(await nameOf(await customerOf(signed)), null);
  await change({ tracking: null, consentRequired: null });
});

test('V7: what arrives late for somebody who is gone is not kept', async () => {
  await change({ tracking: true });
  const visitor = await anonymous();
  const [id, conversation] = [await customerOf(visitor), await converse(visitor)];
  // The visitor may enter the room still; D1 has forgotten the conversation.
  await server.sql('DELETE FROM conversations WHERE id = ?', conversation);
  const email = 'grace@example.com';
  const path = `/api/widget/conversations/${conversation}/transcript`;
  assert.equal((await visitor.call(path, { body: { email } })).status, 503);
  assert.deepEqual(
    await server.sql('SELECT recipient FROM mails WHERE conversation_id = ?', conversation),
    [],
  );
  assert.equal((await visitor.call('/api/widget/reset', { method: 'POST' })).status, 204);
  assert.equal((await track(visitor)).status, 401);
  assert.deepEqual(await eventsOf(id), []);

  const other = await anonymous();
  const gone = await customerOf(other);
  await server.sql(
    `CREATE TRIGGER forgotten AFTER UPDATE OF last_seen_at ON widget_customers WHEN NEW.id = '${gone}'
      BEGIN DELETE FROM widget_customers WHERE id = '${gone}'; DELETE FROM widget_sessions
        WHERE widget_customer_id = '${gone}'; END`,
  );
  assert.equal((await init({ visitorId: other.visitorId })).status, 503);
  await server.sql('DROP TRIGGER forgotten');
  assert.deepEqual(await sessionsOf(gone), []);
  await change({ tracking: null });
});

test('V7: an erasure takes what was written for those who became the one who is erased', async () => {
  const [known, visitor] = [await anonymous({ identityToken: token({ sub: 'twice' }) }), await anonymous()];
  const [into, from] = [await customerOf(known), await customerOf(visitor)];
  expectStatus(await visitor.call('/api/widget/identify', { body: { token: token({ sub: 'twice' }) } }), 200);
  await server.sql(
    "INSERT INTO events (id, organization_id, widget_customer_id, session_id, name, created_at) VALUES ('e', ?, ?, 's', 'x', 1)",
    owner.organizationId,
    from,
  );
  expectStatus(await owner.call(`/api/customers/${into}`, { method: 'DELETE' }), 200);
  assert.deepEqual(await eventsOf(from), []);
});

test('V4: whoever comes with a token was here now, and is not forgotten as if they were not', async () => {
  const visitor = await anonymous();
  const id = await customerOf(visitor);
  const lastSeen = async () =>
    (await server.sql<{ at: number }>('SELECT last_seen_at AS at FROM widget_customers WHERE id = ?', id))[0]
      ?.at;
  await server.sql('UPDATE widget_customers SET last_seen_at = 1 WHERE id = ?', id);
  await anonymous({ sessionToken: visitor.token });
  assert.ok(((await lastSeen()) ?? 0) > Date.now() - 60_000);
  await server.sql('UPDATE widget_customers SET last_seen_at = 1 WHERE id = ?', id);
  await change({ retentionDays: 30 });
  await server.scheduled();
  assert.equal(await lastSeen(), 1, 'their session is younger');
  await change({ retentionDays: null });
});

test('V7: every night those go who never wrote and whose sessions have ended', async () => {
  const [silent, writer, here] = [await anonymous(), await anonymous(), await anonymous()];
  await converse(writer);
  const ids = await Promise.all([silent, writer, here].map(customerOf));
  for (const id of ids.slice(0, 2))
    await server.sql('UPDATE widget_sessions SET expires_at = 1 WHERE widget_customer_id = ?', id);
  await server.scheduled();
  const left = await Promise.all(
    ids.map(async (id) => (await server.sql('SELECT id FROM widget_customers WHERE id = ?', id)).length),
  );
  assert.deepEqual(left, [0, 1, 1]);
});

test('V7: each organization has its share of the night, and one conversation does not keep the others', async () => {
  const [large, small] = [await signUp(server.origin), await signUp(server.origin)];
  const old = Date.now() - 40 * DAY;
  const add = (who: Owner, count: number, status: string) =>
    server.sql(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
        INSERT INTO conversations (id, organization_id, widget_customer_id, channel, status, last_seq, visitor_seq,
          visitor_unread, rev, summary, created_at, updated_at)
        SELECT lower(hex(randomblob(4)) || '-0000-7000-8000-' || hex(randomblob(6))), ?, 'c', 'webchat', ?, 1, 1, 0, 1, '{}', ?, ?
        FROM n`,
      who.organizationId,
      status,
      old,
      old,
    );
  await add(large, 700, 'closed');
  await add(small, 3, 'open');
  await add(small, 3, 'waiting');
  const stuck = 'aaaaaaaa-0000-7000-8000-000000000000';
  await server.sql(
    `INSERT INTO conversations SELECT '${stuck}', organization_id, widget_customer_id, customer_id, department_id,
      assignee_id, channel, status, last_seq, visitor_seq, visitor_unread, rev, summary, created_at, 1
      FROM conversations WHERE organization_id = ? LIMIT 1`,
    small.organizationId,
  );
  await server.sql(`CREATE TRIGGER stuck BEFORE DELETE ON conversations WHEN OLD.id = '${stuck}'
    BEGIN SELECT RAISE(ABORT, 'injected'); END`);
  for (const who of [large, small])
    expectStatus(await who.call('/api/organization', { method: 'PATCH', body: { retentionDays: 30 } }), 200);
  await server.scheduled();
  await server.sql('DROP TRIGGER stuck');
  const left = ({ organizationId }: Owner) =>
    server.sql('SELECT id FROM conversations WHERE organization_id = ?', organizationId);
  assert.deepEqual([(await left(large)).length, await left(small)], [0, [{ id: stuck }]]);
});
