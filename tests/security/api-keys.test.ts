// A9: what a program may do with an API key, and what it may not.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import {
  type Answer,
  type Call,
  type Client,
  call,
  expectStatus,
  type Owner,
  signUp,
} from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import type { Asker } from './askers.ts';
import { attempt } from './attempt.ts';
import { type Operation, operations } from './description.ts';
import { fill } from './fill.ts';
import type { Ids } from './kinds.ts';
import { addAgent } from './world.ts';

let server: TestServer;
let owner: Owner;
let stranger: Owner;

before(async () => {
  server = await startServer({ DNS: 'http://127.0.0.1:9/' }, { limited: false });
  [owner, stranger] = [await signUp(server.origin), await signUp(server.origin, 'Eve')];
});
after(() => server.close());

type Scope = 'read' | 'write' | 'settings';
interface Made {
  api_key: {
    id: string;
    scopes: Scope[];
    last_used_at: string | null;
    created_by: { id: string; name: string };
  };
  key: string;
}
type Problem = { code: string; errors?: { field: string; code: string }[] };

const make = async (who: Client, scopes: Scope[], more: object = {}) =>
  expectStatus(await who.call<Made>('/api/api-keys', { body: { name: 'CRM', scopes, ...more } }), 201).body;
/** As a program asks: no cookie, no page it comes from. */
const program = (key: string): Client => ({
  call: <T>(path: string, options: Call = {}) =>
    call<T>(server.origin, path, { ...options, headers: { authorization: `Bearer ${key}`, origin: '' } }),
});
const codeOf = ({ body }: Answer<Problem>) => body.code;
const ask = (key: string, path = '/api/labels') => program(key).call<Problem>(path);
const list = async (who: Client) =>
  expectStatus(await who.call<{ items: Made['api_key'][] }>('/api/api-keys'), 200).body.items;

test('A9: a key acts in the name of whoever made it; only its hash is kept', async () => {
  const { api_key: made, key } = await make(owner, ['write', 'read']);
  assert.match(key, /^ck_[\w-]{43}$/);
  assert.deepEqual(made.scopes, ['read', 'write']);
  assert.deepEqual(made.created_by, { id: owner.agentId, name: 'Ada Marsh' });
  const label = { body: { name: 'from the CRM', color: '#123456' } };
  expectStatus(await program(key).call('/api/labels', label), 201);
  type Log = { items: { agent: { id: string }; action: string }[] };
  const [entry] = (await owner.call<Log>('/api/audit')).body.items;
  assert.deepEqual([entry?.action, entry?.agent.id], ['label.added', owner.agentId]);
  const rows = await server.sql('SELECT * FROM api_keys WHERE organization_id = ?', owner.organizationId);
  const logged = await server.sql('SELECT * FROM audit_log WHERE organization_id = ?', owner.organizationId);
  assert.ok(!JSON.stringify([rows, logged, server.logs()]).includes(key.slice(3)));
});

test('A9: when it was last used is known, to the minute', async () => {
  const { api_key: made, key } = await make(owner, ['read']);
  assert.equal(made.last_used_at, null);
  const used = async () => (await list(owner)).find(({ id }) => id === made.id)?.last_used_at;
  expectStatus(await ask(key), 200);
  const first = await used();
  assert.ok(Date.now() - Date.parse(first ?? '') < 10_000);
  expectStatus(await ask(key), 200);
  assert.equal(await used(), first);
  await server.sql('UPDATE api_keys SET last_used_at = last_used_at - 60000 WHERE id = ?', made.id);
  expectStatus(await ask(key), 200);
  assert.ok(Date.parse((await used()) ?? '') >= Date.parse(first ?? ''));
});

test('A9, S3: revoked, expired, cut or bent, it is worth nothing', async () => {
  const { api_key: made, key } = await make(owner, ['read']);
  const bent = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A');
  for (const wrong of [key.slice(0, -1), `${key}x`, bent, 'ck_', `ck_${key}`]) {
    assert.equal(codeOf(expectStatus(await ask(wrong), 401)), 'wrong_api_key', wrong);
  }
  expectStatus(await call(server.origin, `/api/labels?key=${key}`), 401);
  expectStatus(
    await call(server.origin, '/api/labels', { headers: { cookie: `__Host-chatdesk=${key}` } }),
    401,
  );
  expectStatus(await ask(key), 200);
  const remove = () => owner.call(`/api/api-keys/${made.id}`, { method: 'DELETE' });
  expectStatus(await remove(), 204);
  assert.equal(codeOf(expectStatus(await ask(key), 401)), 'wrong_api_key');
  expectStatus(await remove(), 404);
  const soon = await make(owner, ['read'], { expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
  expectStatus(await ask(soon.key), 200);
  await server.sql('UPDATE api_keys SET expires_at = ? WHERE id = ?', Date.now(), soon.api_key.id);
  assert.equal(codeOf(expectStatus(await ask(soon.key), 401)), 'wrong_api_key');
});

test('A9: it is never more than its maker is, and nothing once they have left', async () => {
  const admin = await addAgent(server, { owner, mark: randomUUID() }, 'admin');
  const be = (role: string, active = 1) =>
    server.sql('UPDATE memberships SET role = ?, active = ? WHERE agent_id = ?', role, active, admin.id);
  await be('admin');
  const { key } = await make(admin, ['read', 'write', 'settings']);
  expectStatus(await ask(key, '/api/audit'), 200);
  await be('agent');
  assert.equal(codeOf(expectStatus(await ask(key, '/api/audit'), 403)), 'admin_required');
  expectStatus(await ask(key), 200);
  await be('admin', 0);
  assert.equal(codeOf(expectStatus(await ask(key), 401)), 'wrong_api_key');
});

test('A9, S1: it reaches its own organization only', async () => {
  const { api_key: made, key } = await make(stranger, ['read', 'write', 'settings']);
  const items = expectStatus(await program(key).call<{ items: { key: string }[] }>('/api/widgets'), 200).body
    .items;
  assert.deepEqual(
    items.map((widget) => widget.key),
    [stranger.widgetKey],
  );
  const [label] = (await owner.call<{ items: { id: string }[] }>('/api/labels')).body.items;
  const change = { method: 'PATCH', body: { color: '#000000' } };
  expectStatus(await program(key).call(`/api/labels/${label?.id}`, change), 404);
  expectStatus(await owner.call(`/api/api-keys/${made.id}`, { method: 'DELETE' }), 404);
  assert.ok(!(await list(owner)).some(({ id }) => id === made.id));
});

test('S7: what is no key is named by its fields; only admins make them, and not too many', async () => {
  const plain = await addAgent(server, { owner, mark: randomUUID() }, 'plain');
  expectStatus(await plain.call('/api/api-keys'), 403);
  expectStatus(await plain.call('/api/api-keys', { body: { name: 'x', scopes: ['read'] } }), 403);
  const wrong: [object, string][] = [
    [{ name: ' ', scopes: ['read'] }, 'name'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: ['settings'] }, 'scopes'],
    [{ name: 'x', scopes: ['all'] }, 'scopes[0]'],
    [{ name: 'x', scopes: ['read'], expiresAt: '2020-01-01T00:00:00.000Z' }, 'expiresAt'],
  ];
  for (const [body, field] of wrong) {
    const answer = await owner.call<Problem>('/api/api-keys', { body });
    assert.equal(expectStatus(answer, 422).body.errors?.[0]?.field, field);
  }
  const many = await signUp(server.origin);
  await Promise.all(Array.from({ length: 48 }, () => make(many, ['read'])));
  const body = { name: 'x', scopes: ['read'] };
  const last = await Promise.all([1, 2, 3, 4].map(() => many.call<Problem>('/api/api-keys', { body })));
  assert.deepEqual(last.map(({ status }) => status).sort(), [201, 201, 409, 409]);
});

test('S4: a key has its own limit', async () => {
  await using narrow = await startServer({}, { limits: { LIMIT_API: 5 } });
  const someone = await signUp(narrow.origin);
  const made = await someone.call<Made>('/api/api-keys', { body: { name: 'x', scopes: ['read'] } });
  const { key } = expectStatus(made, 201).body;
  const asked = () => call(narrow.origin, '/api/labels', { headers: { authorization: `Bearer ${key}` } });
  const statuses = [];
  for (let n = 0; n < 7; n += 1) statuses.push((await asked()).status);
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429, 429]);
  expectStatus(await someone.call('/api/labels'), 200);
});

// Every call that agents have, asked by keys of all scopes. Ids are of nothing: what gets through finds nothing.
const combinations: Scope[][] = [
  ['read'],
  ['write'],
  ['read', 'settings'],
  ['write', 'settings'],
  ['read', 'write', 'settings'],
];
const isForPeople = ({ method, path }: Operation) =>
  /^\/api\/(auth|api-keys|agents\/invites)(\/|$)/.test(path) ||
  (/^\/api\/agents(\/(?!me\/)|$)/.test(path) && method !== 'GET');

function refusal(operation: Operation, scopes: Scope[]): string | undefined {
  if (isForPeople(operation)) return 'person_required';
  if (!scopes.includes(operation.method === 'GET' ? 'read' : 'write')) return 'scope_required';
  return operation.isForAdmins && !scopes.includes('settings') ? 'scope_required' : undefined;
}

const nobodys = new Proxy<Ids>({}, { get: () => randomUUID() });

describe('A9, S1: each scope and each call', () => {
  for (const scopes of combinations) {
    test(scopes.join(' and '), async () => {
      const { key } = await make(await signUp(server.origin), scopes);
      const headers = { authorization: `Bearer ${key}`, origin: 'https://elsewhere.example' };
      const program = { headers } as unknown as Asker;
      for (const operation of operations.filter(({ who, isSocket }) => who === 'login' && !isSocket)) {
        const request = fill(operation, { ids: nobodys, email: '', mark: 'x' });
        const { status, text } = await attempt(server.origin, operation, request, program);
        const said = `${operation.name}: ${status} ${text.slice(0, 200)}`;
        const expected = refusal(operation, scopes);
        if (expected) assert.deepEqual([status, JSON.parse(text).code], [403, expected], said);
        else assert.ok(![401, 403, 500].includes(status) || /admin_required/.test(text), said);
        assert.ok(!scopes.includes('settings') || !/admin_required/.test(text), said);
      }
    });
  }
});
