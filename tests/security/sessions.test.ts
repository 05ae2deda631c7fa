// W18, V3, V5: whoever was let in before is let in no more when they should not be; and what is started meanwhile is
// neither lost nor left behind.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { call, converse, expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { signIdentity } from '../support/jwt.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { inboxSocket, visitorSocket } from '../support/socket.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;
let widgetId: string;
let secret: string;

before(async () => {
  server = await startServer({}, { limited: false });
  owner = await signUp(server.origin);
  widgetId = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body.items[0]?.id ?? '';
  secret = await secretBy('GET');
});
after(() => server.close());

async function secretBy(method: 'GET' | 'POST'): Promise<string> {
  const path = `/api/widgets/${widgetId}/identity-secret`;
  return expectStatus(await owner.call<{ identity_secret: string }>(path, { method }), 200).body
    .identity_secret;
}

type Problem = { code: string };
interface Identified {
  session_token: string;
  widget_customer: { id: string };
}
type Started = { conversation: { id: string; last_seq: number } } & Problem;

const user = () => `user-${randomUUID()}`;
const token = (sub: string, more: object = {}) => signIdentity(secret, { sub, ...more });
const identify = (visitor: Visitor, body: object) =>
  visitor.call<Identified & Problem>('/api/widget/identify', { body });
const asUser = (sub: string) => visit(server.origin, owner.widgetKey, { identityToken: token(sub) });
const anonymous = (more: object = {}) => visit(server.origin, owner.widgetKey, more);
const reset = (visitor: Visitor) => visitor.call('/api/widget/reset', { method: 'POST' });
const listed = (visitor: Visitor) =>
  visitor.call<{ items: { id: string }[] } & Problem>('/api/widget/conversations');
const idsOf = async (visitor: Visitor) =>
  expectStatus(await listed(visitor), 200).body.items.map(({ id }) => id);
const messages = (visitor: Visitor, id: string) =>
  visitor.call<{ items: { body: string }[] }>(`/api/widget/conversations/${id}/messages`);
const start = (visitor: Visitor, clientId: string = randomUUID(), body = 'Hello') =>
  visitor.call<Started>('/api/widget/conversations', { body: { clientId, message: { clientId, body } } });

const as = (sessionToken: string): Visitor => ({
  token: sessionToken,
  visitorId: '',
  call: (path, options = {}) =>
    call(server.origin, path, { ...options, headers: { authorization: `Bearer ${sessionToken}` } }),
});

const customerOf = async ({ visitorId }: Visitor) => {
  const rows = await server.sql<{ id: string }>(
    'SELECT id FROM widget_customers WHERE visitor_id = ?',
    visitorId,
  );
  return rows[0]?.id ?? '';
};

/** Something happens while a conversation of this customer is being started: when its row is written. */
async function meanwhile(customer: string, statements: string, work: () => Promise<unknown>): Promise<void> {
  await server.sql(
    `CREATE TRIGGER meanwhile AFTER INSERT ON conversations WHEN NEW.widget_customer_id = '${customer}'
      BEGIN ${statements} END`,
  );
  await work().finally(() => server.sql('DROP TRIGGER meanwhile'));
}

test('W18: a visitor id that was used before the login opens nothing after it', async () => {
  const sub = user();
  const visitor = await anonymous();
  const thief = await anonymous({ visitorId: visitor.visitorId });
  const conversation = await converse(visitor);
  assert.deepEqual(await idsOf(thief), [conversation], 'until then it is one anonymous visitor');
  const socket = await visitorSocket(server.origin, conversation, thief.token);
  await socket.next('welcome');
  expectStatus(await identify(visitor, { token: token(sub) }), 200);

  assert.equal((await socket.next('bye')).code, 4401);
  assert.equal((await listed(thief)).status, 401);
  assert.equal((await messages(thief, conversation)).status, 404);
  assert.equal((await start(thief)).status, 401);
  const again = await anonymous({ sessionToken: thief.token, visitorId: visitor.visitorId });
  assert.deepEqual(await idsOf(again), []);
  assert.deepEqual(await idsOf(visitor), [conversation], 'the user goes on');
  assert.equal((await messages(visitor, conversation)).status, 200);
});

test('W18: whoever opens the chat by a visitor id while its user logs in is not let in', async () => {
  const visitor = await anonymous();
  const customer = await customerOf(visitor);
  // The login comes after the visitor id was looked up, and before the session is there.
  await server.sql(
    `CREATE TRIGGER login AFTER UPDATE OF last_seen_at ON widget_customers WHEN NEW.id = '${customer}'
      BEGIN UPDATE widget_customers SET user_id = '${user()}' WHERE id = '${customer}'; END`,
  );
  const body = { widgetKey: owner.widgetKey, visitorId: visitor.visitorId };
  const opened = await call(server.origin, '/api/widget/init', { body });
  await server.sql('DROP TRIGGER login');
  assert.equal(opened.status, 503, 'once more, please');
  const rows = await server.sql('SELECT id FROM widget_sessions WHERE widget_customer_id = ?', customer);
  assert.equal(rows.length, 1);
});

test('V1: after a reset the old token lists nothing and enters no conversation that starts later', async () => {
  const sub = user();
  const [old, visitor] = [await asUser(sub), await asUser(sub)];
  const first = await converse(visitor);
  assert.deepEqual(await idsOf(old), [first]);
  assert.equal((await reset(old)).status, 204);
  assert.equal((await listed(old)).status, 401);
  const later = await converse(visitor);
  const other = await anonymous();
  const merged = await converse(other);
  expectStatus(await identify(other, { token: token(sub) }), 200);
  for (const id of [first, later, merged]) {
    assert.equal((await messages(old, id)).status, 404);
    assert.equal((await messages(visitor, id)).status, 200);
  }
});

test('V5: a logout while a conversation starts hides it from the old token, and deletes nothing', async () => {
  const visitor = await anonymous();
  const customer = await customerOf(visitor);
  const revoked = `UPDATE widget_sessions SET revoked_at = 1 WHERE widget_customer_id = '${customer}';`;
  await meanwhile(customer, revoked, async () => assert.equal((await start(visitor)).status, 401));
  const [row] = await server.sql<{ id: string }>(
    'SELECT id FROM conversations WHERE widget_customer_id = ?',
    customer,
  );
  const seen = await owner.call<{ items: unknown[] }>(`/api/conversations/${row?.id}/messages`);
  assert.equal(expectStatus(seen, 200).body.items.length, 1, 'agents have it');
  assert.equal((await messages(visitor, row?.id ?? '')).status, 404);
});

test('V3: a conversation that starts while its customer becomes another is that one’s', async () => {
  const sub = user();
  const [known, visitor] = [await asUser(sub), await anonymous()];
  const [into, from] = [await customerOf(known), await customerOf(visitor)];
  const merged = `UPDATE widget_customers SET merged_into = '${into}' WHERE id = '${from}';
    UPDATE widget_sessions SET revoked_at = 1 WHERE widget_customer_id = '${from}';`;
  await meanwhile(from, merged, async () => assert.equal((await start(visitor)).status, 401));
  const [id = ''] = await idsOf(known);
  assert.equal(expectStatus(await messages(known, id), 200).body.items.length, 1);
  assert.equal((await messages(visitor, id)).status, 404);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.deepEqual(await idsOf(known), [id], 'and stays so');
});

test('V3: a conversation that starts while its customer is forgotten is forgotten too', async () => {
  const visitor = await anonymous();
  const customer = await customerOf(visitor);
  const gone = `DELETE FROM widget_sessions WHERE widget_customer_id = '${customer}';
    DELETE FROM widget_customers WHERE id = '${customer}';`;
  await meanwhile(customer, gone, async () => assert.equal((await start(visitor)).status, 401));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.deepEqual(
    await server.sql('SELECT id FROM conversations WHERE widget_customer_id = ?', customer),
    [],
  );
});

test('V3: what several start while they log in is all the user’s', async () => {
  for (let round = 0; round < 4; round += 1) {
    const sub = user();
    const [known, visitor] = [await asUser(sub), await anonymous()];
    const from = await customerOf(visitor);
    const [login] = await Promise.all([
      identify(visitor, { token: token(sub) }),
      start(visitor),
      start(visitor),
      start(visitor),
    ]);
    expectStatus(login, 200);
    const left = () => server.sql('SELECT id FROM conversations WHERE widget_customer_id = ?', from);
    await until(left, (rows) => rows.length === 0);
    const rooms = await idsOf(known);
    for (const id of rooms) assert.equal((await messages(as(login.body.session_token), id)).status, 200);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    assert.deepEqual(await left(), []);
  }
});

test('V3: a merge that ended half way is finished when the user comes again, and an erasure finds all of it', async () => {
  for (const isErased of [false, true]) {
    const sub = user();
    const [known, visitor] = [await asUser(sub), await anonymous()];
    const [into, from] = [await customerOf(known), await customerOf(visitor)];
    const conversation = await converse(visitor);
    await until(
      () => server.sql('SELECT seq FROM messages WHERE conversation_id = ?', conversation),
      (rows) => rows.length > 0,
    );
    await server.sql('UPDATE widget_customers SET merged_into = ? WHERE id = ?', into, from);
    if (isErased) {
      expectStatus(await owner.call(`/api/customers/${into}`, { method: 'DELETE' }), 200);
      assert.deepEqual(await server.sql('SELECT id FROM conversations WHERE id = ?', conversation), []);
    } else {
      assert.deepEqual(await idsOf(await asUser(sub)), [conversation]);
    }
  }
});

test('V3: after a login the same is the same: a message and a conversation that are sent again', async () => {
  const sub = user();
  const [known, visitor] = [await asUser(sub), await anonymous()];
  const [first, second] = [randomUUID(), randomUUID()];
  const before = expectStatus(await start(visitor, first), 201).body.conversation;
  const message = { clientId: second, body: 'once' };
  const path = `/api/widget/conversations/${before.id}/messages`;
  expectStatus(await visitor.call(path, { body: message }), 201);
  const user2 = as(expectStatus(await identify(visitor, { token: token(sub) }), 200).body.session_token);

  expectStatus(await user2.call(path, { body: message }), 200);
  expectStatus(await known.call(path, { body: message }), 200);
  const again = expectStatus(await start(user2, first), 200).body.conversation;
  assert.equal(again.id, before.id);
  const bodies = expectStatus(await messages(user2, before.id), 200).body.items.map(({ body }) => body);
  assert.deepEqual(bodies, ['Hello', 'once']);
  assert.equal((await idsOf(user2)).length, 1);
});

test('W18: what only the visitor said does not look signed; what an agent noted stays', async () => {
  const unsigned = {
    name: 'The Boss',
    email: 'boss@shop.example',
    customFields: { role: 'admin', plan: 'gold' },
  };
  const sub = user();
  const visitor = await anonymous({ userData: unsigned });
  const conversation = await converse(visitor);
  const id = await customerOf(visitor);
  const noted = { phone: '+49 30 12345', customFields: { role: 'admin', plan: 'gold', vip: 'yes' } };
  expectStatus(await owner.call(`/api/customers/${id}`, { method: 'PATCH', body: noted }), 200);
  expectStatus(await identify(visitor, { token: token(sub) }), 200);

  const { body } = await owner.call(`/api/customers/${id}`);
  assert.deepEqual(
    [body.full_name, body.email, body.phone, body.custom_fields],
    [null, null, '+49 30 12345', { vip: 'yes' }],
  );
  const seen = JSON.stringify((await owner.call(`/api/conversations/${conversation}`)).body);
  assert.doesNotMatch(seen, /The Boss|boss@shop/);
  const other = await anonymous({ userData: unsigned });
  expectStatus(await identify(other, { token: token(sub) }), 200);
  const merged = await owner.call(`/api/customers/${id}`);
  assert.deepEqual([merged.body.full_name, merged.body.email], [null, null]);
  assert.deepEqual(merged.body.custom_fields, { vip: 'yes' });
});

test('W18: a new secret ends the sessions that the last one opened, and no others', async () => {
  const [sub, stranger] = [user(), await anonymous()];
  const visitor = await asUser(sub);
  const [conversation, other] = [await converse(visitor), await converse(stranger)];
  const socket = await visitorSocket(server.origin, conversation, visitor.token);
  await socket.next('welcome');
  const old = secret;
  secret = await secretBy('POST');
  assert.notEqual(secret, old);

  assert.equal((await socket.next('bye')).code, 4401);
  assert.equal((await listed(visitor)).status, 401);
  assert.equal((await messages(visitor, conversation)).status, 404);
  assert.equal((await start(visitor)).status, 401);
  assert.equal((await messages(stranger, other)).status, 200);
  assert.deepEqual(await idsOf(await asUser(sub)), [conversation]);
});

test('S2: of a widget that is not there, nothing can be embedded', async () => {
  const page = await fetch(`${server.origin}/frame/wk_nothing_like_this`);
  assert.equal(page.status, 404);
  assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  assert.doesNotMatch(await page.text(), /<script/);
});

test('W10: a widget that shows no faces names nobody', async () => {
  const visitor = await anonymous();
  await using inbox = await inboxSocket(server.origin, owner.cookie);
  await inbox.next('welcome');
  const agents = async () => (await visitor.call<{ agents: object[] }>('/api/widget/presence')).body.agents;
  assert.equal((await agents()).length, 1);
  const path = `/api/widgets/${widgetId}`;
  expectStatus(await owner.call(path, { method: 'PATCH', body: { showAgentAvatars: false } }), 200);
  assert.deepEqual(await agents(), []);
});
