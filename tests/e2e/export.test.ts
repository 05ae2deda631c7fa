// A9: all that there is of an organization, for its owners to take away.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { addAgent, type Home, makeHome } from '../security/world.ts';
import { shown } from '../support/accounts.ts';
import { expectStatus, type Owner } from '../support/client.ts';
import { secrets } from '../support/secrets.ts';
import { type Row, startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let home: Home;
let other: Home;

before(async () => {
  server = await startServer({ DNS: 'http://127.0.0.1:9/', ...shown }, { limited: false });
  home = await makeHome(server, 'first');
  other = await makeHome(server, 'other');
});
after(() => server.close());

type Line = { table: string; row: Row };
const SECRETS = [
  'password_hash',
  'totp_secret',
  'token_hash',
  'identity_secret',
  'secret',
  'object_key',
  'text',
  'html',
];

async function exported({ cookie }: Owner): Promise<{ text: string; headers: Headers; lines: Line[] }> {
  const answer = await fetch(`${server.origin}/api/organization/export`, { headers: { cookie } });
  assert.equal(answer.status, 200);
  const text = await answer.text();
  assert.ok(text.endsWith('\n'));
  const lines = text.trimEnd().split('\n');
  return { text, headers: answer.headers, lines: lines.map((line) => JSON.parse(line) as Line) };
}

/** As the database has them. */
async function tablesOf(organization: string): Promise<Record<string, Row[]>> {
  const tables = await server.sql<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%organization_id%' AND name NOT GLOB '*_search*'",
  );
  const rows = tables.map(async ({ name }) => {
    const all = await server.sql(`SELECT * FROM ${name} WHERE organization_id = ?`, organization);
    return [name, all] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

const valuesOf = (rows: Row[], column: string) => rows.map((row) => String(row[column])).sort();

test('A9: every row of the organization is in it, and no secret', async () => {
  const { text, headers, lines } = await exported(home.owner);
  assert.equal(headers.get('content-type'), 'application/x-ndjson');
  assert.match(
    headers.get('content-disposition') ?? '',
    /^attachment; filename="chatdesk-\d{4}-\d\d-\d\d\.ndjson"$/,
  );
  const stored = await tablesOf(home.owner.organizationId);
  for (const [table, rows] of Object.entries(stored)) {
    const told = lines.filter((line) => line.table === table).map(({ row }) => row);
    assert.equal(told.length, rows.length, table);
    const columns = Object.keys(rows[0] ?? {}).filter((column) => !SECRETS.includes(column));
    for (const column of columns.filter((name) => /(^|_)id$|^name$|^body$|_at$/.test(name)))
      assert.deepEqual(valuesOf(told, column), valuesOf(rows, column), `${table}.${column}`);
    for (const row of rows)
      for (const secret of SECRETS) {
        const value = row[secret];
        assert.ok(typeof value !== 'string' || !text.includes(value), `${table}.${secret}`);
      }
  }
  const tables = new Set(lines.map(({ table }) => table));
  for (const table of [
    'organizations',
    'messages',
    'attachments',
    'widget_customers',
    'api_keys',
    'webhook_deliveries',
  ])
    assert.ok(tables.has(table), table);
  for (const { password_hash: hash } of await server.sql('SELECT password_hash FROM agents'))
    assert.ok(!text.includes(String(hash)));
  for (const secret of Object.values(secrets)) assert.ok(!text.includes(secret));
});

test('A9: documents in it are documents', async () => {
  const { lines } = await exported(home.owner);
  const of = (table: string) => lines.find((line) => line.table === table)?.row ?? assert.fail(table);
  assert.equal(typeof of('conversations').summary, 'object');
  assert.equal(typeof of('widget_configs').settings, 'object');
  assert.deepEqual(of('webhooks').events, ['message.created']);
});

test('S1: nothing of another organization is in it', async () => {
  const { text } = await exported(home.owner);
  assert.ok(text.includes(home.mark));
  assert.ok(!text.includes(other.mark) && !text.includes(other.owner.organizationId));
  assert.ok(!text.includes(other.owner.email));
});

test('A9: however much there is, it comes in pages and each row once', async () => {
  const many = 1_300;
  await server.sql(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${many})
      INSERT INTO events (id, organization_id, widget_customer_id, session_id, name, created_at)
      SELECT 'many' || i, ?, 'c', 's', 'page_view', 1000 + i / 7 FROM n`,
    other.owner.organizationId,
  );
  await server.sql(
    `WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < ${many} + 99)
      INSERT INTO messages (organization_id, conversation_id, seq, id, kind, sender_kind, sender_id, body, data, created_at)
      SELECT ?, ?, i, 'many' || i, 'text', 'visitor', 'x', 'text', '{}', 1 FROM n`,
    other.owner.organizationId,
    other.ids.conversation,
  );
  const { lines } = await exported(other.owner);
  for (const table of ['events', 'messages']) {
    const ids = lines.filter((line) => line.table === table).map(({ row }) => String(row.id));
    const mine = ids.filter((id) => id.startsWith('many'));
    assert.deepEqual([mine.length, new Set(mine).size], [many, many], table);
    const [stored] = await server.sql(
      `SELECT COUNT(*) AS count FROM ${table} WHERE organization_id = ?`,
      other.owner.organizationId,
    );
    assert.equal(ids.length, stored?.count, table);
  }
});

test('A9: only owners may, and it stands in the log', async () => {
  const admin = await addAgent(server, home, `admin${randomUUID().slice(0, 4)}`);
  await server.sql("UPDATE memberships SET role = 'admin' WHERE agent_id = ?", admin.id);
  const refused = await admin.call<{ code: string }>('/api/organization/export');
  assert.equal(expectStatus(refused, 403).body.code, 'owner_required');
  await exported(home.owner);
  type Log = { items: { action: string; agent: { id: string } }[] };
  const [entry] = (await home.owner.call<Log>('/api/audit')).body.items;
  assert.deepEqual([entry?.action, entry?.agent.id], ['organization.exported', home.owner.agentId]);
});
