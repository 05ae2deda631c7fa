// A4: an organization's widgets: one for each location, in the organization's theme or their own, each with its key.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Organization, Problem, PublicConfig, Widget } from '../../widget/protocol/generated.ts';
import { addAgent } from '../security/world.ts';
import { type Client, call, converse, expectStatus, type Owner, signUp, visit } from '../support/client.ts';
import { signIdentity } from '../support/jwt.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Owner;
let stranger: Owner;

before(async () => {
  server = await startServer({}, { limited: false });
  [owner, stranger] = await Promise.all([signUp(server.origin), signUp(server.origin, 'Eve')]);
});
after(() => server.close());

type Config = PublicConfig & Problem;
const SITE = 'https://shop.example';

const ask = <T>(who: Client, method: string, path: string, body?: object) =>
  who.call<T & Problem>(`/api/${path}`, { method, body });
const make = async (body: object, who: Client = owner) =>
  expectStatus(await ask<Widget>(who, 'POST', 'widgets', body), 201).body;
const change = async (id: string, body: object) =>
  expectStatus(await ask<Widget>(owner, 'PATCH', `widgets/${id}`, body), 200).body;
const changeAll = async (body: object) =>
  expectStatus(await ask<Organization>(owner, 'PATCH', 'organization', body), 200).body;
const configOf = (key: string, headers: Record<string, string> = {}) =>
  call<Config>(server.origin, `/api/widget/config?key=${key}`, { headers });
const shown = async (key: string) => expectStatus(await configOf(key), 200).body;
const fieldsOf = ({ errors = [] }: Problem) => errors.map(({ field, code }) => `${field} ${code}`);
const unique = (name: string) => `${name} ${randomUUID().slice(0, 8)}`;

test('A4: admins make, change and remove widgets; each has a key of its own', async () => {
  const name = unique('Berlin');
  const widget = await make({ name: ` ${name} `, primaryColor: '#123456', title: 'Fern Berlin' });
  assert.match(widget.key, /^wk_[\w-]{20}$/);
  assert.deepEqual([widget.name, widget.enabled, widget.primary_color], [name, true, '#123456']);
  assert.deepEqual([widget.previous_key, widget.installed], [null, null]);
  assert.deepEqual((await ask<Widget>(owner, 'GET', `widgets/${widget.id}`)).body, widget);
  const { items } = (await ask<{ items: Widget[] }>(owner, 'GET', 'widgets')).body;
  assert.deepEqual(items.at(-1), widget);
  assert.equal((await shown(widget.key)).title, 'Fern Berlin');

  const renamed = await change(widget.id, { name: unique('Hamburg'), title: null });
  assert.ok(renamed.updated_at > widget.updated_at && renamed.created_at === widget.created_at);
  assert.equal(
    (await shown(widget.key)).title,
    'Fern & Oak',
    'without a title it is the organization’s name',
  );

  expectStatus(await ask(owner, 'DELETE', `widgets/${widget.id}`), 204);
  expectStatus(await configOf(widget.key), 404);
  expectStatus(await ask(owner, 'DELETE', `widgets/${widget.id}`), 404);
});

test('A4: names differ, so that asking twice makes one widget', async () => {
  const name = unique('Berlin');
  const widget = await make({ name });
  const again = await ask(owner, 'POST', 'widgets', { name: name.toUpperCase() });
  assert.deepEqual([again.status, again.body.code], [409, 'name_taken']);
  const other = await make({ name: unique('Hamburg') });
  assert.equal((await ask(owner, 'PATCH', `widgets/${other.id}`, { name })).body.code, 'name_taken');
  assert.equal((await make({ name }, stranger)).name, name, 'another organization may call its own so');
  await change(widget.id, { name });
});

test('A4: the last widget stays, and what is wrong makes none', async () => {
  const alone = await signUp(server.origin);
  const { items } = (await ask<{ items: Widget[] }>(alone, 'GET', 'widgets')).body;
  const last = await ask(alone, 'DELETE', `widgets/${items[0]?.id}`);
  assert.deepEqual([last.status, last.body.code], [409, 'last_widget']);
  for (const [body, fields] of [
    [{}, ['name required']],
    [{ name: ' ' }, ['name required']],
    [{ name: 7 }, ['name invalid_value']],
    [{ name: 'x', primaryColor: 'red', position: 'left' }, ['primaryColor invalid_color']],
    [{ name: 'x', position: 'nowhere' }, ['position invalid_value']],
    [{ name: 'x', departmentIds: [randomUUID()] }, ['departmentIds[0] unknown']],
    [{ name: 'x', departmentIds: ['nope'] }, ['departmentIds[0] invalid_value']],
  ] as const) {
    const answer = await ask(alone, 'POST', 'widgets', body);
    assert.equal(answer.status, 422, JSON.stringify(body));
    assert.deepEqual(fieldsOf(answer.body), fields);
  }
  assert.equal((await ask<{ items: Widget[] }>(alone, 'GET', 'widgets')).body.items.length, 1);
});

test('A4: at once, too: one stays, and there are no more than there may be', async () => {
  const many = await signUp(server.origin);
  const { items } = (await ask<{ items: Widget[] }>(many, 'GET', 'widgets')).body;
  const both = [items[0]?.id, (await make({ name: 'Berlin' }, many)).id];
  const removed = await Promise.all(both.map((id) => ask(many, 'DELETE', `widgets/${id}`)));
  assert.deepEqual(removed.map(({ status }) => status).toSorted(), [204, 409]);

  const name = unique('Berlin');
  const twice = await Promise.all([1, 2].map(() => ask(many, 'POST', 'widgets', { name })));
  assert.deepEqual(twice.map(({ status }) => status).toSorted(), [201, 409]);
  await server.sql(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 198)
    INSERT INTO widget_configs (id, organization_id, key, name, identity_secret, created_at, updated_at)
    SELECT ?1 || i, ?1, ?1 || i, i, '', 1, 1 FROM n`,
    many.organizationId,
  );
  const full = await ask(many, 'POST', 'widgets', { name: unique('Berlin') });
  assert.deepEqual([full.status, full.body.code], [409, 'too_many_widgets']);
});

test('S1: only admins write, and nobody another organization’s', async () => {
  const widget = await make({ name: unique('Berlin') });
  const agent = await addAgent(server, { owner, mark: randomUUID() }, 'plain');
  const calls: [string, string, object?][] = [
    ['POST', 'widgets', { name: unique('x') }],
    ['DELETE', `widgets/${widget.id}`],
    ['POST', `widgets/${widget.id}/key`, {}],
  ];
  for (const [method, path, body] of calls)
    assert.equal((await ask(agent, method, path, body)).body.code, 'admin_required', path);
  for (const [method, path, body] of calls.slice(1))
    expectStatus(await ask(stranger, method, path, body), 404);
  assert.equal((await ask<Widget>(owner, 'GET', `widgets/${widget.id}`)).body.key, widget.key);
});

test('A4: a widget’s conversations and its visitors’ sessions outlive it', async () => {
  const widget = await make({ name: unique('Berlin') });
  const visitor = await visit(server.origin, widget.key);
  const id = await converse(visitor);
  expectStatus(await ask(owner, 'DELETE', `widgets/${widget.id}`), 204);
  expectStatus(await owner.call(`/api/conversations/${id}`), 200);
  const body = { clientId: randomUUID(), body: 'Still there?' };
  expectStatus(await visitor.call(`/api/widget/conversations/${id}/messages`, { body }), 201);
  expectStatus(await visitor.call('/api/widget/presence'), 404);
});

test('A4: what a widget does not set comes from the organization’s theme', async () => {
  const widget = await make({ name: unique('Berlin'), size: 'small' });
  const usual = await shown(widget.key);
  const theme = {
    primary_color: '#334455',
    size: 'large',
    position: 'top-left',
    look: 'soft',
    theme: 'dark',
  };
  const logo = { logo_url: 'https://cdn.example/logo.png', bubble_icon: 'smile', accent_color: '#556677' };
  const before = await configOf(widget.key);
  assert.deepEqual((await changeAll({ theme: { ...theme, ...logo } })).theme, { ...theme, ...logo });

  const { size: _, ...inherited } = { ...theme, ...logo };
  const config = await shown(widget.key);
  assert.deepEqual({ ...config }, { ...usual, ...inherited, size: 'small' });
  const seen = (await ask<Widget>(owner, 'GET', `widgets/${widget.id}`)).body;
  assert.deepEqual(seen.inherits.toSorted(), Object.keys(inherited).toSorted());
  assert.equal(seen.primary_color, '#334455');

  const tag = before.headers.get('etag') ?? '';
  expectStatus(await configOf(widget.key, { 'if-none-match': tag }), 200);
  assert.match(before.headers.get('cache-control') ?? '', /max-age=60/);
  const frame = await call(server.origin, `/frame/${widget.key}`);
  assert.match(frame.headers.get('content-security-policy') ?? '', /img-src [^;]*https:\/\/cdn\.example/);

  const own = await change(widget.id, { primaryColor: '#abcdef' });
  assert.ok(!own.inherits.includes('primary_color'));
  assert.equal((await shown(widget.key)).primary_color, '#abcdef');
  const back = await change(widget.id, { primaryColor: null, size: null });
  assert.deepEqual([back.primary_color, back.size, back.inherits.length], ['#334455', 'large', 8]);
  await changeAll({ theme: null });
  assert.deepEqual(await shown(widget.key), { ...usual, size: 'medium' });
});

test('S7: a wrong theme or time zone is named, and nothing is changed', async () => {
  const before = (await ask<Organization>(owner, 'GET', 'organization')).body;
  assert.equal(before.timezone, 'UTC');
  for (const [body, fields] of [
    [{ theme: { primary_color: 'red' } }, ['theme.primary_color invalid_color']],
    [{ theme: { logo_url: "https://a.example/;script-src 'x'" } }, ['theme.logo_url invalid_url']],
    [{ theme: { look: 'loud' } }, ['theme.look invalid_value']],
    [{ theme: 'dark' }, ['theme invalid_value']],
    [{ timezone: 'Mars/Base' }, ['timezone unknown_timezone']],
    [{ timezone: '' }, ['timezone unknown_timezone']],
  ] as const) {
    const answer = await ask(owner, 'PATCH', 'organization', body);
    assert.deepEqual([answer.status, fieldsOf(answer.body)], [422, fields], JSON.stringify(body));
  }
  assert.deepEqual((await ask<Organization>(owner, 'GET', 'organization')).body, before);
});

test('A6: business hours without a time zone are in the organization’s', async () => {
  await changeAll({ timezone: 'Europe/Berlin' });
  const days = { mon: [['09:00', '17:00']] };
  const widget = await make({ name: unique('Berlin'), businessHours: { days } });
  assert.equal(widget.business_hours?.timezone, 'Europe/Berlin');
  await changeAll({ timezone: null });
  const kept = await change(widget.id, { sound: false });
  assert.equal(kept.business_hours?.timezone, 'Europe/Berlin', 'what is set stays');
});

const renew = async (id: string, body: object = {}) =>
  expectStatus(await ask<Widget>(owner, 'POST', `widgets/${id}/key`, body), 200).body;
/** As if that had been a while ago. */
const later = (id: string) =>
  server.sql('UPDATE widget_configs SET key_made_at = key_made_at - 60000 WHERE id = ?', id);
const DAY = 24 * 3600 * 1000;

test('A4: a new key; the old one works on for a while, then it is unknown', async () => {
  const widget = await make({ name: unique('Berlin') });
  const visitor = await visit(server.origin, widget.key);
  const id = await converse(visitor);
  const renewed = await renew(widget.id);
  assert.ok(renewed.key !== widget.key && renewed.previous_key === widget.key);
  const left = Date.parse(renewed.previous_key_until ?? '') - Date.now();
  assert.ok(left > 6.9 * DAY && left < 7.1 * DAY, `${left}`);

  assert.equal((await shown(widget.key)).key, renewed.key, 'it is the same widget');
  expectStatus(await configOf(renewed.key), 200);
  const known = { visitorId: visitor.visitorId, sessionToken: visitor.token };
  const again = await visit(server.origin, widget.key, known);
  assert.equal(again.visitorId, visitor.visitorId);
  for (const key of [widget.key, renewed.key]) {
    const { body: html } = expectStatus(await call<string>(server.origin, `/frame/${key}`), 200);
    assert.ok(html.includes(`<body data-id="${widget.id.replaceAll('-', '')}">`), html);
  }
  expectStatus(await again.call(`/api/widget/conversations/${id}`), 200);

  await server.sql(
    'UPDATE widget_configs SET previous_key_until = ? WHERE id = ?',
    Date.now() - 1,
    widget.id,
  );
  const over = (await ask<Widget>(owner, 'GET', `widgets/${widget.id}`)).body;
  assert.deepEqual([over.key, over.previous_key, over.previous_key_until], [renewed.key, null, null]);
  for (const key of [widget.key, 'wk_never']) {
    const unknown = expectStatus(await configOf(key), 404).body;
    assert.equal(unknown.detail, 'There is no such widget.');
    const body = { widgetKey: key };
    expectStatus(await call(server.origin, '/api/widget/init', { body }), 404);
    expectStatus(await call(server.origin, `/frame/${key}`), 404);
  }
  expectStatus(await visitor.call(`/api/widget/conversations/${id}`), 200);
});

test('A4: a double click makes one new key; no grace ends the old one at once', async () => {
  const widget = await make({ name: unique('Berlin') });
  const first = await renew(widget.id, { graceDays: 30 });
  const second = await renew(widget.id, { graceDays: 30 });
  assert.deepEqual([second.key, second.previous_key], [first.key, widget.key]);
  await renew(widget.id, { graceDays: 0 });
  expectStatus(await configOf(widget.key), 404);
  expectStatus(await configOf(first.key), 200);
  await later(widget.id);
  const third = await renew(widget.id, { graceDays: 1 });
  assert.deepEqual([third.previous_key, third.key === first.key], [first.key, false]);
  expectStatus(await configOf(widget.key), 404);
  for (const graceDays of [31, -1, 1.5, '7'])
    assert.equal((await ask(owner, 'POST', `widgets/${widget.id}/key`, { graceDays })).status, 422);
});

test('W18: a token that is signed for the old key is good while that works', async () => {
  const widget = await make({ name: unique('Berlin') });
  const { identity_secret } = (
    await ask<{ identity_secret: string }>(owner, 'GET', `widgets/${widget.id}/identity-secret`)
  ).body;
  const token = (aud: string) => signIdentity(identity_secret, { sub: randomUUID(), aud });
  const renewed = await renew(widget.id);
  const identify = async (aud: string) => {
    const visitor = await visit(server.origin, renewed.key);
    return (await visitor.call('/api/widget/identify', { body: { token: token(aud) } })).status;
  };
  assert.deepEqual([await identify(widget.key), await identify(renewed.key)], [200, 200]);
  await server.sql('UPDATE widget_configs SET previous_key_until = 1 WHERE id = ?', widget.id);
  assert.equal(await identify(widget.key), 422);
});

const department = async (name: string) =>
  expectStatus(await ask<{ id: string }>(owner, 'POST', 'departments', { name }), 201).body.id;

test('W8: a widget offers the departments that it names', async () => {
  const [sales, support] = [await department('Sales'), await department('Support')];
  const widget = await make({ name: unique('Berlin') });
  assert.equal(widget.department_ids, null);
  const offered = async () => (await shown(widget.key)).departments.map(({ id }) => id);
  assert.deepEqual((await offered()).toSorted(), [sales, support].toSorted());

  assert.deepEqual((await change(widget.id, { departmentIds: [support] })).department_ids, [support]);
  assert.deepEqual(await offered(), [support]);
  const visitor = await visit(server.origin, widget.key);
  const init = await call<{ departments: { id: string }[] }>(server.origin, '/api/widget/init', {
    body: { widgetKey: widget.key },
  });
  assert.deepEqual(
    init.body.departments.map(({ id }) => id),
    [support],
  );
  const listed = await visitor.call<{ items: { id: string }[] }>('/api/widget/departments');
  assert.deepEqual(
    listed.body.items.map(({ id }) => id),
    [support],
  );
  type Started = { conversation: { department: { id: string } | null } } & Problem;
  const start = (departmentId?: string) =>
    visitor.call<Started>('/api/widget/conversations', { body: { clientId: randomUUID(), departmentId } });
  const refused = await start(sales);
  assert.deepEqual([refused.status, fieldsOf(refused.body)], [422, ['departmentId unknown_department']]);
  assert.equal(expectStatus(await start(support), 201).body.conversation.department?.id, support);
  assert.equal((await start()).body.conversation.department?.id, support, 'the only one is everybody’s');

  await change(widget.id, { departmentIds: null });
  assert.equal((await start()).body.conversation.department, null);
  await change(widget.id, { departmentIds: [] });
  assert.deepEqual(await offered(), []);
  assert.equal((await start(support)).status, 422);
  const foreign = await ask<{ id: string }>(stranger, 'POST', 'departments', { name: 'Theirs' });
  const named = await ask(owner, 'PATCH', `widgets/${widget.id}`, {
    departmentIds: [support, foreign.body.id],
  });
  assert.deepEqual(fieldsOf(named.body), ['departmentIds[1] unknown']);
});

test('A5: a page of the site that shows the widget is noticed, once a day', async () => {
  const widget = await make({ name: unique('Berlin') });
  const seen = async () => (await ask<Widget>(owner, 'GET', `widgets/${widget.id}`)).body.installed;
  for (const origin of [server.origin, 'null', 'chrome-extension://abc', 'https://a b.example'])
    expectStatus(await configOf(widget.key, { origin }), 200);
  assert.equal(await seen(), null, 'neither our own pages nor what is no site');

  await configOf(widget.key, { origin: SITE });
  const first = await seen();
  assert.equal(first?.origin, SITE);
  assert.ok(Math.abs(Date.parse(first?.seen_at ?? '') - Date.now()) < 60_000);
  const changed = (await ask<Widget>(owner, 'GET', `widgets/${widget.id}`)).body.updated_at;
  assert.equal(changed, widget.updated_at, 'nobody has changed it');

  await configOf(widget.key, { origin: 'https://other.example' });
  assert.deepEqual(await seen(), first);
  await server.sql('UPDATE widget_configs SET installed_at = installed_at - ? WHERE id = ?', DAY, widget.id);
  const body = { widgetKey: widget.key };
  const headers = { origin: 'https://other.example' };
  expectStatus(await call(server.origin, '/api/widget/init', { body, headers }), 201);
  assert.equal((await seen())?.origin, 'https://other.example');
  await change(widget.id, { allowedDomains: ['shop.example'] });
  await server.sql(
    'UPDATE widget_configs SET installed_origin = NULL, installed_at = NULL WHERE id = ?',
    widget.id,
  );
  expectStatus(await configOf(widget.key, { origin: 'https://evil.example' }), 403);
  assert.equal(await seen(), null, 'a site that may not show it does not');
});
