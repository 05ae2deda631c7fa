// W23, O4: errors of the widget and of the dashboard are counted for the organization's reports, without a word of whose browser
// it was.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CountedError, List, WidgetError } from '../../widget/protocol/generated.ts';
import { call, expectStatus, type Owner, signUp } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer({}, { limited: false });
  owner = await signUp(server.origin);
});
after(() => server.close());

const missing: WidgetError = { build: '0123abcd', part: 'window', code: 'load_failed' };
const failed: WidgetError = {
  build: 'X6FCLH42',
  part: 'conversation',
  code: 'script_error',
  detail: 'TypeError w/conversation-EOTF5VOQ.js:1:2345',
};
type Problem = { code: string; errors: { field: string }[] };

const report = (errors: object[], widgetKey = owner.widgetKey, headers: Record<string, string> = {}) =>
  call<Problem>(server.origin, '/api/widget/errors', { body: { widgetKey, errors }, headers });
const counted = async (by = owner, days = 7) =>
  expectStatus(
    await by.call<List<CountedError>>(`/api/reports/errors?days=${days}`),
    200,
  ).body.items.toSorted((one, next) => one.code.localeCompare(next.code));
const today = () => new Date().toISOString().slice(0, 10);

test('W23: the same error is counted in one row, by widget, build, part and place', async () => {
  const before = new Date().toISOString();
  for (let times = 0; times < 3; times++) expectStatus(await report([missing]), 204);
  expectStatus(await report([failed, missing]), 204);
  const items = await counted();
  assert.deepEqual(
    items.map(({ day, build, part, code, detail, count }) => [day, build, part, code, detail, count]),
    [
      [today(), '0123abcd', 'window', 'load_failed', '', 4],
      [today(), 'X6FCLH42', 'conversation', 'script_error', failed.detail, 1],
    ],
  );
  const [widget] = (await owner.call<List<{ id: string }>>('/api/widgets')).body.items;
  for (const { widget_id, last_at } of items) {
    assert.equal(widget_id, widget?.id);
    assert.equal(new Date(last_at).toISOString(), last_at);
    assert.ok(last_at >= before && last_at <= new Date().toISOString(), last_at);
  }
});

test('W23: what is kept has no place for a person or a page', async () => {
  const site = await signUp(server.origin);
  const more = {
    ...missing,
    url: 'https://shop.example/orders/7',
    message: 'ada@example.com',
    visitorId: 'v',
  };
  const headers = { 'user-agent': 'Zqbrowser', referer: 'https://shop.example/orders/7', cookie: 'zq=1' };
  expectStatus(await report([more], site.widgetKey, headers), 204);
  const query = 'SELECT * FROM widget_errors WHERE organization_id = ?';
  const [row = {}] = await server.sql(query, site.organizationId);
  const known = 'organization_id day widget_id code build part detail count last_at';
  assert.deepEqual(Object.keys(row), known.split(' '));
  assert.doesNotMatch(JSON.stringify(row), /shop\.example|ada@|zq/i);
  assert.doesNotMatch(server.logs().join('\n'), /orders\/7|ada@example|Zqbrowser/);
});

test('W23: words that could be about somebody are refused, by field', async () => {
  const site = await signUp(server.origin);
  for (const [error, field] of [
    [{ ...missing, build: 'Ada' }, 'build'],
    [{ ...missing, build: '0123abcd ' }, 'build'],
    [{ ...missing, part: 'Ada Lovelace' }, 'part'],
    [{ ...missing, part: '' }, 'part'],
    [{ ...missing, part: 'x'.repeat(31) }, 'part'],
    [{ ...missing, code: 'ada' }, 'code'],
    [{ ...failed, detail: 'ada@example.com is not a function' }, 'detail'],
    [{ ...failed, detail: 'TypeError https://shop.example/orders/7.js:1:1' }, 'detail'],
    [{ ...failed, detail: `TypeError w/${'x'.repeat(200)}.js:1:1` }, 'detail'],
  ] as [object, string][]) {
    const { status, body } = await report([missing, error], site.widgetKey);
    assert.equal(status, 422, JSON.stringify(error));
    assert.equal(body.errors[0]?.field, `errors[1].${field}`);
  }
  expectStatus(await report([], site.widgetKey), 422);
  expectStatus(
    await report(
      Array.from({ length: 11 }, () => missing),
      site.widgetKey,
    ),
    422,
  );
  assert.deepEqual(await counted(site), [], 'nothing of it is kept');
});

test('W23: a flood of different errors fills a day with fifty rows, and all are counted', async () => {
  const site = await signUp(server.origin);
  const errors = Array.from({ length: 120 }, (_, n) => ({ ...missing, build: `flood${100 + n}` }));
  for (let at = 0; at < errors.length; at += 10)
    expectStatus(await report(errors.slice(at, at + 10), site.widgetKey), 204);
  expectStatus(await report([failed, errors[0] ?? missing], site.widgetKey), 204);
  const items = await counted(site);
  assert.equal(items.length, 52);
  assert.equal(
    items.reduce((sum, { count }) => sum + count, 0),
    122,
  );
  const rest = items
    .filter(({ build }) => build === '')
    .map(({ part, detail, code, count }) => [part, detail, code, count]);
  assert.deepEqual(rest, [
    ['', '', 'load_failed', 70],
    ['', '', 'script_error', 1],
  ]);
  assert.equal(items.find(({ build }) => build === 'flood100')?.count, 2, 'what is known goes on counting');
});

test('W23: only pages that may show the widget report for it, and only while it is on', async () => {
  const site = await signUp(server.origin);
  const [widget] = (await site.call<List<{ id: string }>>('/api/widgets')).body.items;
  const set = async (body: object) =>
    expectStatus(await site.call(`/api/widgets/${widget?.id}`, { method: 'PATCH', body }), 200);
  const from = async (origin: string) => (await report([missing], site.widgetKey, { origin })).body.code;
  await set({ allowedDomains: ['shop.example'] });
  assert.equal(await from('https://elsewhere.example'), 'domain_not_allowed');
  assert.equal((await report([missing], 'wk_forged')).status, 404);
  await set({ enabled: false });
  assert.equal(await from('https://shop.example'), 'widget_disabled');
  assert.deepEqual(await counted(site), []);
  await set({ enabled: true });
  assert.equal(await from('https://shop.example'), undefined);
  assert.equal((await counted(site))[0]?.count, 1);
});

test('W23: agents read as many days as they ask for; nobody else reads any', async () => {
  const site = await signUp(server.origin);
  expectStatus(await report([missing], site.widgetKey), 204);
  const move = (day: string) =>
    server.sql('UPDATE widget_errors SET day = ? WHERE organization_id = ?', day, site.organizationId);
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  for (const [day, days, length] of [
    [today(), 1, 1],
    [ago(1), 1, 0],
    [ago(6), 7, 1],
    [ago(7), 7, 0],
    [ago(89), 90, 1],
  ] as [string, number, number][]) {
    await move(day);
    assert.equal((await counted(site, days)).length, length, `${day} in ${days}`);
  }
  for (const days of ['0', '91', '-1', 'x', ''])
    assert.equal((await site.call(`/api/reports/errors?days=${days}`)).status, 422, days);
  assert.equal((await call(server.origin, '/api/reports/errors')).status, 401);
  const other = await signUp(server.origin);
  assert.deepEqual(await counted(other, 90), []);
});

test('W23: after ninety days they are forgotten', async () => {
  const site = await signUp(server.origin);
  expectStatus(await report([missing, failed], site.widgetKey), 204);
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const move = 'UPDATE widget_errors SET day = ? WHERE organization_id = ? AND code = ?';
  await server.sql(move, ago(90), site.organizationId, 'load_failed');
  await server.sql(move, ago(89), site.organizationId, 'script_error');
  await server.scheduled();
  assert.deepEqual(
    (await counted(site, 90)).map(({ code }) => code),
    ['script_error'],
  );
});

const broken: WidgetError = {
  build: 'k3v9x0ab',
  part: 'settings',
  code: 'script_error',
  detail: 'TypeError a/page-k3v9x0ab.js:1:2345',
};
const tell = (by: Owner, errors: object[], headers: Record<string, string> = {}) =>
  by.call<Problem>('/api/client-errors', { body: { errors }, headers });

test('O4: errors of the dashboard are counted beside those of widgets, and of nobody’s', async () => {
  const site = await signUp(server.origin);
  for (let times = 0; times < 2; times++) expectStatus(await tell(site, [broken]), 204);
  expectStatus(await report([missing], site.widgetKey), 204);
  assert.deepEqual(
    (await counted(site)).map(({ widget_id, part, code, count }) => [widget_id === null, part, code, count]),
    [
      [false, 'window', 'load_failed', 1],
      [true, 'settings', 'script_error', 2],
    ],
  );
  const [row = {}] = await server.sql(
    `SELECT * FROM widget_errors WHERE organization_id = ? AND widget_id = ''`,
    site.organizationId,
  );
  assert.doesNotMatch(JSON.stringify(row), new RegExp(`${site.agentId}|${site.email}`));
});

test('O4: words that could be about somebody, and strangers, are refused', async () => {
  const site = await signUp(server.origin);
  const refused = await tell(site, [{ ...broken, detail: 'ada@example.com is not a function' }]);
  assert.equal(refused.status, 422);
  assert.equal(refused.body.errors[0]?.field, 'errors[0].detail');
  assert.equal((await tell(site, [])).status, 422);
  assert.equal((await tell(site, [broken], { cookie: '' })).status, 401);
  assert.equal((await tell(site, [broken], { origin: 'https://elsewhere.example' })).status, 403);
  assert.deepEqual(await counted(site), []);
});

test('O4: an agent’s browser that reports without end is told to wait', async () => {
  await using limited = await startServer();
  const site = await signUp(limited.origin);
  const statuses = new Set<number>();
  for (let times = 0; times < 70; times++) statuses.add((await tell(site, [broken])).status);
  assert.deepEqual([...statuses], [204, 429]);
});
