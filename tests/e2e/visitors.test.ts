// V1 to V6, W7, W14, S2: what visitors' calls keep, refuse and answer.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { call, converse, expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { signIdentity } from '../support/jwt.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { inboxSocket, visitorSocket } from '../support/socket.ts';

let server: TestServer;
let owner: Owner;
let widgetId: string;

before(async () => {
  server = await startServer();
  owner = await signUp(server.origin);
  widgetId = await firstWidget(owner);
});
after(() => server.close());

interface Problem {
  code: string;
  errors?: { field: string; code: string }[];
}
interface Config {
  online: boolean;
  back_at: string | null;
  departments: { id: string; online: boolean }[];
}

const firstWidget = async (of: Owner) =>
  (await of.call<{ items: { id: string }[] }>('/api/widgets')).body.items[0]?.id ?? '';

const change = (path: string, body: object, as: Owner = owner) =>
  as.call<Problem & Record<string, unknown>>(path, { method: 'PATCH', body });

const start = (visitor: Visitor, body: object) =>
  visitor.call<
    Problem & { conversation: { pre_chat_data: object; widget_customer: Record<string, unknown> } }
  >('/api/widget/conversations', { body: { clientId: randomUUID(), ...body } });

const fields = (problem: Problem) => problem.errors?.map(({ field, code }) => `${field}: ${code}`);

const phone = {
  'user-agent':
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
};

test('V2: a session keeps where somebody comes from, as far as the organization wants', async () => {
  const headers = { ...phone, 'cf-connecting-ip': '203.0.113.77' };
  const body = {
    widgetKey: owner.widgetKey,
    language: 'de',
    page: { url: 'https://shop.example/a', referrer: 'https://search.example/', title: 'A' },
  };
  const kept = async (more: Record<string, string> = {}) => {
    const opened = await call<{ widget_customer: { id: string } }>(server.origin, '/api/widget/init', {
      body,
      headers: { ...headers, ...more },
    });
    const id = expectStatus(opened, 201).body.widget_customer.id;
    const [row] = await server.sql('SELECT * FROM widget_sessions WHERE widget_customer_id = ?', id);
    return row ?? {};
  };
  const first = await kept();
  assert.deepEqual(
    [first.device, first.browser, first.os, first.language, first.url, first.referrer],
    ['phone', 'Chrome 131', 'Android 14', 'de', 'https://shop.example/a', 'https://search.example/'],
  );
  assert.equal(first.ip, '203.0.113.0', 'truncated unless somebody says otherwise');
  assert.equal((await kept({ dnt: '1' })).ip, null, 'who asks for privacy gets it');
  assert.equal((await change('/api/organization', { ipPolicy: 'keep' })).status, 200);
  assert.equal((await kept()).ip, '203.0.113.77');
  await change('/api/organization', { ipPolicy: 'drop' });
  assert.equal((await kept()).ip, null);
  await change('/api/organization', { consentRequired: true });
  const silent = await kept();
  assert.deepEqual([silent.ip, silent.device, silent.url, silent.country], [null, null, null, null]);
  const config = await call<{ consent_required: boolean }>(
    server.origin,
    `/api/widget/config?key=${owner.widgetKey}`,
  );
  assert.equal(config.body.consent_required, true);
  await change('/api/organization', { consentRequired: false, ipPolicy: 'truncate' });
});

/** What is kept of the session that began last. */
async function lastSession() {
  const [row = {}] = await server.sql(
    'SELECT device, browser, os, referrer, language FROM widget_sessions ORDER BY created_at DESC LIMIT 1',
  );
  return Object.values(row);
}

test('V2, V7: who consents later is known by their device from then on, and in the language they read last', async () => {
  type Init = { session_token: string };
  const open = async (more: object) => {
    const page = { url: 'https://shop.example/', referrer: 'https://search.example/' };
    const body = { widgetKey: owner.widgetKey, page, ...more };
    const opened = await call<Init>(server.origin, '/api/widget/init', { body, headers: phone });
    return expectStatus(opened, 201).body.session_token;
  };
  await change('/api/organization', { consentRequired: true });
  const sessionToken = await open({ language: 'en' });
  assert.deepEqual(await lastSession(), [null, null, null, null, 'en']);
  await open({ sessionToken, consent: true, language: 'de' });
  const known = ['phone', 'Chrome 131', 'Android 14', 'https://search.example/', 'de'];
  assert.deepEqual(await lastSession(), known);
  await change('/api/organization', { consentRequired: false });
});

test('V2, W18: who turns out to be a known user is on the same device, and reads the same language', async () => {
  const path = `/api/widgets/${widgetId}/identity-secret`;
  const { identity_secret } = (await owner.call<{ identity_secret: string }>(path)).body;
  const token = () => signIdentity(identity_secret, { sub: 'device' });
  await visit(server.origin, owner.widgetKey, { identityToken: token() });
  const visitor = await visit(server.origin, owner.widgetKey, { language: 'de' });
  const named = { body: { token: token() }, headers: phone };
  expectStatus(await visitor.call('/api/widget/identify', named), 200);
  assert.deepEqual(await lastSession(), ['phone', 'Chrome 131', 'Android 14', null, 'de']);
});

test('S7: settings are checked, by field, and only admins change them', async () => {
  const wrong = await change('/api/organization', { retentionDays: 0, name: ' ' });
  assert.deepEqual(
    [wrong.status, fields(wrong.body)],
    [422, ['name: required', 'retentionDays: out_of_range']],
  );
  const odd = await change('/api/organization', { ipPolicy: 'sell' });
  assert.deepEqual(odd.body.errors?.[0]?.field, 'ipPolicy');
  await server.sql("UPDATE memberships SET role = 'agent' WHERE agent_id = ?", owner.agentId);
  for (const [path, body] of [
    ['/api/organization', { name: 'Mine' }],
    [`/api/widgets/${widgetId}`, { name: 'Mine' }],
  ] as const)
    assert.equal((await change(path, body)).body.code, 'admin_required', path);
  assert.equal((await owner.call(`/api/widgets/${widgetId}/identity-secret`)).status, 403);
  await server.sql("UPDATE memberships SET role = 'owner' WHERE agent_id = ?", owner.agentId);
  const widget = await change(`/api/widgets/${widgetId}`, {
    primaryColor: 'red',
    allowedDomains: ['shop.example', 'a b'],
    businessHours: { timezone: 'Mars/Base', days: { mon: [['9', '17:00']] } },
    preChat: { mode: 'always', fields: [{ id: 'a b', type: 'text', label: 'A' }] },
  });
  assert.equal(widget.status, 422);
  const named = (fields(widget.body) ?? []).map((line) => line.split(':')[0]);
  for (const field of ['primaryColor', 'allowedDomains[1]', 'businessHours.timezone'])
    assert.ok(named.includes(field), `${field} in ${named}`);
  const untouched = await owner.call<{ primary_color: string }>(`/api/widgets/${widgetId}`);
  assert.equal(untouched.body.primary_color, '#2f6f4f');
});

test('A6: two admins who change different settings at once both have their way', async () => {
  const other = await signUp(server.origin);
  const id = await firstWidget(other);
  const all = [
    change(`/api/widgets/${id}`, { title: 'Fern' }, other),
    change(`/api/widgets/${id}`, { theme: 'dark' }, other),
    change(`/api/widgets/${id}`, { size: 'large' }, other),
    change('/api/organization', { tracking: true }, other),
    change('/api/organization', { typingPreview: true }, other),
  ];
  for (const { status } of await Promise.all(all)) assert.equal(status, 200);
  const { body: widget } = await other.call(`/api/widgets/${id}`);
  assert.deepEqual([widget.title, widget.theme, widget.size], ['Fern', 'dark', 'large']);
  const { body: organization } = await other.call('/api/organization');
  assert.deepEqual([organization.tracking, organization.typing_preview], [true, true]);
});

test('W7: answers are checked against the form, and fill the customer', async () => {
  const form = {
    mode: 'always',
    fields: [
      { id: 'name', type: 'text', label: 'Your name', required: true },
      { id: 'email', type: 'email', label: 'Email', required: true },
      { id: 'order', type: 'text', label: 'Order', pattern: '[A-Z]{2}\\d{4}' },
      { id: 'topic', type: 'select', label: 'Topic', options: ['Sales', 'Repair'] },
      { id: 'terms', type: 'consent', label: 'I agree', required: true, url: 'https://shop.example/terms' },
    ],
  };
  assert.equal((await change(`/api/widgets/${widgetId}`, { preChat: form })).status, 200);
  const config = await call<{ pre_chat: object }>(server.origin, `/api/widget/config?key=${owner.widgetKey}`);
  assert.match(JSON.stringify(config.body.pre_chat), /Your name/);
  const visitor = await visit(server.origin, owner.widgetKey);
  const wrong = await start(visitor, {
    preChatData: { email: 'nobody', order: 'x', topic: 'Theft' },
    message: { clientId: randomUUID(), body: 'Hello' },
  });
  assert.equal(wrong.status, 422);
  assert.deepEqual(
    wrong.body.errors?.map(({ field }) => field),
    ['name', 'email', 'order', 'topic', 'terms'].map((id) => `preChatData.${id}`),
  );
  const [none] = await server.sql<{ n: number }>(
    'SELECT COUNT(*) AS n FROM conversations WHERE organization_id = ?',
    owner.organizationId,
  );
  assert.equal(none?.n, 0, 'nothing half done');
  const right = await start(visitor, {
    preChatData: {
      name: ' Grace ',
      email: 'Grace@Example.com',
      order: 'AB1234',
      topic: 'Repair',
      terms: 'true',
      x: 'y',
    },
  });
  const { pre_chat_data, widget_customer } = expectStatus(right, 201).body.conversation;
  const kept = { order: 'AB1234', topic: 'Repair', terms: 'true' };
  assert.deepEqual(pre_chat_data, { ...kept, name: 'Grace', email: 'grace@example.com' });
  assert.deepEqual(
    [widget_customer.full_name, widget_customer.email, widget_customer.custom_fields],
    ['Grace', 'grace@example.com', kept],
  );
  await change(`/api/widgets/${widgetId}`, { preChat: { mode: 'never' } });
});

test('V3: a conversation that was started is found again, whatever the form asks by now', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const clientId = randomUUID();
  const request = { clientId, message: { clientId, body: 'Hello' } };
  const first = expectStatus(await start(visitor, request), 201).body;
  const fields = [{ id: 'order', type: 'text', label: 'Order', required: true }];
  await change(`/api/widgets/${widgetId}`, { preChat: { mode: 'always', fields } });
  assert.deepEqual(expectStatus(await start(visitor, request), 200).body, first);
  const another = await start(visitor, { ...request, clientId: randomUUID() });
  assert.deepEqual([another.status, another.body.errors?.[0]?.field], [422, 'preChatData.order']);
  await change(`/api/widgets/${widgetId}`, { preChat: { mode: 'never' } });
});

test('W14: online is by the clock and by who is there; outside hours it says when', async () => {
  const config = async () =>
    (await call<Config>(server.origin, `/api/widget/config?key=${owner.widgetKey}`)).body;
  const [sales = '', repair = ''] = [randomUUID(), randomUUID()];
  for (const id of [sales, repair])
    await server.sql(
      'INSERT INTO departments (id, organization_id, name, created_at) VALUES (?, ?, ?, 1)',
      id,
      owner.organizationId,
      id,
    );
  await server
    .sql(
      'INSERT INTO department_members (organization_id, department_id, agent_id) VALUES (?, ?, ?)',
      owner.organizationId,
      repair,
      randomUUID(),
    )
    .catch(() => {});
  assert.equal((await config()).online, false);
  await using inbox = await inboxSocket(server.origin, owner.cookie);
  await inbox.next('welcome');
  assert.equal((await config()).online, true);
  const all = [['00:00', '24:00']];
  const open = { mon: all, tue: all, wed: all, thu: all, fri: all, sat: all, sun: all };
  const hours = (days: object) => ({ businessHours: { timezone: 'Asia/Kolkata', days } });
  await change(`/api/widgets/${widgetId}`, hours(open));
  assert.deepEqual([(await config()).online, (await config()).back_at], [true, null]);
  await change(`/api/widgets/${widgetId}`, hours({}));
  assert.deepEqual([(await config()).online, (await config()).back_at], [false, null], 'never open');
  const soon = new Date(Date.now() + 3 * 3_600_000);
  const india = new Date(soon.getTime() + 5.5 * 3_600_000).toISOString();
  const day = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(india).getUTCDay()] ?? '';
  await change(`/api/widgets/${widgetId}`, hours({ [day]: [[india.slice(11, 16), '24:00']] }));
  const away = await config();
  assert.deepEqual(
    [away.online, away.back_at],
    [false, `${new Date(soon.setUTCSeconds(0, 0)).toISOString()}`],
  );
  assert.ok(away.departments.every(({ online }) => !online));
  const visitor = await visit(server.origin, owner.widgetKey);
  const presence = await visitor.call<Config & { agents: { name: string }[] }>('/api/widget/presence');
  assert.deepEqual([presence.body.online, presence.body.agents[0]?.name], [false, 'Ada Marsh']);
  await change(`/api/widgets/${widgetId}`, { businessHours: null });
  assert.equal((await config()).online, true);
});

test('V6: events are kept where tracking is on and nobody asks for privacy', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const [{ id = '' } = {}] = await server.sql<{ id: string }>(
    'SELECT id FROM widget_customers WHERE visitor_id = ?',
    visitor.visitorId,
  );
  const track = (events: object[], headers: Record<string, string> = {}) =>
    visitor.call<Problem>('/api/widget/track', { body: { events }, headers });
  const kept = () => server.sql('SELECT * FROM events WHERE widget_customer_id = ?', id);
  const page = { name: 'page_view', url: 'https://shop.example/b', title: 'B', data: { blue: [1] } };
  assert.equal((await track([page])).status, 204);
  assert.equal((await kept()).length, 0, 'off');
  await change('/api/organization', { tracking: true });
  assert.equal((await track([page], { 'sec-gpc': '1' })).status, 204);
  assert.equal((await kept()).length, 0, 'asks for privacy');
  const long = new Date(Date.now() - 10 * 86_400_000).toISOString();
  assert.equal((await track([page, { name: 'bought', at: long }])).status, 204);
  const rows = await kept();
  assert.deepEqual(rows.map(({ name, title, data }) => [name, title, data]).sort(), [
    ['bought', null, null],
    ['page_view', 'B', '{"blue":[1]}'],
  ]);
  assert.ok(
    rows.every(({ created_at }) => Number(created_at) > Date.now() - 60_000),
    'no time of long ago',
  );
  const wrong = await track([{ name: '' }, { name: 'x', data: { y: 'z'.repeat(3_000) } }]);
  assert.deepEqual(fields(wrong.body), ['events[0].name: required', 'events[1].data: too_long']);
  const list = await track([{ name: 'x', data: [1] }]);
  assert.deepEqual(fields(list.body), ['events[0].data: invalid_value']);
  const many = await track(Array.from({ length: 51 }, () => page));
  assert.deepEqual(fields(many.body), ['events: too_many']);
  await change('/api/organization', { tracking: false });
});

test('V1: after a reset the old token opens nothing, and its sockets are closed', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  const socket = await visitorSocket(server.origin, id, visitor.token);
  await socket.next('welcome');
  assert.equal((await visitor.call('/api/widget/reset', { method: 'POST' })).status, 204);

  assert.equal(await socket.closed, 4401);
  assert.equal((await visitor.call(`/api/widget/conversations/${id}/messages`)).status, 404);
  const late = await visitor.call(`/api/widget/conversations/${id}/messages`, {
    body: { clientId: randomUUID(), body: 'still me' },
  });
  assert.equal(late.status, 404);
  assert.equal((await start(visitor, {})).status, 401);
  const again = await visit(server.origin, owner.widgetKey, { sessionToken: visitor.token });
  assert.notEqual(again.visitorId, visitor.visitorId);
});

test('A7: a downgrade stops new conversations and hides no history from agents', async () => {
  const other = await signUp(server.origin);
  const visitor = await visit(server.origin, other.widgetKey);
  const id = await converse(visitor);
  await server.sql("UPDATE organizations SET plan = 'free' WHERE id = ?", other.organizationId);
  assert.equal((await start(visitor, {})).body.code, 'plan_required');
  const opened = await call<Problem>(server.origin, '/api/widget/init', {
    body: { widgetKey: other.widgetKey },
  });
  assert.deepEqual([opened.status, opened.body.code], [403, 'plan_required']);
  const history = await other.call<{ items: unknown[] }>(`/api/conversations/${id}/messages`);
  assert.equal(history.body.items.length, 1);
});
