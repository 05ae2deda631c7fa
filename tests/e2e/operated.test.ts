// A7: plans, and the organizations that the platform's operator sees and makes.

import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type {
  AuditEntry,
  List,
  MadeOrganization,
  OperatedOrganization,
  PlanFeatures,
  Problem,
} from '../../widget/protocol/generated.ts';
import { mailTo, shown, tokenIn } from '../support/accounts.ts';
import { call, converse, expectStatus, operator, signUp, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await startServer({ ...shown }, { limited: false });
});
after(() => server.close());

const PATH = '/api/operator/organizations';
const list = async (query = '') =>
  expectStatus(await operator(server.origin).call<List<OperatedOrganization>>(PATH + query), 200).body;
const make = (body: object) => operator(server.origin).call<MadeOrganization & Problem>(PATH, { body });
const fresh = () => ({
  organization: `Fern ${randomUUID()}`,
  name: 'Ada',
  email: `${randomUUID()}@Example.com`,
});

test('A7: the table of plans says what each has', async () => {
  const owner = await signUp(server.origin);
  const { items } = expectStatus(await owner.call<List<PlanFeatures>>('/api/plans'), 200).body;
  const has = Object.fromEntries(
    items.map(({ plan, features }) => [plan, features.filter((of) => of.has).map(({ feature }) => feature)]),
  );
  assert.deepEqual(has, {
    free: [],
    plus: ['web_chat', 'api_keys', 'webhooks', 'bot'],
    pro: ['web_chat', 'api_keys', 'webhooks', 'bot', 'own_brand'],
    enterprise: ['web_chat', 'api_keys', 'webhooks', 'bot', 'own_brand'],
  });
  expectStatus(await call(server.origin, '/api/plans'), 401);
});

test('A7: the operator sees all organizations, page by page and by name', async () => {
  const owner = await signUp(server.origin);
  await converse(await visit(server.origin, owner.widgetKey));
  const found = (await list()).items.find(({ id }) => id === owner.organizationId);
  const { created_at, ...rest } = found ?? assert.fail('it is listed');
  const wanted = { id: owner.organizationId, name: 'Fern & Oak', plan: 'plus', agents: 1, widgets: 1 };
  assert.deepEqual(rest, { ...wanted, conversations: 1 });
  assert.ok(Math.abs(Date.parse(created_at) - Date.now()) < 60_000);

  const mark = `Überall ${randomUUID()}`;
  const insert = 'INSERT INTO organizations (id, name, plan, created_at) VALUES (?, ?, ?, 1)';
  const ids = Array.from({ length: 60 }, () => randomUUID());
  for (const id of ids) await server.sql(insert, id, `100% ${mark}_`, 'free');
  const q = `&q=${encodeURIComponent(`% ${mark.replace('berall', 'BERALL')}`)}`;
  const first = await list(`?${q}`);
  const second = await list(`?cursor=${first.next_cursor}${q}`);
  assert.deepEqual([first.items.length, second.items.length, second.next_cursor], [50, 10, null]);
  const all = [...first.items, ...second.items].map(({ id }) => id);
  assert.deepEqual(all, ids.toSorted().reverse());
  assert.deepEqual((await list('?q=%25_%25_nothing')).items, []);
  for (const query of ['?cursor=nonsense', `?q=${'x'.repeat(201)}`])
    assert.equal((await operator(server.origin).call(PATH + query)).status, 422, query);
});

test('A7: the operator makes an organization that waits for its owner', async () => {
  const wanted = fresh();
  const made = expectStatus(await make({ ...wanted, plan: 'pro' }), 201).body;
  const [, token = ''] = made.url.split(`${server.origin}/invite#`);
  assert.match(token, /^[\w-]{43}$/);
  const found = (await list(`?q=${encodeURIComponent(wanted.organization)}`)).items;
  const { created_at: _, ...rest } = found[0] ?? assert.fail('it is listed');
  const { id } = made.organization;
  assert.deepEqual(rest, {
    ...{ id, name: wanted.organization, plan: 'pro' },
    ...{ agents: 0, widgets: 1, conversations: 0 },
  });
  const [invite] = await server.sql('SELECT * FROM invites WHERE organization_id = ?', id);
  const hash = createHash('sha256').update(token).digest('base64url');
  assert.deepEqual(
    [invite?.token_hash, invite?.email, invite?.role, invite?.name],
    [hash, wanted.email.toLowerCase(), 'owner', 'Ada'],
  );

  const again = expectStatus(await make(wanted), 200).body;
  assert.deepEqual([again.organization.id === id, again.url === made.url], [true, false]);
  const rows = await server.sql('SELECT token_hash FROM invites WHERE organization_id = ?', id);
  assert.equal(rows.length, 1, 'the last link has ended');
  assert.notEqual(rows[0]?.token_hash, hash);

  const mails = await mailTo(server.origin, wanted.email.toLowerCase(), 'owner', 2);
  assert.deepEqual(
    mails.map(tokenIn),
    [again, made].map(({ url }) => url.split('#')[1]),
  );
  assert.equal(mails[0]?.subject, `${wanted.organization} is ready on ChatDesk`);
});

test('A7, A9: a plan that the operator changes is in the log of the organization, once', async () => {
  const owner = await signUp(server.origin);
  const path = `${PATH}/${owner.organizationId}/plan`;
  for (const plan of ['pro', 'pro'])
    expectStatus(await operator(server.origin).call(path, { method: 'PUT', body: { plan } }), 204);
  const { items } = expectStatus(await owner.call<List<AuditEntry>>('/api/audit'), 200).body;
  const told = items.map(({ agent, action, before, after }) => [agent, action, before, after]);
  assert.deepEqual(told, [[null, 'organization.plan_changed', { plan: 'plus' }, { plan: 'pro' }]]);
  const nobody = `${PATH}/${randomUUID()}/plan`;
  const refused = await operator(server.origin).call(nobody, { method: 'PUT', body: { plan: 'pro' } });
  assert.equal(refused.status, 404);
});

test('S7: what cannot be made is named, and only the operator makes', async () => {
  const fields = async (body: object) => {
    const answer = await make(body);
    return [answer.status, ...(answer.body.errors ?? []).map(({ field }) => field)];
  };
  const before = (await list()).items.length;
  assert.deepEqual(await fields({}), [422, 'organization']);
  const wrong = { organization: ' ', name: '', email: 'nobody' };
  assert.deepEqual(await fields(wrong), [422, 'organization', 'name', 'email']);
  assert.deepEqual(await fields({ ...fresh(), plan: 'gold' }), [422, 'plan']);
  assert.equal((await list()).items.length, before);
  const owner = await signUp(server.origin);
  for (const options of [{}, { body: fresh() }])
    assert.equal((await owner.call<Problem>(PATH, options)).body.code, 'operator_token_required');
});
