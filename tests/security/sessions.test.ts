// W18, V1: whoever was let in before is let in no more when they should not be.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, converse, expectStatus } from '../support/client.ts';
import { inboxSocket, visitorSocket } from '../support/socket.ts';
import {
  anonymous,
  asUser,
  customerOf,
  identify,
  idsOf,
  listed,
  messages,
  openSite,
  owner,
  reset,
  secretBy,
  server,
  start,
  token,
  user,
  widgetId,
} from './site.ts';

before(openSite);
after(() => server.close());

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
  const old = await secretBy('GET');
  assert.notEqual(await secretBy('POST'), old);

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
