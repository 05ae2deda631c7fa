// Who may ask what, and how a wrong question is answered.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Answer, call, converse, expectStatus, type Owner, signUp, visit } from '../support/client.ts';
import { secrets } from '../support/secrets.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { openSocket } from '../support/socket.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer();
  owner = await signUp(server.origin);
});
after(() => server.close());

interface Problem extends Record<string, unknown> {
  code: string;
  errors?: { field: string; code: string }[];
}

const expectProblem = ({ status, headers, body }: Answer<Problem>, expected: number, code: string) => {
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assert.deepEqual([status, body.code], [expected, code]);
  assert.ok(body.title && body.detail && body.type, 'RFC 9457');
};

const post = (path: string, body: unknown, headers = {}) =>
  call<Problem>(server.origin, path, { body, headers });

test('O4: health looks at the database and an object', async () => {
  const { status, body } = await call(server.origin, '/api/health');
  assert.equal(status, 200);
  assert.deepEqual([body.status, body.database, body.objects], ['ok', 'ok', 'ok']);
});

test('S7: bad input is a problem that names every wrong field, and nothing is done', async () => {
  const bad = { organization: ' ', name: 'Ada', email: 'nobody', password: 'short' };
  const answer = await post('/api/auth/signup', bad);
  expectProblem(answer, 422, 'invalid_input');
  assert.deepEqual(
    answer.body.errors?.map(({ field }) => field),
    ['organization', 'email', 'password'],
  );
  const missing = await post('/api/auth/signup', { organization: 'X' });
  assert.deepEqual(
    missing.body.errors?.map(({ field, code }) => [field, code]),
    [['name', 'required']],
  );
  const visitor = await visit(server.origin, owner.widgetKey);
  const empty = { message: { clientId: randomUUID(), body: ' \u0000 ' } };
  const refused = await visitor.call<Problem>('/api/widget/conversations', { body: empty });
  assert.deepEqual(
    refused.body.errors?.map(({ field }) => field),
    ['message.body'],
  );
  assert.deepEqual((await visitor.call('/api/widget/conversations')).body.items, []);
});

test('S7: what is not JSON, too large or of another kind is said to be so', async () => {
  const raw = (body: string, type = 'application/json') =>
    fetch(`${server.origin}/api/auth/login`, { method: 'POST', body, headers: { 'content-type': type } });
  assert.equal((await raw('{')).status, 400);
  assert.equal((await raw('['.repeat(60_000))).status, 400);
  assert.equal((await raw(`"${'x'.repeat(70_000)}"`)).status, 413);
  assert.equal((await raw('{}', 'text/plain')).status, 415);
  expectProblem(await call<Problem>(server.origin, '/api/nothing'), 404, 'not_found');
  expectProblem(
    await call<Problem>(server.origin, '/api/health', { method: 'DELETE' }),
    405,
    'method_not_allowed',
  );
  expectProblem(await owner.call<Problem>('/api/conversations?status=weird'), 422, 'invalid_input');
  expectProblem(await owner.call<Problem>('/api/conversations?cursor=weird'), 422, 'invalid_input');
});

test('A1: log in, be known, log out', async () => {
  const email = owner.email.toUpperCase();
  const login = await post('/api/auth/login', { email, password: 'correct-horse-battery' });
  assert.equal(login.status, 200);
  const [cookie = ''] = login.headers.getSetCookie();
  for (const part of [/^__Host-/, /Secure/, /HttpOnly/, /SameSite=Lax/, /Path=\//])
    assert.match(cookie, part);
  const headers = { cookie: cookie.split(';')[0] ?? '' };
  const me = await call<{ agent: { role: string } }>(server.origin, '/api/auth/me', { headers });
  assert.equal(me.body.agent.role, 'owner');
  assert.equal((await post('/api/auth/logout', {}, headers)).status, 204);
  expectProblem(await call<Problem>(server.origin, '/api/auth/me', { headers }), 401, 'login_required');
});

test('S3: no account and a wrong password look the same', async () => {
  const wrong = await post('/api/auth/login', { email: owner.email, password: 'not-the-password' });
  const nobody = await post('/api/auth/login', { email: 'nobody@example.com', password: 'not-the-password' });
  expectProblem(wrong, 401, 'wrong_credentials');
  const empty = await post('/api/auth/login', { email: ' ', password: '' });
  assert.deepEqual(
    empty.body.errors?.map(({ field }) => field),
    ['email', 'password'],
  );
  assert.deepEqual(wrong.body, nobody.body);
});

test('S3: passwords, sessions and keys are not in the database as they are', async () => {
  const rows = await server.sql('SELECT password_hash FROM agents WHERE email = ?', owner.email);
  assert.match(String(rows[0]?.password_hash), /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const token = owner.cookie.split('=')[1] ?? '';
  const sessions = JSON.stringify(await server.sql('SELECT * FROM agent_sessions'));
  assert.ok(token.length > 30 && !sessions.includes(token));
});

test('A1: an e-mail has one account, also when two sign up at once', async () => {
  const body = {
    organization: 'Twice',
    name: 'Ada',
    email: 'twice@example.com',
    password: 'correct-horse-battery',
  };
  const answers = await Promise.all([post('/api/auth/signup', body), post('/api/auth/signup', body)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
  const left = await server.sql("SELECT id FROM organizations WHERE name = 'Twice'");
  assert.equal(left.length, 1, 'nothing half done');
});

test('S6: writes with the cookie must come from our own pages', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const path = `/api/conversations/${await converse(visitor)}`;
  for (const origin of ['https://evil.example', 'null', `${server.origin}.evil.example`]) {
    const answer = await owner.call<Problem>(path, {
      method: 'PATCH',
      body: { status: 'closed' },
      headers: { origin },
    });
    expectProblem(answer, 403, 'origin_not_allowed');
  }
  const socket = server.origin.replace('http', 'ws');
  const headers = { origin: 'https://evil.example', cookie: owner.cookie };
  await assert.rejects(openSocket(`${socket}/api/inbox/socket`, { protocols: ['chatdesk.v1'], headers }));
  const nobody = await openSocket(`${socket}/api/inbox/socket`, {
    protocols: [],
    headers: { origin: server.origin },
  });
  assert.equal(await nobody.closed, 4401, 'told in a way that a browser can read');
});

test('S1: no request crosses over to another organization or visitor', async () => {
  const mine = await visit(server.origin, owner.widgetKey);
  const id = await converse(mine);
  const other = await signUp(server.origin, 'Eve');
  const theirs = await visit(server.origin, other.widgetKey);
  const neighbour = await visit(server.origin, owner.widgetKey);
  const message = { clientId: randomUUID(), body: 'Boo' };
  for (const visitor of [theirs, neighbour]) {
    for (const path of ['', '/messages']) {
      expectProblem(await visitor.call<Problem>(`/api/widget/conversations/${id}${path}`), 404, 'not_found');
    }
    for (const [path, body] of [
      ['messages', message],
      ['read', { seq: 1 }],
      ['typing', { typing: true }],
    ] as const) {
      expectProblem(
        await visitor.call<Problem>(`/api/widget/conversations/${id}/${path}`, { body }),
        404,
        'not_found',
      );
    }
  }
  for (const path of ['', '/messages']) {
    expectProblem(await other.call<Problem>(`/api/conversations/${id}${path}`), 404, 'not_found');
  }
  expectProblem(
    await other.call<Problem>(`/api/conversations/${id}/messages`, { body: message }),
    404,
    'not_found',
  );
  const close = { method: 'PATCH', body: { status: 'closed' } };
  expectProblem(await other.call<Problem>(`/api/conversations/${id}`, close), 404, 'not_found');
  assert.deepEqual((await other.call('/api/conversations')).body.items, []);
  expectProblem(await owner.call<Problem>(`/api/conversations/${randomUUID()}`), 404, 'not_found');
  expectProblem(await owner.call<Problem>('/api/conversations/nonsense'), 404, 'not_found');
});

test('S1: a socket of somebody else’s conversation is refused', async () => {
  const id = await converse(await visit(server.origin, owner.widgetKey));
  const neighbour = await visit(server.origin, owner.widgetKey);
  const url = `${server.origin.replace('http', 'ws')}/api/widget/conversations/${id}/socket`;
  const open = (token: string, origin = server.origin) =>
    openSocket(url, { protocols: ['chatdesk.v1', token], headers: { origin } });
  const codeFor = async (token: string) => (await open(token)).closed;
  assert.equal(await codeFor(neighbour.token), 4404);
  assert.equal(await codeFor('st_forged'), 4401);
});

test('S3: forged and missing session tokens are refused', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const ask = (headers: Record<string, string>) =>
    call<Problem>(server.origin, '/api/widget/conversations', { headers });
  expectProblem(await ask({}), 401, 'session_required');
  for (const token of ['st_', 'st_AAAA', `${visitor.token.slice(0, -4)}AAAA`, visitor.token.slice(3)]) {
    expectProblem(await ask({ authorization: `Bearer ${token}` }), 401, 'invalid_session');
  }
  const inBody = { sessionToken: visitor.token, message: { clientId: randomUUID(), body: 'Hello' } };
  assert.equal((await post('/api/widget/conversations', inBody)).status, 201, 'the token may be in the body');
});

test('V1: the same visitor id finds the same customer', async () => {
  const first = await visit(server.origin, owner.widgetKey);
  const again = await visit(server.origin, owner.widgetKey, { visitorId: first.visitorId });
  const id = await converse(first);
  assert.equal((await again.call(`/api/widget/conversations/${id}`)).status, 200);
  const bad = await post('/api/widget/init', { widgetKey: owner.widgetKey, visitorId: "x' OR 1=1" });
  assert.deepEqual(
    bad.body.errors?.map(({ field }) => field),
    ['visitorId'],
  );
});

test('V1: a returning visitor is given the open conversation', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  const body = { widgetKey: owner.widgetKey, visitorId: visitor.visitorId, sessionToken: visitor.token };
  const again = await call<{ conversation: { id: string } }>(server.origin, '/api/widget/init', { body });
  assert.equal(again.body.conversation.id, id);
});

test('A7: on the free plan the widget does not load and nothing is created', async () => {
  const free = await signUp(server.origin);
  const visitor = await visit(server.origin, free.widgetKey);
  const plan = (name: string, token = secrets.OPERATOR_TOKEN) =>
    call<Problem>(server.origin, `/api/operator/organizations/${free.organizationId}/plan`, {
      method: 'PUT',
      body: { plan: name },
      headers: { authorization: `Bearer ${token}` },
    });
  expectProblem(await plan('free', 'wrong-token'), 401, 'operator_token_required');
  expectStatus(await plan('free'), 204);
  const config = await call<Problem>(server.origin, `/api/widget/config?key=${free.widgetKey}`);
  expectProblem(config, 403, 'plan_required');
  expectProblem(await post('/api/widget/init', { widgetKey: free.widgetKey }), 403, 'plan_required');
  const start = { message: { clientId: randomUUID(), body: 'Hello' } };
  expectProblem(
    await visitor.call<Problem>('/api/widget/conversations', { body: start }),
    403,
    'plan_required',
  );
  expectStatus(await plan('plus'), 204);
  assert.equal((await visitor.call('/api/widget/conversations', { body: start })).status, 201);
});

test('S2: only allowed sites get the configuration, a session, the frame', async () => {
  const guarded = await signUp(server.origin);
  const settings = JSON.stringify({ allowed_domains: ['shop.example', '*.fern.example'] });
  await server.sql('UPDATE widget_configs SET settings = ? WHERE key = ?', settings, guarded.widgetKey);
  const config = (origin: string) =>
    call<Problem>(server.origin, `/api/widget/config?key=${guarded.widgetKey}`, { headers: { origin } });
  const allowed = await config('https://www.fern.example');
  assert.equal(allowed.status, 200);
  assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://www.fern.example');
  const refused = await config('https://evil.example');
  expectProblem(refused, 403, 'domain_not_allowed');
  assert.equal(refused.headers.get('access-control-allow-origin'), null);
  const init = { widgetKey: guarded.widgetKey };
  expectProblem(
    await post('/api/widget/init', init, { origin: 'https://evil.example' }),
    403,
    'domain_not_allowed',
  );
  const visitor = await visit(server.origin, guarded.widgetKey);
  const { headers } = await call(server.origin, `/frame/${guarded.widgetKey}`);
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(policy, /frame-ancestors 'self' http:\/\/shop\.example https:\/\/shop\.example/);
  assert.match(policy, /default-src 'none'/);
  const foreign = await visitor.call<Problem>('/api/widget/conversations', {
    headers: { origin: 'https://evil.example' },
  });
  expectProblem(foreign, 403, 'domain_not_allowed');
});

test('the configuration is cacheable and known again by its tag', async () => {
  const path = `/api/widget/config?key=${owner.widgetKey}`;
  const first = await call(server.origin, path);
  assert.match(first.headers.get('cache-control') ?? '', /public, max-age=60/);
  const tag = first.headers.get('etag') ?? '';
  const again = await call(server.origin, path, { headers: { 'if-none-match': tag } });
  assert.equal(again.status, 304);
  expectProblem(await call<Problem>(server.origin, '/api/widget/config?key=wk_none'), 404, 'not_found');
});

test('a page on another origin may ask to ask', async () => {
  const answer = await call(server.origin, '/api/widget/init', {
    method: 'OPTIONS',
    headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
  });
  assert.equal(answer.status, 204);
  assert.equal(answer.headers.get('access-control-allow-origin'), 'https://shop.example');
  assert.match(answer.headers.get('access-control-allow-headers') ?? '', /authorization/);
  assert.equal(answer.headers.get('access-control-allow-credentials'), null);
});

test('a client id is for one message', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const path = `/api/widget/conversations/${await converse(visitor)}/messages`;
  const clientId = randomUUID();
  assert.equal((await visitor.call(path, { body: { clientId, body: 'one' } })).status, 201);
  assert.equal((await visitor.call(path, { body: { clientId, body: 'one' } })).status, 200);
  expectProblem(
    await visitor.call<Problem>(path, { body: { clientId, body: 'two' } }),
    409,
    'client_id_conflict',
  );
});

test('O4: a log line tells what was asked and how it went, and nothing about the person', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  const { headers } = await visitor.call(`/api/widget/conversations/${id}?name=Grace`);
  const lines = server.logs().map((line) => JSON.parse(line) as Record<string, unknown>);
  const line = lines.find(({ request }) => request === headers.get('x-request-id'));
  assert.equal(line?.route, '/api/widget/conversations/{id}');
  assert.equal(line?.status, 200);
  const logs = server.logs().join('\n');
  for (const secret of ['Grace', visitor.token, visitor.visitorId, owner.email, '127.0.0.1']) {
    assert.ok(!logs.includes(secret), secret);
  }
});

test('sessions that have ended are forgotten at night', async () => {
  await signUp(server.origin);
  await server.sql('UPDATE agent_sessions SET expires_at = 1 WHERE agent_id != ?', owner.agentId);
  await server.scheduled();
  const left = await server.sql('SELECT agent_id FROM agent_sessions WHERE expires_at = 1');
  assert.deepEqual(left, []);
});
