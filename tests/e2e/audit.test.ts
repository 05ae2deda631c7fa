// A9: who changed which settings, as it was before and as it is after.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { addAgent } from '../security/world.ts';
import { type Client, expectStatus, type Owner, signUp, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Owner;
let stranger: Owner;

before(async () => {
  server = await startServer({}, { limited: false });
  owner = await signUp(server.origin);
  stranger = await signUp(server.origin, 'Eve');
});
after(() => server.close());

interface Entry {
  id: string;
  agent: { id: string; name: string } | null;
  action: string;
  target: { kind: string; id: string; name: string };
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  created_at: string;
}
type Page = { items: Entry[]; next_cursor: string | null };

const log = async (who: Client, query = '') =>
  expectStatus(await who.call<Page>(`/api/audit${query}`), 200).body;
const entries = async (who: Client, query = '') => (await log(who, query)).items;
const post = async (who: Client, what: string, body: object) =>
  expectStatus(await who.call<{ id: string }>(`/api/${what}`, { body }), 201).body.id;
const patch = (who: Client, path: string, body: object) =>
  who.call<{ id: string }>(`/api/${path}`, { method: 'PATCH', body });
const remove = (who: Client, path: string) => who.call(`/api/${path}`, { method: 'DELETE' });
const told = ({ action, target: { name }, before, after }: Entry) => ({ action, name, before, after });

async function widgetOf(who: Client): Promise<string> {
  const { items } = (await who.call<{ items: { id: string }[] }>('/api/widgets')).body;
  return items[0]?.id ?? '';
}

test('A9: what was changed is told with who did it, only as far as it changed', async () => {
  const widget = await widgetOf(owner);
  const title = `${'long '.repeat(8)}`.trim();
  expectStatus(await patch(owner, `widgets/${widget}`, { primaryColor: '#112233', title }), 200);
  const [entry] = await entries(owner);
  assert.ok(entry);
  assert.deepEqual(entry.agent, { id: owner.agentId, name: 'Ada Marsh' });
  assert.deepEqual([entry.action, entry.target.kind, entry.target.id], ['widget.changed', 'widget', widget]);
  assert.deepEqual(Object.keys(entry.before ?? {}).sort(), ['primary_color', 'title']);
  assert.deepEqual(entry.after, { primary_color: '#112233', title });
  assert.match(entry.created_at, /^\d{4}-\d\d-\d\dT.*\.\d{3}Z$/);
  expectStatus(await patch(owner, `widgets/${widget}`, { primaryColor: '#112233' }), 200);
  assert.equal((await entries(owner))[0]?.id, entry.id, 'what changes nothing is no change');
  expectStatus(await patch(owner, `widgets/${widget}`, { position: 'nowhere' }), 422);
  assert.equal((await entries(owner))[0]?.id, entry.id, 'what was refused is none either');
});

test('A9: long values are told by their beginning', async () => {
  const customCss = `.message { color: red; ${'/* x */'.repeat(200)} }`;
  expectStatus(await patch(owner, `widgets/${await widgetOf(owner)}`, { customCss }), 200);
  const [entry] = await entries(owner);
  const said = String(entry?.after?.custom_css);
  assert.ok(said.startsWith(customCss.slice(0, 400)) && said.endsWith('…') && said.length < 510, said);
});

test('A9: of two who change the same at once, both are told, each with what was there', async () => {
  const widget = await widgetOf(owner);
  const colors = ['#000001', '#000002', '#000003'];
  const answers = await Promise.all(
    colors.map((primaryColor) => patch(owner, `widgets/${widget}`, { primaryColor })),
  );
  const changed = answers.filter(({ status }) => status === 200).length;
  const [third, second, first] = await entries(owner, '?action=widget.changed&limit=3');
  const chain = [first, second, third].slice(3 - changed);
  for (const [index, entry] of chain.entries())
    if (index > 0) assert.deepEqual(entry?.before, chain[index - 1]?.after);
  const shown = expectStatus(await owner.call<{ primary_color: string }>(`/api/widgets/${widget}`), 200);
  assert.equal(chain.at(-1)?.after?.primary_color, shown.body.primary_color);
});

test('A9: every kind of setting is in the log, and no secret', async () => {
  const org = await signUp(server.origin, 'Grace');
  const plain = await addAgent(server, { owner: org, mark: randomUUID() }, 'plain');
  expectStatus(await patch(org, 'organization', { tracking: true, name: 'Oak & Fern' }), 200);
  const label = await post(org, 'labels', { name: 'vip', color: '#aa0000' });
  expectStatus(await patch(org, `labels/${label}`, { color: '#bb0000' }), 200);
  expectStatus(await patch(org, `labels/${label}`, { color: '#BB0000' }), 200);
  expectStatus(await remove(org, `labels/${label}`), 204);
  expectStatus(await remove(org, `labels/${label}`), 404);
  const department = await post(org, 'departments', { name: 'Sales', members: [org.agentId] });
  expectStatus(await patch(org, `departments/${department}`, { members: [], name: 'Help' }), 200);
  const mixed = { members: [stranger.agentId], name: 'Nobody' };
  expectStatus(await patch(org, `departments/${department}`, mixed), 422);
  expectStatus(await remove(org, `departments/${department}`), 204);
  const reply = await post(org, 'canned-replies', { shortcut: 'hi', body: 'Hello', shared: true });
  await post(plain, 'canned-replies', { shortcut: 'mine', body: 'Personal' });
  expectStatus(await patch(org, `canned-replies/${reply}`, { body: 'Hello!' }), 200);
  expectStatus(await remove(org, `canned-replies/${reply}`), 204);
  const secret = await org.call<{ identity_secret: string }>(
    `/api/widgets/${await widgetOf(org)}/identity-secret`,
    { body: {} },
  );
  const all = (await entries(org)).reverse();
  assert.deepEqual(all.map(told), [
    {
      action: 'organization.changed',
      name: 'Oak & Fern',
      before: { name: 'Fern & Oak', tracking: false },
      after: { name: 'Oak & Fern', tracking: true },
    },
    { action: 'label.added', name: 'vip', before: null, after: { name: 'vip', color: '#aa0000' } },
    { action: 'label.changed', name: 'vip', before: { color: '#aa0000' }, after: { color: '#bb0000' } },
    { action: 'label.removed', name: 'vip', before: { name: 'vip', color: '#bb0000' }, after: null },
    {
      action: 'department.added',
      name: 'Sales',
      before: null,
      after: {
        name: 'Sales',
        description: '',
        position: 0,
        routing: { mode: 'manual', capacity: null },
        business_hours: null,
        members: [org.agentId],
      },
    },
    {
      action: 'department.changed',
      name: 'Help',
      before: { name: 'Sales', members: [org.agentId] },
      after: { name: 'Help', members: [] },
    },
    {
      action: 'department.removed',
      name: 'Help',
      before: {
        name: 'Help',
        description: '',
        position: 0,
        routing: { mode: 'manual', capacity: null },
        business_hours: null,
        members: [],
      },
      after: null,
    },
    { action: 'canned_reply.added', name: 'hi', before: null, after: { name: 'hi', body: 'Hello' } },
    { action: 'canned_reply.changed', name: 'hi', before: { body: 'Hello' }, after: { body: 'Hello!' } },
    { action: 'canned_reply.removed', name: 'hi', before: { name: 'hi', body: 'Hello!' }, after: null },
    { action: 'widget.identity_secret_changed', name: 'Fern & Oak', before: null, after: null },
  ]);
  const rows = await server.sql('SELECT * FROM audit_log WHERE organization_id = ?', org.organizationId);
  assert.equal(rows.length, all.length);
  assert.ok(!JSON.stringify(rows).includes(secret.body.identity_secret));
});

test('A9, V7: the export and the erasure of a customer are told; who was erased is named nowhere', async () => {
  const org = await signUp(server.origin);
  const visitor = await visit(server.origin, org.widgetKey);
  const [row] = await server.sql('SELECT id FROM widget_customers WHERE visitor_id = ?', visitor.visitorId);
  const id = String(row?.id);
  expectStatus(await org.call(`/api/customers/${id}/export`), 200);
  const [exported] = await entries(org);
  assert.deepEqual([exported?.action, exported?.target.id], ['customer.exported', id]);
  const receipt = expectStatus(await remove(org, `customers/${id}`), 200).body;
  const [erased, before] = await entries(org);
  assert.deepEqual([erased?.action, erased?.target.id], ['customer.erased', receipt.id]);
  assert.deepEqual([before?.action, before?.target.id], ['customer.exported', '']);
});

test('A9: pages and filters', async () => {
  const org = await signUp(server.origin);
  const other = await addAgent(server, { owner: org, mark: randomUUID() }, 'admin');
  await server.sql("UPDATE memberships SET role = 'admin' WHERE agent_id = ?", other.id);
  for (const n of [1, 2, 3, 4, 5]) await post(org, 'labels', { name: `l${n}`, color: '#000000' });
  const named = await post(other, 'labels', { name: 'theirs', color: '#000000' });
  expectStatus(await remove(other, `labels/${named}`), 204);
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Page = await log(org, `?limit=3${cursor && `&cursor=${cursor}`}`);
    assert.ok(page.items.length > 0 && page.items.length <= 3);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next_cursor;
  }
  assert.equal(new Set(seen).size, 7);
  assert.deepEqual(seen, [...seen].sort().reverse());
  const actions = async (query: string) => (await entries(org, query)).map(({ action }) => action);
  assert.deepEqual(await actions(`?agent=${other.id}`), ['label.removed', 'label.added']);
  assert.deepEqual(await actions(`?agent=${other.id}&action=label.added`), ['label.added']);
  assert.equal((await actions('?action=label.added')).length, 6);
  assert.deepEqual(await actions(`?agent=${stranger.agentId}`), []);
});

test('S1, S6, S7: only admins read it, only their own, and what is no filter is named', async () => {
  const plain = await addAgent(server, { owner, mark: randomUUID() }, 'plain');
  expectStatus(await plain.call('/api/audit'), 403);
  assert.deepEqual(await entries(stranger), []);
  for (const query of ['agent=me', 'action=nothing', 'cursor=1', 'limit=many']) {
    const { errors } = expectStatus(
      await owner.call<{ errors: { field: string }[] }>(`/api/audit?${query}`),
      422,
    ).body;
    assert.equal(errors[0]?.field, query.split('=')[0]);
  }
});
