// A2: people are invited by email, may belong to several organizations, and switch.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  codeOf,
  invite,
  join,
  mailTo,
  PASSWORD,
  personOf,
  secure,
  shown,
  tokenIn,
} from '../../support/accounts.ts';
import { call, cookieOf, expectStatus, type Owner, signUp } from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

type Problem = { code: string; errors?: { field: string; code: string }[] };
type Me = {
  agent: { id: string; role: string };
  organization: { id: string };
  organizations: { id: string; name: string; role: string }[];
};
type Invite = { id: string; email: string; role: string; invited_by: { id: string; name: string } };

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer(shown, { limited: false });
  owner = await signUp(server.origin);
});
after(() => server.close());

const someone = () => `${randomUUID()}@example.com`;
const accept = (token: string, body: object) =>
  call<Problem & Me>(server.origin, `/api/auth/invites/${token}`, { body });
const look = (token: string) => call<Problem>(server.origin, `/api/auth/invites/${token}`);
const open = async (by = owner) => (await by.call<{ items: Invite[] }>('/api/agents/invites')).body.items;

test('A2: an admin invites by email; the link makes an account and logs in', async () => {
  const email = someone();
  const body = { email: email.toUpperCase(), role: 'admin' };
  const made = await owner.call<{ invite: Invite; url: string }>('/api/agents/invites', { body });
  const { invite: made_, url } = expectStatus(made, 201).body;
  assert.deepEqual([made_.email, made_.role, made_.invited_by.name], [email, 'admin', 'Ada Marsh']);
  const token = url.split(`${server.origin}/invite#`)[1] ?? '';
  const [mail] = await mailTo(server.origin, email, 'invite');
  assert.equal(tokenIn(mail), token);
  assert.match(mail?.subject ?? '', /^Ada Marsh invites you to Fern & Oak/);
  assert.ok((await open()).some(({ id }) => id === made_.id));
  assert.ok(!JSON.stringify(await server.sql('SELECT * FROM invites')).includes(token), 'a hash only');
  assert.deepEqual((await look(token)).body, {
    organization: { name: 'Fern & Oak' },
    email,
    role: 'admin',
    invited_by: { name: 'Ada Marsh' },
    has_account: false,
  });
  assert.equal((await accept(token, { password: PASSWORD })).body.errors?.[0]?.field, 'name');
  assert.equal((await accept(token, { name: 'Bo', password: 'short' })).body.errors?.[0]?.field, 'password');
  const answer = expectStatus(await accept(token, { name: 'Bo', password: PASSWORD }), 201);
  assert.equal(answer.body.organization.id, owner.organizationId);
  assert.equal(answer.body.agent.role, 'admin');
  const bo = personOf(server.origin, email, answer);
  assert.equal((await bo.call('/api/auth/me')).status, 200);
  assert.equal((await look(token)).status, 404);
  assert.equal((await accept(token, { name: 'Bo', password: PASSWORD })).status, 404);
  assert.ok(!(await open()).some(({ id }) => id === made_.id));
  const again = await owner.call<Problem>('/api/agents', { body });
  assert.deepEqual([again.status, again.body.code], [409, 'already_member']);
});

test('A2: inviting again replaces the link; an invitation is taken back; it ends after a week', async () => {
  const email = someone();
  const first = await invite(owner, email);
  const second = await invite(owner, email, 'admin');
  assert.equal((await open()).filter((one) => one.email === email).length, 1);
  assert.equal((await look(first)).status, 404);
  assert.equal((await look(second)).status, 200);
  const [one] = (await open()).filter((each) => each.email === email);
  const stranger = await signUp(server.origin);
  const take = (by: Owner) => by.call(`/api/agents/invites/${one?.id}`, { method: 'DELETE' });
  assert.equal((await take(stranger)).status, 404);
  expectStatus(await take(owner), 204);
  assert.equal((await take(owner)).status, 404);
  assert.equal((await accept(second, { name: 'Bo', password: PASSWORD })).status, 404);
  const late = await invite(owner, email);
  await server.sql('UPDATE invites SET expires_at = ? WHERE email = ?', Date.now(), email);
  assert.equal((await look(late)).status, 404);
  assert.equal((await accept(late, { name: 'Bo', password: PASSWORD })).status, 404);
  await server.scheduled();
  assert.deepEqual(await server.sql('SELECT id FROM invites WHERE email = ?', email), []);
});

test('A2: whoever has an account accepts with its password and code, and belongs to both', async () => {
  const other = await signUp(server.origin, 'Cleo');
  const { secret } = await secure(other);
  const token = await invite(owner, other.email);
  assert.equal(((await look(token)).body as unknown as { has_account: boolean }).has_account, true);
  const tryWith = async (body: object) => (await accept(token, body)).body.code;
  assert.equal(await tryWith({ name: 'X', password: 'a-new-password' }), 'wrong_credentials');
  assert.equal(await tryWith({ password: PASSWORD }), 'code_required');
  assert.equal(await tryWith({ password: PASSWORD, code: codeOf(secret, 5) }), 'wrong_code');
  const done = expectStatus(await accept(token, { password: PASSWORD, code: codeOf(secret) }), 201);
  assert.deepEqual(
    done.body.organizations.map(({ id, role }) => [id, role]).sort(),
    [
      [other.organizationId, 'owner'],
      [owner.organizationId, 'agent'],
    ].sort(),
  );
});

test('A2: a session works for one organization at a time, and switches', async () => {
  const other = await signUp(server.origin, 'Dora');
  const token = await invite(owner, other.email);
  const cookie = cookieOf(expectStatus(await accept(token, { password: PASSWORD }), 201));
  const go = (organizationId: string, headers = { cookie }) =>
    call<Me & Problem>(server.origin, '/api/auth/organization', {
      method: 'PUT',
      body: { organizationId },
      headers,
    });
  const role = async () => (await call<Me>(server.origin, '/api/auth/me', { headers: { cookie } })).body;
  assert.equal((await role()).organization.id, owner.organizationId);
  assert.equal((await call(server.origin, '/api/agents/invites', { headers: { cookie } })).status, 403);
  const switched = expectStatus(await go(other.organizationId), 200).body;
  assert.deepEqual([switched.organization.id, switched.agent.role], [other.organizationId, 'owner']);
  assert.equal((await role()).organization.id, other.organizationId);
  assert.equal((await call(server.origin, '/api/agents/invites', { headers: { cookie } })).status, 200);
  assert.equal(
    (await other.call<Me>('/api/auth/me')).body.organization.id,
    other.organizationId,
    'others stay',
  );
  const foreign = await signUp(server.origin);
  for (const id of [foreign.organizationId, randomUUID()]) assert.equal((await go(id)).status, 404);
  expectStatus(await owner.call(`/api/agents/${other.agentId}`, { method: 'DELETE' }), 204);
  assert.equal((await go(owner.organizationId)).status, 404, 'not where one does not answer any more');
});

test('A2: an invitation that many accept at once makes one member, once', async () => {
  const email = someone();
  const token = await invite(owner, email);
  const body = { name: 'Many', password: PASSWORD };
  const all = await Promise.all(Array.from({ length: 6 }, () => accept(token, body)));
  const statuses = all.map(({ status }) => status).sort();
  assert.equal(statuses.filter((status) => status === 201).length, 1, `${statuses}`);
  assert.ok(
    statuses.every((status) => [201, 401, 404, 409].includes(status)),
    `${statuses}`,
  );
  const rows = await server.sql(
    'SELECT m.role FROM agents a JOIN memberships m ON m.agent_id = a.id WHERE a.email = ?',
    email,
  );
  assert.equal(rows.length, 1);
});

test('A2: admins invite no owners; who left invites nobody any more', async () => {
  const admin = await join(server, owner, 'admin');
  const body = { email: someone(), role: 'owner' };
  const refused = await admin.call<Problem>('/api/agents/invites', { body });
  assert.deepEqual([refused.status, refused.body.code], [403, 'owner_required']);
  expectStatus(await owner.call('/api/agents/invites', { body }), 201);
  const token = await invite(admin, someone());
  expectStatus(await owner.call(`/api/agents/${admin.id}`, { method: 'DELETE' }), 204);
  assert.equal((await look(token)).status, 404);
});

test('A2: somebody who left is invited again and is what the invitation says', async () => {
  const agent = await join(server, owner, 'admin');
  expectStatus(await owner.call(`/api/agents/${agent.id}`, { method: 'DELETE' }), 204);
  const token = await invite(owner, agent.email, 'agent');
  const back = expectStatus(await accept(token, { password: PASSWORD }), 201).body;
  assert.deepEqual([back.agent.id, back.agent.role], [agent.id, 'agent']);
});
