// O4: what the server logs is for programs to read, and says nothing of people.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  call,
  converse,
  expectStatus,
  type Owner,
  operator,
  signUp,
  type Visitor,
  visit,
} from '../support/client.ts';
import { secrets } from '../support/secrets.ts';
import { startServer, type TestServer } from '../support/server.ts';

interface Line {
  level: string;
  event: string;
  route?: string;
  status?: number;
  ms?: number;
  request?: string;
  ray?: string;
  organization?: string;
  code?: string;
  method?: string;
}

let server: TestServer;
let owner: Owner;
let visitor: Visitor;

before(async () => {
  server = await startServer({}, { limited: false });
  owner = await signUp(server.origin, 'Zebedee Quartermain');
  visitor = await visit(server.origin, owner.widgetKey, {
    page: {
      url: 'https://shop.example/secret-orders/7',
      title: 'Zq order',
      referrer: 'https://zq-referrer.example/',
    },
  });
});
after(() => server.close());

/** What wrangler says of itself is not the worker's. */
const lines = () =>
  server
    .logs()
    .filter((line) => line.trimStart().startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
const requests = (route: string) =>
  lines().filter((line) => line.event === 'request' && line.route === route);

test('O4: a request is one line with its route, and whose organization it was of', async () => {
  const answer = await owner.call('/api/labels?zq=secret', { headers: { 'cf-ray': '8e5f0a1b2c3d4e5f-TXL' } });
  const found = requests('/api/labels').at(-1);
  assert.ok(found);
  const { ms, request, ...rest } = found;
  assert.deepEqual(rest, {
    level: 'info',
    event: 'request',
    ray: '8e5f0a1b2c3d4e5f-TXL',
    organization: owner.organizationId,
    method: 'GET',
    route: '/api/labels',
    status: 200,
  });
  assert.equal(request, answer.headers.get('x-request-id'));
  assert.ok(Number.isInteger(ms));
});

test('O4: a refusal says its code, and an id in a path is not logged', async () => {
  const id = randomUUID();
  expectStatus(await owner.call(`/api/conversations/${id}`), 404);
  const found = requests('/api/conversations/{id}').at(-1);
  assert.deepEqual([found?.status, found?.code, found?.level], [404, 'not_found', 'info']);
  assert.ok(!server.logs().join('\n').includes(id));
});

test('O4: what pretends to be a ray is not logged', async () => {
  await owner.call('/api/labels', { headers: { 'cf-ray': '{"forged":1}' } });
  assert.equal(requests('/api/labels').at(-1)?.ray, undefined);
});

test('O4: failures are logged as errors, and every line of a busy time can be read and names nobody', async () => {
  const id = await converse(visitor);
  const clientId = randomUUID();
  const message = { clientId, body: 'Zqmessage from the agent' };
  expectStatus(await owner.call(`/api/conversations/${id}/messages`, { body: message }), 201);
  await owner.call(`/api/conversations?q=zqsearch`);
  await owner.call('/api/search?q=zqsearched');
  await call(server.origin, '/api/auth/login', {
    body: { email: 'zq@example.org', password: 'zqpassword-wrong' },
  });
  await call(server.origin, '/api/auth/password/forgot', { body: { email: owner.email } });
  await owner.call('/api/agents/invites', { body: { email: 'zqinvited@example.net', role: 'agent' } });
  await call(server.origin, '/zq-unknown-path', { headers: { authorization: 'Bearer ck_zqkey' } });
  await call(server.origin, '/api/zq-unknown', { method: 'DELETE' });
  await owner.call('/api/labels', { body: { name: 'Zqlabel', color: '#123456' } });
  await visitor.call('/api/widget/identify', { body: { name: 'Zqvisitor', email: 'zqvisitor@example.com' } });
  await operator(server.origin).call(`/api/operator/rooms/${id}`);
  await operator(server.origin).call('/api/operator/metrics?inboxes=9');
  await server.scheduled();
  await server.sql('DROP TABLE canned_replies');
  assert.ok((await owner.call('/api/canned-replies')).status >= 500);
  assert.equal(requests('/api/canned-replies').at(-1)?.level, 'error');
  assert.ok(lines().some(({ event, level }) => event === 'fault' && level === 'error'));

  const all = server.logs();
  for (const line of all)
    if (!line.startsWith('[wrangler')) assert.doesNotThrow(() => JSON.parse(line), `no JSON: ${line}`);
  const logged = all.join('\n');
  const private_ = [
    owner.email,
    owner.cookie.split('=')[1] ?? '',
    visitor.token,
    visitor.visitorId,
    owner.widgetKey,
  ];
  for (const word of [...private_, ...Object.values(secrets), '@example', 'Quartermain', 'secret-orders'])
    assert.ok(!logged.includes(word), `logged: ${word}`);
  assert.doesNotMatch(logged, /zq|127\.0\.0\.1|fern & oak|hello/i);
});

test('O4: of what is well one in so many is logged, of failures each', async () => {
  await using quiet = await startServer({ LOG_ONE_IN: '1000000' }, { limited: false });
  const asker = await signUp(quiet.origin);
  for (let n = 0; n < 20; n++) expectStatus(await asker.call('/api/labels'), 200);
  const logged = () => quiet.logs().filter((line) => line.includes('"event":"request"'));
  assert.ok(logged().length <= 1, `${logged()}`);
  await quiet.sql('DROP TABLE canned_replies');
  await asker.call('/api/canned-replies');
  assert.equal(logged().filter((line) => line.includes('"level":"error"')).length, 1);
});
