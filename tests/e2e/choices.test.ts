// What an organization chooses from: agents, labels, canned replies, departments; and who may write them.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Client, converse, expectStatus, type Owner, signUp, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { inboxSocket } from '../support/socket.ts';
import { type Colleague, makeRoles } from '../support/team.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;
let agent: Colleague;
let stranger: Owner;

before(async () => {
  server = await startServer();
  ({ owner, agent, stranger } = await makeRoles(server));
});
after(() => server.close());

type Problem = { code: string; errors: { field: string; code: string }[] };
type Thing = { id: string } & Record<string, unknown> & Problem;

const list = async (who: Client, what: string) =>
  expectStatus(await who.call<{ items: Thing[] }>(`/api/${what}`), 200).body.items;
const post = (who: Client, what: string, body: object) => who.call<Thing>(`/api/${what}`, { body });
const patch = (who: Client, path: string, body: object) =>
  who.call<Thing>(`/api/${path}`, { method: 'PATCH', body });
const remove = (who: Client, path: string) => who.call<Thing>(`/api/${path}`, { method: 'DELETE' });
const codes = ({ errors }: Problem) => errors.map(({ field, code }) => `${field} ${code}`);

test('I4: agents see each other: who is here, and who takes conversations', async () => {
  await using socket = await inboxSocket(server.origin, agent.cookie);
  await socket.next('welcome');
  const body = { availability: 'away' };
  expectStatus(await agent.call('/api/agents/me/availability', { method: 'PUT', body }), 204);
  const all = await list(owner, 'agents');
  assert.deepEqual(
    all
      .map(({ id, role, active, online, availability }) => [id, role, active, online, availability])
      .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
    [
      [owner.agentId, 'owner', true, false, 'available'],
      [agent.id, 'agent', true, true, 'away'],
    ].sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
  );
  await server.sql('UPDATE memberships SET active = 0 WHERE agent_id = ?', agent.id);
  assert.deepEqual(
    (await list(owner, 'agents')).map(({ id }) => id),
    [owner.agentId],
    'who has left is no longer among them',
  );
  await server.sql('UPDATE memberships SET active = 1 WHERE agent_id = ?', agent.id);
});

test('I5: any agent adds a label, once in any case; admins change and remove it', async () => {
  const made = expectStatus(await post(agent, 'labels', { name: ' Ärger ', color: '#AA0000' }), 201).body;
  assert.deepEqual([made.name, made.color], ['Ärger', '#aa0000']);
  const again = expectStatus(await post(owner, 'labels', { name: 'äRGER', color: '#00aa00' }), 409).body;
  assert.equal(again.code, 'name_taken');
  expectStatus(await post(stranger, 'labels', { name: 'Ärger', color: '#00aa00' }), 201);
  const other = expectStatus(await post(owner, 'labels', { name: 'calm', color: '#00aa00' }), 201).body;
  assert.deepEqual(
    (await list(agent, 'labels')).map(({ name }) => name),
    ['calm', 'Ärger'],
  );
  assert.equal(
    expectStatus(await patch(owner, `labels/${other.id}`, { name: 'ärger' }), 409).body.code,
    'name_taken',
  );
  expectStatus(await patch(agent, `labels/${made.id}`, { color: '#123456' }), 403);
  expectStatus(await remove(agent, `labels/${made.id}`), 403);
  const blue = expectStatus(await patch(owner, `labels/${made.id}`, { color: '#0000ff' }), 200).body;
  assert.deepEqual([blue.name, blue.color], ['Ärger', '#0000ff']);
  assert.deepEqual(codes(expectStatus(await post(agent, 'labels', { name: ' ', color: 'red' }), 422).body), [
    'name required',
    'color invalid_color',
  ]);
  for (const foreign of [
    patch(stranger, `labels/${made.id}`, { color: '#0000ff' }),
    remove(stranger, `labels/${made.id}`),
  ])
    expectStatus(await foreign, 404);
  expectStatus(await remove(owner, `labels/${made.id}`), 204);
  expectStatus(await remove(owner, `labels/${made.id}`), 404);
});

test('I5: a label that conversations carry keeps its name, also when they are closed; removed, they keep it', async () => {
  const { id } = expectStatus(await post(owner, 'labels', { name: 'refund', color: '#00aa00' }), 201).body;
  const room = await converse(await visit(server.origin, owner.widgetKey));
  expectStatus(await patch(owner, `conversations/${room}`, { labels: ['Refund'] }), 200);
  const rename = (name: string) => patch(owner, `labels/${id}`, { name });
  await until(
    () => list(owner, 'conversations?label=refund'),
    ({ length }) => length === 1,
  );
  assert.equal((await rename('money')).body.code, 'label_in_use');
  expectStatus(await rename('refund'), 200);
  expectStatus(await patch(owner, `conversations/${room}`, { status: 'closed' }), 200);
  await until(
    () => server.sql('SELECT label FROM conversation_labels WHERE conversation_id = ?', room),
    ({ length }) => length === 1,
  );
  assert.equal((await rename('money')).body.code, 'label_in_use');
  expectStatus(await remove(owner, `labels/${id}`), 204);
  type One = { conversation: { labels: string[] } };
  const kept = (await owner.call<One>(`/api/conversations/${room}`)).body.conversation.labels;
  assert.deepEqual(kept, ['Refund']);
});

test('I5: there are at most 200 labels, whoever is quickest', async () => {
  const many = await signUp(server.origin);
  await server.sql(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 198)
      INSERT INTO labels (id, organization_id, name, folded, color, created_at)
      SELECT lower(hex(randomblob(16))), ?, 'l' || i, 'l' || i, '#000000', 0 FROM n`,
    many.organizationId,
  );
  const added = await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) => post(many, 'labels', { name, color: '#000000' })),
  );
  assert.deepEqual(added.map(({ status }) => status).sort(), [201, 201, 409, 409]);
  assert.equal(added.find(({ status }) => status === 409)?.body.code, 'too_many_labels');
});

test('I6: everybody uses the shared replies, which admins write; personal ones are one’s own', async () => {
  const body = 'Hello {{visitor}},\nhow can I help?';
  const shared = expectStatus(
    await post(owner, 'canned-replies', { shortcut: 'hi', body, shared: true }),
    201,
  ).body;
  expectStatus(await post(agent, 'canned-replies', { shortcut: 'all', body, shared: true }), 403);
  const own = expectStatus(await post(agent, 'canned-replies', { shortcut: 'bye', body: 'Bye!' }), 201).body;
  assert.deepEqual([own.shared, shared.shared, shared.body], [false, true, body]);
  const shortcuts = async (who: Client) =>
    (await list(who, 'canned-replies')).map(({ shortcut }) => shortcut);
  assert.deepEqual([await shortcuts(agent), await shortcuts(owner)], [['bye', 'hi'], ['hi']]);
  const taken = [
    await post(agent, 'canned-replies', { shortcut: 'hi', body }),
    await post(agent, 'canned-replies', { shortcut: 'bye', body }),
    await patch(agent, `canned-replies/${own.id}`, { shortcut: 'hi' }),
  ];
  for (const answer of taken) assert.equal(expectStatus(answer, 409).body.code, 'shortcut_taken');
  for (const answer of [
    await patch(agent, `canned-replies/${shared.id}`, { body }),
    await remove(agent, `canned-replies/${shared.id}`),
  ])
    expectStatus(answer, 404);
  expectStatus(await patch(agent, `canned-replies/${own.id}`, { shared: true }), 403);
  const path = `canned-replies/${own.id}`;
  for (const answer of [
    await patch(owner, path, { body }),
    await remove(owner, path),
    await patch(stranger, path, { body }),
  ])
    expectStatus(answer, 404);
  const changed = expectStatus(await patch(agent, path, { shortcut: 'ciao' }), 200).body;
  assert.deepEqual([changed.shortcut, changed.body, changed.created_at], ['ciao', 'Bye!', own.created_at]);
  const moved = expectStatus(await patch(owner, `canned-replies/${shared.id}`, { shared: false }), 200).body;
  assert.equal(moved.shared, false);
  assert.deepEqual(await shortcuts(agent), ['ciao'], 'now it is the owner’s own');
  assert.deepEqual(
    codes(expectStatus(await post(agent, 'canned-replies', { shortcut: 'A b', body: ' ' }), 422).body),
    ['shortcut invalid_shortcut', 'body required'],
  );
  expectStatus(await remove(agent, path), 204);
  expectStatus(await remove(agent, path), 404);
});

test('I6: of two who write the same shortcut at once, one does', async () => {
  const reply = { shortcut: 'race', body: 'First!', shared: true };
  const both = await Promise.all([
    post(owner, 'canned-replies', reply),
    post(owner, 'canned-replies', reply),
  ]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
});

test('A3: departments in their order, with members and routing; the widget follows', async () => {
  const org = await signUp(server.origin);
  const [made, first] = [
    expectStatus(await post(org, 'departments', { name: 'Sales', members: [org.agentId, org.agentId] }), 201)
      .body,
    expectStatus(await post(org, 'departments', { name: 'Help', position: 0, description: 'Anything' }), 201)
      .body,
  ];
  assert.deepEqual([made.members, made.position, made.online], [[org.agentId], 0, false]);
  assert.deepEqual(made.routing, { mode: 'manual', capacity: null });
  const routing = { mode: 'least_busy', capacity: 3 };
  const changed = expectStatus(
    await patch(org, `departments/${made.id}`, { routing, position: 7 }),
    200,
  ).body;
  assert.deepEqual(
    [changed.routing, changed.position, changed.name, changed.members],
    [routing, 7, 'Sales', [org.agentId]],
  );
  const [stored] = await server.sql('SELECT settings FROM departments WHERE id = ?', made.id);
  assert.deepEqual(JSON.parse(String(stored?.settings)), { routing, business_hours: null });
  const names = async () => (await list(org, 'departments')).map(({ name }) => name);
  assert.deepEqual(await names(), ['Help', 'Sales']);
  await using socket = await inboxSocket(server.origin, org.cookie);
  await socket.next('welcome');
  assert.deepEqual(
    (await list(org, 'departments')).map(({ online }) => online),
    [true, true],
  );
  const none = expectStatus(
    await patch(org, `departments/${made.id}`, { members: [], description: '' }),
    200,
  ).body;
  assert.deepEqual([none.members, none.description], [[], '']);
  const wrong = { name: ' ', routing: { mode: 'round_robin', capacity: 0 } };
  assert.deepEqual(codes(expectStatus(await patch(org, `departments/${made.id}`, wrong), 422).body), [
    'name required',
    'routing.capacity out_of_range',
  ]);
  const mixed = { name: 'Changed', members: [org.agentId, stranger.agentId] };
  const refused = expectStatus(await patch(org, `departments/${made.id}`, mixed), 422).body;
  assert.deepEqual(codes(refused), ['members unknown']);
  expectStatus(await post(org, 'departments', mixed), 422);
  for (const answer of [
    await patch(stranger, `departments/${first.id}`, { members: [stranger.agentId] }),
    await remove(stranger, `departments/${first.id}`),
  ])
    expectStatus(answer, 404);
  assert.deepEqual(await names(), ['Help', 'Sales']);
  const members = await server.sql(
    'SELECT agent_id FROM department_members WHERE department_id = ?',
    first.id,
  );
  assert.deepEqual(members, [], 'nobody of another organization came in');
});

test('A3: departments are put in order at once, or not at all; the log tells how they were', async () => {
  const org = await signUp(server.origin);
  const ids: string[] = [];
  for (const name of ['Sales', 'Help', 'Returns'])
    ids.push(expectStatus(await post(org, 'departments', { name }), 201).body.id);
  const [sales, help, returns] = ids;
  const order = async (wanted: unknown[]) =>
    org.call<{ items: Thing[] } & Problem>('/api/departments', { method: 'PATCH', body: { order: wanted } });
  const names = async () => (await list(org, 'departments')).map(({ name }) => name);
  const ordered = expectStatus(await order([returns, sales, help]), 200).body.items;
  assert.deepEqual(
    ordered.map(({ id, position }) => [id, position]),
    [
      [returns, 0],
      [sales, 1],
      [help, 2],
    ],
  );
  assert.deepEqual(ordered, await list(org, 'departments'));
  expectStatus(await order([returns, sales, help]), 200);
  expectStatus(await order([help]), 200);
  assert.deepEqual(await names(), ['Help', 'Returns', 'Sales'], 'what is not named comes after');

  const theirs = expectStatus(await post(stranger, 'departments', { name: 'Theirs' }), 201).body.id;
  for (const [wanted, code] of [
    [[], 'order required'],
    [[sales, sales], 'order[1] duplicate'],
    [[sales, theirs], 'order unknown'],
    [[sales, randomUUID()], 'order unknown'],
  ] as const)
    assert.deepEqual(codes(expectStatus(await order([...wanted]), 422).body), [code]);
  assert.deepEqual(await names(), ['Help', 'Returns', 'Sales']);
  assert.equal((await list(stranger, 'departments')).find(({ id }) => id === theirs)?.position, 0);

  const log = await list(org, 'audit?action=organization.departments_reordered');
  assert.deepEqual(
    log.map(({ before, after }) => [before, after]),
    [
      [{ departments: ['Returns', 'Sales', 'Help'] }, { departments: ['Help', 'Returns', 'Sales'] }],
      [{ departments: ['Sales', 'Help', 'Returns'] }, { departments: ['Returns', 'Sales', 'Help'] }],
    ],
    'the same again is no entry',
  );
});

test('A3: outside of its own hours nobody of a department is there', async () => {
  const org = await signUp(server.origin);
  const closed = { timezone: 'Europe/Berlin', days: {}, holidays: [] };
  const made = [
    expectStatus(await post(org, 'departments', { name: 'Night', businessHours: closed }), 201).body,
    expectStatus(await post(org, 'departments', { name: 'Always' }), 201).body,
  ];
  assert.deepEqual(
    made.map(({ business_hours }) => business_hours),
    [{ ...closed, days: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } }, null],
  );
  await using socket = await inboxSocket(server.origin, org.cookie);
  await socket.next('welcome');
  const visitor = await visit(server.origin, org.widgetKey);
  const online = async () => {
    const answer = await visitor.call<{ items: { name: string; online: boolean }[] }>(
      '/api/widget/departments',
    );
    return answer.body.items.map(({ online }) => online);
  };
  assert.deepEqual(await online(), [false, true]);
  const path = `departments/${made[0]?.id}`;
  expectStatus(await patch(org, path, { description: 'What is not named stays' }), 200);
  assert.deepEqual(await online(), [false, true]);
  for (const [hours, wrong] of [
    [{ ...closed, timezone: 'Mars/Base' }, ['businessHours.timezone unknown_timezone']],
    [{ ...closed, days: { mon: [['9', '17:00']] } }, ['businessHours.days.mon[0] invalid_time']],
  ] as const)
    assert.deepEqual(codes(expectStatus(await patch(org, path, { businessHours: hours }), 422).body), wrong);
  expectStatus(await patch(org, path, { businessHours: null }), 200);
  assert.deepEqual(await online(), [true, true]);
});

test('A3: a department that is gone cannot be chosen; conversations keep its name', async () => {
  const org = await signUp(server.origin);
  const { id } = expectStatus(
    await post(org, 'departments', { name: 'Sales', members: [org.agentId] }),
    201,
  ).body;
  const visitor = await visit(server.origin, org.widgetKey);
  const start = () =>
    visitor.call<{ conversation: { id: string } } & Problem>('/api/widget/conversations', {
      body: { clientId: randomUUID(), departmentId: id, message: { clientId: randomUUID(), body: 'Hi' } },
    });
  const room = expectStatus(await start(), 201).body.conversation.id;
  expectStatus(await remove(org, `departments/${id}`), 204);
  expectStatus(await remove(org, `departments/${id}`), 404);
  type One = { conversation: { department: { name: string } } };
  assert.equal(
    (await org.call<One>(`/api/conversations/${room}`)).body.conversation.department.name,
    'Sales',
  );
  assert.deepEqual(codes(expectStatus(await start(), 422).body), ['departmentId unknown_department']);
  expectStatus(await patch(org, `conversations/${room}`, { departmentId: id }), 422);
  const shown = await visitor.call<{ departments: unknown[] }>(`/api/widget/config?key=${org.widgetKey}`);
  assert.deepEqual(shown.body.departments, []);
});

test('S6: only admins write departments', async () => {
  expectStatus(await post(agent, 'departments', { name: 'Mine' }), 403);
  const { id } = expectStatus(await post(owner, 'departments', { name: 'Sales' }), 201).body;
  expectStatus(await patch(agent, `departments/${id}`, { name: 'Mine' }), 403);
  expectStatus(await patch(agent, 'departments', { order: [id] }), 403);
  expectStatus(await remove(agent, `departments/${id}`), 403);
  assert.equal((await list(agent, 'departments')).length, 1);
});
