// S3: what docs/security.md says of changing keys and of throwing everybody out is so, with the very statements that stand there.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { PASSWORD, secure, shown } from '../support/accounts.ts';
import { call, converse, expectStatus, signUp, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;

before(async () => {
  server = await startServer(shown, { limited: false });
});
after(() => server.close());

const guide = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
const statements = [...guide.matchAll(/--command "([^"]+)"/g)].map(([, sql = '']) => sql);
const statement = (begin: string) =>
  statements.find((sql) => sql.startsWith(begin)) ?? assert.fail(`${begin} is not in the guide`);

const login = (email: string) =>
  call<{ code?: string }>(server.origin, '/api/auth/login', { body: { email, password: PASSWORD } });

test('S3: after SESSION_SECRET was changed, agents are still logged in, and set up their second factor anew', async () => {
  const owner = await signUp(server.origin);
  await secure(owner);
  assert.equal((await login(owner.email)).body.code, 'code_required');
  await server.sql(statement('UPDATE agents'));
  expectStatus(await owner.call('/api/auth/me'), 200);
  expectStatus(await login(owner.email), 200);
  await secure(owner);
  assert.equal((await login(owner.email)).body.code, 'code_required');
});

test('S3: a visitor whose token is no longer good gets a new one by the visitor id, and the conversation', async () => {
  const owner = await signUp(server.origin);
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  const forged = `${visitor.token.slice(0, -6)}AAAAAA`;
  const headers = { authorization: `Bearer ${forged}` };
  assert.equal((await visitor.call('/api/widget/presence', { headers })).status, 401);
  const again = { visitorId: visitor.visitorId, sessionToken: forged, widgetKey: owner.widgetKey };
  type Init = { visitor_id: string; conversation: { id: string } | null };
  const answer = await call<Init>(server.origin, '/api/widget/init', {
    body: { ...again, page: { url: 'https://shop.example/', title: 'Shop', referrer: '' } },
  });
  assert.ok(answer.status < 300, JSON.stringify(answer.body));
  assert.equal(answer.body.visitor_id, visitor.visitorId);
  assert.equal(answer.body.conversation?.id, id);
});

test('S3: everybody can be thrown out at once', async () => {
  const owner = await signUp(server.origin);
  expectStatus(await owner.call('/api/auth/me'), 200);
  await server.sql(statement('DELETE FROM agent_sessions'));
  assert.equal((await owner.call('/api/auth/me')).status, 401);
  expectStatus(await login(owner.email), 200);
});
