// A2: roles, and that somebody leaves.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { invite, join, logIn, PASSWORD, type Person, shown } from '../../support/accounts.ts';
import {
  type Client,
  call,
  converse,
  expectStatus,
  type Owner,
  signUp,
  visit,
} from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { inboxSocket, openSocket } from '../../support/socket.ts';
import { until } from '../../support/wait.ts';

type Agent = { id: string; role: string; active: boolean };
type Problem = { code: string };

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer(shown, { limited: false });
});
after(() => server.close());

const change = (by: Client, id: string, body: object) =>
  by.call<Agent & Problem>(`/api/agents/${id}`, { method: 'PATCH', body });
const remove = (by: Client, id: string) => by.call<Problem>(`/api/agents/${id}`, { method: 'DELETE' });
const agents = async (query = '') => (await owner.call<{ items: Agent[] }>(`/api/agents${query}`)).body.items;

async function team(): Promise<Record<'admin' | 'agent', Person>> {
  owner = await signUp(server.origin);
  return { admin: await join(server, owner, 'admin'), agent: await join(server, owner) };
}

test('A2: admins make admins; only owners make and change owners; the last owner stays', async () => {
  const { admin, agent } = await team();
  assert.equal((await change(agent, admin.id, { role: 'agent' })).body.code, 'admin_required');
  assert.equal((await change(admin, agent.id, { role: 'admin' })).body.role, 'admin');
  for (const [id, body] of [
    [agent.id, { role: 'owner' }],
    [owner.agentId, { role: 'agent' }],
    [owner.agentId, { active: false }],
  ] as const)
    assert.equal((await change(admin, id, body)).body.code, 'owner_required');
  for (const body of [{ role: 'admin' }, { active: false }]) {
    const refused = await change(owner, owner.agentId, body);
    assert.deepEqual([refused.status, refused.body.code], [409, 'last_owner']);
  }
  assert.equal((await remove(owner, owner.agentId)).body.code, 'last_owner');
  assert.equal((await change(owner, admin.id, { role: 'owner' })).body.role, 'owner');
  const both = await Promise.all([
    change(owner, admin.id, { role: 'agent' }),
    change(admin, owner.agentId, { role: 'agent' }),
  ]);
  const left = (
    await server.sql<Agent>(
      "SELECT agent_id FROM memberships WHERE organization_id = ? AND role = 'owner'",
      owner.organizationId,
    )
  ).length;
  assert.deepEqual([both.filter(({ status }) => status === 200).length, left], [1, 1], 'one of two wins');
});

test('A2: who leaves is logged out here, and is still there to be seen and to come back', async () => {
  const { agent } = await team();
  const elsewhere = await signUp(server.origin);
  const there = await logIn(server.origin, agent.email);
  const path = `/api/auth/invites/${await invite(elsewhere, agent.email)}`;
  expectStatus(await call(server.origin, path, { body: { password: PASSWORD } }), 201);
  expectStatus(await remove(owner, agent.id), 204);
  expectStatus(await remove(owner, agent.id), 204);
  for (const one of [agent, there]) assert.equal((await one.call('/api/auth/me')).status, 401);
  assert.ok(!(await agents()).some(({ id }) => id === agent.id));
  const gone = (await agents('?inactive=1')).find(({ id }) => id === agent.id);
  assert.deepEqual([gone?.active, gone?.role], [false, 'agent']);
  assert.equal((await owner.call<Problem>('/api/agents?inactive=x')).status, 422);
  const me = await logIn(server.origin, agent.email);
  type Me = { organization: { id: string }; organizations: unknown[] };
  const { organization, organizations } = (await me.call<Me>('/api/auth/me')).body;
  assert.deepEqual([organization.id, organizations.length], [elsewhere.organizationId, 1]);
  assert.equal((await change(owner, agent.id, { active: true })).body.active, true);
  assert.equal((await me.call<Me>('/api/auth/me')).body.organizations.length, 2);
});

test('A2: somebody of another organization is unknown', async () => {
  const { agent } = await team();
  const rival = await signUp(server.origin);
  for (const answer of [await change(rival, agent.id, { role: 'admin' }), await remove(rival, agent.id)])
    assert.equal(answer.status, 404);
  assert.equal((await change(owner, randomUUID(), {})).status, 404);
});

test('A2: what somebody had goes back to the queue, and nothing is told to them any more', async () => {
  const { agent } = await team();
  const department = { name: 'Sales', members: [agent.id, owner.agentId] };
  const made = await owner.call<{ id: string }>('/api/departments', { body: department });
  const visitor = await visit(server.origin, owner.widgetKey);
  const conversations = [
    await converse(visitor),
    await converse(await visit(server.origin, owner.widgetKey)),
  ];
  for (const id of conversations) {
    const body = { assigneeId: agent.id };
    expectStatus(await owner.call(`/api/conversations/${id}`, { method: 'PATCH', body }), 200);
  }
  const [first = '', second = ''] = conversations;
  const snooze = { snoozedUntil: new Date(Date.now() + 3_600_000).toISOString() };
  expectStatus(await owner.call(`/api/conversations/${second}`, { method: 'PATCH', body: snooze }), 200);
  type One = { conversation: { assignee: object | null; status: string } };
  const states = () =>
    Promise.all(conversations.map(async (id) => (await owner.call<One>(`/api/conversations/${id}`)).body));
  await using inbox = await inboxSocket(server.origin, agent.cookie);
  const url = `${server.origin.replace('http', 'ws')}/api/conversations/${first}/socket`;
  const options = { protocols: ['chatdesk.v1'], headers: { cookie: agent.cookie, origin: server.origin } };
  await using room = await openSocket(url, options);
  await inbox.next('welcome');
  await room.next('welcome');
  await until(
    () => owner.call<{ items: unknown[] }>(`/api/conversations?assignee=${agent.id}`),
    ({ body }) => body.items.length === 2,
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  expectStatus(await remove(owner, agent.id), 204);
  for (const socket of [inbox, room]) assert.equal((await socket.next('bye')).code, 1012);
  await until(states, (all) => all.every(({ conversation }) => conversation.assignee === null));
  assert.equal((await states())[1]?.conversation.status, 'snoozed');
  const assign = { method: 'PATCH', body: { assigneeId: agent.id } };
  assert.equal((await owner.call(`/api/conversations/${first}`, assign)).status, 422);
  const departments = await owner.call<{ items: { id: string; members: string[] }[] }>('/api/departments');
  const sales = departments.body.items.find(({ id }) => id === made.body.id);
  assert.deepEqual(sales?.members, [owner.agentId]);
});
