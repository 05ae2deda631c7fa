// W18, V4: only what a site's server has signed makes a visitor somebody; and nobody else's history opens for it.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { call, converse, expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { signIdentity } from '../support/jwt.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { agentSocket, visitorSocket } from '../support/socket.ts';

let server: TestServer;
let owner: Owner;
let widgetId: string;
let secret: string;

before(async () => {
  server = await startServer();
  owner = await signUp(server.origin);
  widgetId = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body.items[0]?.id ?? '';
  secret = await secretOf('GET');
});
after(() => server.close());

async function secretOf(method: 'GET' | 'POST'): Promise<string> {
  type Secret = { identity_secret: string };
  const answer = await owner.call<Secret>(`/api/widgets/${widgetId}/identity-secret`, { method });
  return expectStatus(answer, 200).body.identity_secret;
}

interface Identified {
  session_token: string;
  visitor_id: string;
  widget_customer: { id: string; full_name: string | null; email: string | null; custom_fields: object };
  conversation: { id: string } | null;
}
type Problem = { code: string };

const identify = (visitor: Visitor, body: object) =>
  visitor.call<Identified & Problem>('/api/widget/identify', { body });

const as = (token: string): Visitor => ({
  token,
  visitorId: '',
  call: (path, options = {}) =>
    call(server.origin, path, {
      ...options,
      headers: { authorization: `Bearer ${token}`, ...options.headers },
    }),
});

const user = () => `user-${randomUUID()}`;
const conversations = async (visitor: Visitor) =>
  (await visitor.call<{ items: { id: string }[] }>('/api/widget/conversations')).body.items.map(
    ({ id }) => id,
  );

test('W18: unsigned words describe an anonymous visitor, for agents too', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const conversation = await converse(visitor);
  await using agent = await agentSocket(server.origin, conversation, owner.cookie);
  await agent.next('welcome');
  const answer = await identify(visitor, {
    name: 'Grace',
    email: 'GRACE@example.com',
    customFields: { plan: 'gold' },
  });
  const { widget_customer, session_token, visitor_id } = expectStatus(answer, 200).body;
  assert.deepEqual(
    [widget_customer.full_name, widget_customer.email, widget_customer.custom_fields],
    ['Grace', 'grace@example.com', { plan: 'gold' }],
  );
  assert.equal(visitor_id, visitor.visitorId);
  assert.equal((await conversations(as(session_token))).length, 1);
  assert.match(JSON.stringify(await agent.next('conversation')), /Grace/);
  assert.equal((await identify(visitor, { email: 'nobody' })).status, 422);
});

test('W18: a signed visitor keeps what they wrote before, and finds it on another device', async () => {
  const [id, visitor] = [user(), await visit(server.origin, owner.widgetKey)];
  const conversation = await converse(visitor);
  const token = signIdentity(secret, { sub: id, name: 'Grace Hopper', email: 'grace@example.com' });
  const here = expectStatus(await identify(visitor, { token }), 200).body;
  assert.deepEqual([here.widget_customer.full_name, here.conversation?.id], ['Grace Hopper', conversation]);
  const elsewhere = await visit(server.origin, owner.widgetKey, {
    identityToken: signIdentity(secret, { sub: id }),
  });
  assert.deepEqual(await conversations(elsewhere), [conversation]);
  assert.equal(elsewhere.visitorId, here.visitor_id);
});

test('W18: what was written anonymously on another device becomes the user’s, live for all', async () => {
  const id = user();
  const first = await visit(server.origin, owner.widgetKey, {
    identityToken: signIdentity(secret, { sub: id }),
  });
  const known = await converse(first);
  const second = await visit(server.origin, owner.widgetKey);
  const anonymous = await converse(second);
  const socket = await visitorSocket(server.origin, anonymous, second.token);
  await socket.next('welcome');
  const merged = expectStatus(await identify(second, { token: signIdentity(secret, { sub: id }) }), 200).body;
  assert.deepEqual((await socket.next('bye')).code, 4401);
  const now = as(merged.session_token);
  assert.deepEqual((await conversations(now)).sort(), [anonymous, known].sort());
  const said = await now.call(`/api/widget/conversations/${anonymous}/messages`, {
    body: { clientId: randomUUID(), body: 'me again' },
  });
  assert.equal(said.status, 201);
  assert.equal((await second.call(`/api/widget/conversations/${anonymous}/messages`)).status, 404);
  assert.deepEqual((await conversations(first)).sort(), [anonymous, known].sort());
  const stranger = await visit(server.origin, owner.widgetKey, { visitorId: second.visitorId });
  assert.deepEqual(await conversations(stranger), [], 'the old visitor id opens nothing');
});

test('W18: switching the user isolates the old conversation and closes its sockets', async () => {
  const grace = await visit(server.origin, owner.widgetKey, {
    identityToken: signIdentity(secret, { sub: user() }),
  });
  const conversation = await converse(grace);
  const socket = await visitorSocket(server.origin, conversation, grace.token);
  await socket.next('welcome');
  const ada = expectStatus(await identify(grace, { token: signIdentity(secret, { sub: user() }) }), 200).body;
  assert.equal((await socket.next('bye')).code, 4401);
  assert.equal(ada.conversation, null);
  assert.deepEqual(await conversations(as(ada.session_token)), []);
  for (const token of [ada.session_token, grace.token]) {
    const read = await as(token).call(`/api/widget/conversations/${conversation}/messages`);
    assert.equal(read.status, 404);
  }
});

test('W18: a visitor id alone opens no signed user’s history', async () => {
  const grace = await visit(server.origin, owner.widgetKey, {
    identityToken: signIdentity(secret, { sub: user() }),
  });
  await converse(grace);
  const thief = await visit(server.origin, owner.widgetKey, { visitorId: grace.visitorId });
  assert.notEqual(thief.visitorId, grace.visitorId);
  assert.deepEqual(await conversations(thief), []);
});

test('W18: unsigned words change nothing of a signed user', async () => {
  const grace = await visit(server.origin, owner.widgetKey, {
    identityToken: signIdentity(secret, { sub: user(), name: 'Grace' }),
  });
  const answer = await identify(grace, { name: 'Mallory', email: 'mallory@evil.example' });
  assert.deepEqual(
    [answer.body.widget_customer.full_name, answer.body.widget_customer.email],
    ['Grace', null],
  );
});

test('W18: an identity token is good for once, for a short time, for one widget’s secret', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const other = await visit(server.origin, owner.widgetKey);
  const good = signIdentity(secret, { sub: user() });
  const first = expectStatus(await identify(visitor, { token: good }), 200).body;
  const again = await identify(as(first.session_token), { token: good });
  assert.equal(again.status, 200, 'the same session may have lost its answer');
  assert.deepEqual([(await identify(other, { token: good })).body.code], ['identity_used']);
  const opened = await call<Problem>(server.origin, '/api/widget/init', {
    body: { widgetKey: owner.widgetKey, identityToken: good },
  });
  assert.deepEqual([opened.status, opened.body.code], [401, 'identity_used']);
  const now = Math.floor(Date.now() / 1000);
  const [head = '', claims = ''] = good.split('.');
  const bad = {
    'another secret': signIdentity('another-secret', { sub: 'x' }),
    'alg none': `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`,
    'alg none, signed': signIdentity(secret, { sub: 'x' }, { alg: 'none' }),
    'no signature': `${head}.${claims}.`,
    expired: signIdentity(secret, { sub: 'x', exp: now - 120 }),
    'good for long': signIdentity(secret, { sub: 'x', exp: now + 3_600 }),
    'no expiry': signIdentity(secret, { sub: 'x', exp: undefined }),
    nobody: signIdentity(secret, { name: 'Grace' }),
    'not a token': 'x',
  };
  for (const [what, token] of Object.entries(bad)) {
    const refused = await identify(other, { token });
    assert.ok([401, 422].includes(refused.status), what);
    assert.match(refused.body.code, /^(invalid_identity|identity_expired|invalid_input)$/, what);
  }
  assert.deepEqual(await conversations(other), []);
  const old = signIdentity(secret, { sub: user() });
  const renewed = await secretOf('POST');
  assert.notEqual(renewed, secret);
  assert.equal((await identify(other, { token: old })).status, 401, 'the secret was rotated');
  secret = renewed;
});

test('V4: two tabs that identify at once become one user, and lose nothing', async () => {
  const id = user();
  const tabs = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const visitor = await visit(server.origin, owner.widgetKey);
      return { visitor, conversation: await converse(visitor) };
    }),
  );
  const answers = await Promise.all(
    tabs.map(({ visitor }) => identify(visitor, { token: signIdentity(secret, { sub: id }) })),
  );
  const ids = new Set(answers.map((answer) => expectStatus(answer, 200).body.widget_customer.id));
  assert.equal(ids.size, 1);
  const all = await conversations(as(answers[0]?.body.session_token ?? ''));
  assert.deepEqual(all.sort(), tabs.map(({ conversation }) => conversation).sort());
});
