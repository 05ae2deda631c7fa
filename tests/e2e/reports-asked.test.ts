// A8: from what people do to what reports say of it; and who may ask for what.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { BusiestHours, InitAnswer, Overview, Presence, Table } from '../../widget/protocol/generated.ts';
import { call, converse, expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { visitorSocket } from '../support/socket.ts';
import { makeTeam } from '../support/team.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer({}, { limited: false });
  owner = await signUp(server.origin);
});
after(() => server.close());

const overview = async (by: Pick<Owner, 'call'> = owner, query = '') =>
  expectStatus(await by.call<Overview>(`/api/reports/overview${query}`), 200).body;
const table = async (name: string, by: Pick<Owner, 'call'> = owner) =>
  expectStatus(await by.call<Table>(`/api/reports/${name}`), 200).body.items;
const say = async (by: Pick<Owner, 'call'>, id: string, api = '/api') =>
  expectStatus(
    await by.call(`${api}/conversations/${id}/messages`, { body: { clientId: randomUUID(), body: 'Hello' } }),
    201,
  );

/** Starts on a page. */
async function start(visitor: Visitor, url: string): Promise<string> {
  const clientId = randomUUID();
  const body = { clientId, page: { url }, message: { clientId, body: 'Hello' } };
  const started = await visitor.call<{ conversation: { id: string } }>('/api/widget/conversations', { body });
  return expectStatus(started, 201).body.conversation.id;
}

test('A8: a conversation is counted as it begins, is answered, closed, rated and opened again', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  await visit(server.origin, owner.widgetKey, { sessionToken: visitor.token });
  const id = await start(visitor, 'https://shop.example/pots?token=secret#top');
  const seen = async (is: (report: Overview) => boolean) => (await until(overview, is, 10_000)).totals;
  const begun = await seen(({ totals }) => totals.conversations === 1);
  assert.deepEqual([begun.waiting, begun.answered, begun.missed, begun.opens], [1, 0, 0, 1]);
  assert.equal(begun.start_rate, 1);
  await say(owner, id);
  const answered = await seen(({ totals }) => totals.answered === 1);
  assert.deepEqual([answered.waiting, answered.first_response.count, answered.resolved], [0, 1, 0]);
  assert.ok((answered.first_response.median ?? 99) <= 10 && answered.first_response_open.count === 1);
  expectStatus(await visitor.call(`/api/widget/conversations/${id}/rating`, { body: { score: 4 } }), 200);
  expectStatus(
    await owner.call(`/api/conversations/${id}`, { method: 'PATCH', body: { status: 'closed' } }),
    200,
  );
  const closed = await seen(({ totals }) => totals.resolved === 1);
  assert.deepEqual([closed.rating, closed.ratings, closed.resolution.count], [4, [0, 0, 0, 1, 0], 1]);
  const [agent] = await table('agents');
  assert.deepEqual([agent?.id, agent?.name, agent?.conversations], [owner.agentId, 'Ada Marsh', 1]);
  const [page] = await table('pages');
  assert.deepEqual([page?.id, page?.opens], ['https://shop.example/pots', null], 'without what follows a ?');
  const [widget] = await table('widgets');
  assert.deepEqual([widget?.opens, widget?.conversations], [1, 1]);
  const { hours } = (await owner.call<BusiestHours>('/api/reports/hours')).body;
  assert.equal(
    hours.flat().reduce((sum, count) => sum + count, 0),
    1,
  );
  await say(visitor, id, '/api/widget');
  assert.equal((await seen(({ totals }) => totals.resolved === 0)).answered, 1, 'opened again');
});

test('A8, V6: who was only tracked has not opened the chat; once they do, they have, once', async () => {
  const shop = await signUp(server.origin);
  const opens = async () => (await overview(shop)).totals.opens;
  const tracked = await visit(server.origin, shop.widgetKey, { unopened: true });
  await visit(server.origin, shop.widgetKey, { sessionToken: tracked.token, unopened: true });
  assert.equal(await opens(), 0);
  for (let pages = 0; pages < 2; pages++)
    await visit(server.origin, shop.widgetKey, { sessionToken: tracked.token });
  await visit(server.origin, shop.widgetKey, { sessionToken: tracked.token, unopened: true });
  assert.equal(await opens(), 1);
});

test('A8: closed without an answer is missed, at once; what waits for a day is', async () => {
  const shop = await signUp(server.origin);
  const visitor = await visit(server.origin, shop.widgetKey);
  const [id] = [await converse(visitor), await converse(visitor)];
  expectStatus(await visitor.call(`/api/widget/conversations/${id}/close`, { body: {} }), 204);
  const { totals } = await until(
    () => overview(shop),
    (report) => report.totals.missed === 1,
    10_000,
  );
  assert.deepEqual([totals.conversations, totals.waiting, totals.resolved], [2, 1, 0]);
  assert.equal(totals.left, 1, 'the visitor closed it');
});

test('A8: closed without an answer while the visitor was gone, they had left; while they waited, they had not', async () => {
  const shop = await signUp(server.origin);
  const visitor = await visit(server.origin, shop.widgetKey);
  const [gone, here, answered] = [await converse(visitor), await converse(visitor), await converse(visitor)];
  await using socket = await visitorSocket(server.origin, here, visitor.token);
  await socket.next('welcome');
  await say(shop, answered);
  const close = async (id: string) =>
    expectStatus(
      await shop.call(`/api/conversations/${id}`, { method: 'PATCH', body: { status: 'closed' } }),
      200,
    );
  for (const id of [gone, here, answered]) await close(id);
  const told = (missed: number) =>
    until(
      () => overview(shop),
      ({ totals }) => totals.missed === missed && totals.resolved === 1,
      10_000,
    );
  assert.equal((await told(2)).totals.left, 1);
  const [day] = (await overview(shop)).days.slice(-1);
  assert.deepEqual([day?.missed, day?.left], [2, 1]);
  await say(shop, gone);
  await close(gone);
  const { totals } = await until(
    () => overview(shop),
    ({ totals }) => totals.resolved === 2,
    10_000,
  );
  assert.deepEqual([totals.missed, totals.left], [1, 0], 'answered after all');
});

test('A8: only time within business hours counts, of the department or else of the widget', async () => {
  const shop = await signUp(server.origin);
  const [{ id: widget } = { id: '' }] = (await shop.call<{ items: { id: string }[] }>('/api/widgets')).body
    .items;
  const days = { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']] };
  const businessHours = { timezone: 'Europe/Berlin', days };
  expectStatus(await shop.call(`/api/widgets/${widget}`, { method: 'PATCH', body: { businessHours } }), 200);
  const early = { name: 'Early', businessHours: { timezone: 'UTC', days: { mon: [['00:00', '24:00']] } } };
  const made = await shop.call<{ id: string }>('/api/departments', { body: early });
  const department = expectStatus(made, 201).body.id;
  // Monday 16:50 until Tuesday 09:05 in Berlin.
  const [asked, answered] = [Date.UTC(2026, 0, 5, 15, 50), Date.UTC(2026, 0, 6, 8, 5)];
  for (const its of [null, department])
    await server.sql(
      `INSERT INTO conversation_facts (organization_id, created_at, conversation_id, widget_id, department_id, asked_at,
        answered_at) VALUES (?1, ?2, ?3, ?4, ?5, ?2, ?6)`,
      ...[shop.organizationId, asked, randomUUID(), widget, its, answered],
    );
  const of = async (name: string) =>
    (await overview(shop, `?from=2026-01-01&to=2026-01-10&department=${name}`)).totals;
  const minutes = (seconds: number | null) => Math.round((seconds ?? 0) / 60);
  const [own, general] = [await of(department), await of('none')];
  assert.ok(Math.abs(minutes(general.first_response.median) - 975) <= 49);
  assert.equal(minutes(general.first_response_open.median), 15);
  assert.ok(Math.abs(minutes(own.first_response_open.median) - 490) <= 25, 'Monday 15:50 to midnight in UTC');
});

test('A8: what is forgotten stays counted, and nothing says whose it was', async () => {
  const shop = await signUp(server.origin);
  const visitor = await visit(server.origin, shop.widgetKey);
  const id = await start(visitor, 'https://shop.example/orders/77');
  await until(
    () => overview(shop),
    ({ totals }) => totals.conversations === 1,
    10_000,
  );
  const customers = await shop.call<{ items: { id: string }[] }>('/api/customers');
  const customer = customers.body.items[0]?.id;
  expectStatus(await shop.call(`/api/customers/${customer}`, { method: 'DELETE' }), 200);
  assert.equal((await overview(shop)).totals.conversations, 1);
  assert.deepEqual(
    (await table('pages', shop)).map((page) => page.id),
    [null],
  );
  const kept = await server.sql(
    'SELECT * FROM conversation_facts WHERE organization_id = ?',
    shop.organizationId,
  );
  assert.ok(!JSON.stringify(kept).includes(id) && !JSON.stringify(kept).includes('/77'), 'no id, no page');
});

test('A8: agents see the totals and themselves, admins everybody', async () => {
  const { owner: shop, agents } = await makeTeam(server, 2);
  const other = agents[1] as (typeof agents)[0];
  const [one, two] = [await visit(server.origin, shop.widgetKey), await visit(server.origin, shop.widgetKey)];
  await say(shop, await converse(one));
  await say(other, await converse(two));
  await until(
    () => overview(shop),
    ({ totals }) => totals.answered === 2,
    10_000,
  );
  assert.equal((await table('agents', shop)).length, 2);
  assert.deepEqual(
    (await table('agents', other)).map(({ id }) => id),
    [other.id],
  );
  assert.equal((await overview(other)).totals.conversations, 2);
  assert.equal((await overview(other, `?agent=${other.id}`)).totals.conversations, 1);
  const refused = await other.call<{ code: string }>(`/api/reports/overview?agent=${shop.agentId}`);
  assert.deepEqual([refused.status, refused.body.code], [403, 'admin_required']);
  assert.equal((await call(server.origin, '/api/reports/overview')).status, 401);
});

test('A8: reports come as tables for spreadsheets too', async () => {
  const csv = async (path: string, headers = {}) => {
    const response = await fetch(`${server.origin}/api/reports/${path}`, {
      headers: { cookie: owner.cookie, ...headers },
    });
    assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8');
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], 'marked as UTF-8');
    return bytes.toString('utf8').split('\r\n');
  };
  assert.equal((await csv('overview?format=csv')).length, 9, 'a head, seven days and the end');
  assert.equal((await csv('hours', { accept: 'text/csv' })).length, 9);
  for (const name of ['agents', 'departments', 'widgets', 'pages'])
    assert.match((await csv(`${name}?format=csv`))[0] ?? '', /id,name,conversations,answered/);
});

test('S7: what cannot be asked is named', async () => {
  for (const [query, field] of [
    ['from=yesterday', 'from'],
    ['from=2026-02-29', 'from'],
    ['from=2026-02-02&to=2026-02-01', 'to'],
    ['from=2024-01-01&to=2026-01-01', 'from'],
    ['agent=ada', 'agent'],
    [`department=${randomUUID()}&widget=${randomUUID()}`, 'widget'],
    ['format=xls', 'format'],
  ]) {
    const answer = await owner.call<{ errors: { field: string }[] }>(`/api/reports/overview?${query}`);
    assert.deepEqual([answer.status, answer.body.errors[0]?.field], [422, field], query);
  }
  for (const query of ['from=0000-01-01&to=0000-01-02', 'from=9999-12-30&to=9999-12-31'])
    assert.equal((await overview(owner, `?${query}`)).totals.conversations, 0);
});

test('W14: visitors are told in what time answers come, once there are ten', async () => {
  const shop = await signUp(server.origin);
  const visitor = await visit(server.origin, shop.widgetKey);
  const told = async (by: Visitor) => (await by.call<Presence>('/api/widget/presence')).body.reply_time;
  assert.equal(await told(await visit(server.origin, owner.widgetKey)), null);
  const asked = Date.now() - 3 * 24 * 3600_000;
  for (let count = 0; count < 10; count++)
    await server.sql(
      `INSERT INTO conversation_facts (organization_id, created_at, conversation_id, asked_at, answered_at)
       VALUES (?1, ?2, ?3, ?2, ?4)`,
      ...[shop.organizationId, asked, randomUUID(), asked + 100_000],
    );
  await server.sql('UPDATE stale_stats SET due_at = 0');
  await server.scheduled();
  assert.equal(await told(visitor), 120);
  const body = { widgetKey: shop.widgetKey };
  const opened = await call<InitAnswer>(server.origin, '/api/widget/init', { body });
  assert.equal(expectStatus(opened, 201).body.reply_time, 120, 'whoever opens the chat hears it at once');
});
