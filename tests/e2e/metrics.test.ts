// O4: what the operator's programs watch.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, converse, expectStatus, operator, signUp, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { inboxSocket, visitorSocket } from '../support/socket.ts';
import { until } from '../support/wait.ts';

interface Metrics {
  version: string;
  at: string;
  database: string;
  objects: string;
  figures: Record<string, number | null>;
}

let server: TestServer;

before(async () => {
  server = await startServer({}, { limited: false });
});
after(() => server.close());

const path = '/api/operator/metrics';
const ask = async (query = '') =>
  expectStatus(await operator(server.origin).call<Metrics>(path + query), 200).body;
const figure = async (name: string, query = '') => (await ask(query)).figures[name];
const text = async (accept = 'text/plain') => {
  const headers = { accept };
  return (await operator(server.origin).call<string>(path, { headers })).body;
};

test('O4: figures say what there is and what waits', async () => {
  const owner = await signUp(server.origin);
  await converse(await visit(server.origin, owner.widgetKey));
  const one = await ask('?inboxes=50');
  assert.equal(one.database, 'ok');
  assert.equal(one.objects, 'ok');
  assert.match(one.version, /^\d+\.\d+\.\d+$/);
  assert.ok(Math.abs(Date.parse(one.at) - Date.now()) < 60_000);
  assert.equal(one.figures.organizations, 1);
  assert.equal(one.figures.visitors_day, 1);
  assert.equal(one.figures.agents_logged_in, 1);
  assert.ok((one.figures.database_bytes ?? 0) > 10_000, 'the size of the database is known');
  const zero = ['mails_due', 'mails_failed_day', 'webhook_deliveries_waiting', 'webhooks_failing'];
  for (const name of [...zero, 'erasures_unfinished', 'widget_errors_day', 'dashboard_errors_day'])
    assert.equal(one.figures[name], 0, name);
  for (const name of ['mails_late_seconds', 'webhooks_late_seconds', 'erasures_late_seconds'])
    assert.equal(one.figures[name], null, name);
});

test('O4: what is late or failed shows in the figures', async () => {
  const owner = await signUp(server.origin);
  const now = Date.now();
  const mail = (id: string, created: number, due: number | null, error: string | null, attempts = 0) =>
    server.sql(
      `INSERT INTO mails (id, organization_id, recipient, kind, subject, created_at, next_attempt_at, error, attempts)
       VALUES (?, ?, 'x@example.com', 'invite', 'x', ?, ?, ?, ?)`,
      id,
      owner.organizationId,
      created,
      due,
      error,
      attempts,
    );
  const hour = 3_600_000;
  await mail('late', now, now - 120_000, null);
  await mail('given up', now - 1000, null, 'refused');
  await mail('given up long ago', now - 48 * hour, null, 'refused');
  await mail('given up after the last attempt', now - 46 * hour, null, 'refused', 8);
  await mail('given up so some days ago', now - 96 * hour, null, 'refused', 8);
  for (const [id, enabled] of [
    ['w', 1],
    ['turned off', 0],
  ])
    await server.sql(
      `INSERT INTO webhooks (id, organization_id, url, events, secret, enabled, failing_since, created_at)
       VALUES (?, ?, 'https://x.example', '[]', 's', ?, ?, ?)`,
      ...[id, owner.organizationId, enabled, now, now],
    );
  await server.sql(
    `INSERT INTO webhook_deliveries (organization_id, webhook_id, id, event, payload, next_attempt_at, created_at)
     VALUES (?, 'w', 'd', 'webhook.test', '{}', ?, ?)`,
    owner.organizationId,
    now - 300_000,
    now,
  );
  const { figures } = await ask();
  assert.equal(figures.mails_due, 1);
  assert.ok((figures.mails_late_seconds ?? 0) >= 119 && (figures.mails_late_seconds ?? 0) < 200);
  assert.equal(figures.mails_failed_day, 2);
  assert.equal(figures.webhooks_failing, 1);
  assert.equal(figures.webhook_deliveries_waiting, 1);
  assert.ok((figures.webhooks_late_seconds ?? 0) >= 299);
  await server.sql(`UPDATE mails SET next_attempt_at = ? WHERE id = 'late'`, now + 600_000);
  assert.equal(await figure('mails_late_seconds'), 0, 'what is due later is not late');
  for (const table of ['mails', 'webhook_deliveries', 'webhooks'])
    await server.sql(`DELETE FROM ${table} WHERE organization_id = ?`, owner.organizationId);
});

test('O4: inboxes are asked only when they are wanted, and then at most fifty', async () => {
  assert.equal(await figure('agents_here'), null);
  const { figures } = await ask('?inboxes=3');
  assert.deepEqual(
    [
      'inboxes_silent',
      'agents_here',
      'inbox_sockets',
      'visitors_here',
      'conversations_behind',
      'entries_behind',
    ].map((name) => figures[name]),
    [0, 0, 0, 0, 0, 0],
  );
  for (const wrong of ['51', '-1', 'x', ''])
    assert.equal((await operator(server.origin).call(`${path}?inboxes=${wrong}`)).status, 422, wrong);
});

test('O4: who is here, and over how many sockets, is told by the inboxes', async () => {
  const owner = await signUp(server.origin);
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  const tabs = [
    await inboxSocket(server.origin, owner.cookie),
    await inboxSocket(server.origin, owner.cookie),
  ];
  const here = await visitorSocket(server.origin, id, visitor.token);
  const told = async () => {
    const { figures } = await ask('?inboxes=50');
    return [figures.agents_here, figures.inbox_sockets, figures.visitors_here];
  };
  await until(told, (found) => found.join() === '1,2,1');
  for (const socket of [here, ...tabs]) socket.close();
  await until(told, (found) => found.join() === '0,0,0', 20_000);
});

test('O4: Prometheus reads them as it likes', async () => {
  const accept = 'application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';
  const exposition = await text(accept);
  for (const line of String(exposition).trimEnd().split('\n'))
    assert.match(line, /^(# TYPE chatdesk_\w+ gauge|chatdesk_\w+(\{\w+="[^"]*"\})? -?\d+)$/);
  assert.match(String(exposition), /^chatdesk_up\{part="database"\} 1$/m);
  assert.match(String(exposition), /^chatdesk_organizations \d+$/m);
  assert.doesNotMatch(String(exposition), /chatdesk_agents_here/);
});

test('O4: they are for the operator alone', async () => {
  const owner = await signUp(server.origin);
  assert.equal((await call(server.origin, path)).status, 401);
  assert.equal((await owner.call(path)).status, 401);
});

test('O4: while the database is down they are told all the same, and say so', async () => {
  await using broken = await startServer({}, { limited: false });
  await broken.sql('DROP TABLE widget_errors');
  const answer = await operator(broken.origin).call<Metrics>(`${path}?inboxes=5`);
  const { database, objects, figures } = expectStatus(answer, 200).body;
  assert.deepEqual([database, objects], ['failing', 'ok']);
  assert.deepEqual(new Set(Object.values(figures)), new Set([null]));
});
