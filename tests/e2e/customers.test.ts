// V4, V7: what agents know of customers, and how somebody is forgotten.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { shown } from '../support/accounts.ts';
import { converse, expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { signIdentity } from '../support/jwt.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { agentSocket, inboxSocket, visitorSocket } from '../support/socket.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer(shown);
  owner = await signUp(server.origin);
});
after(() => server.close());

interface Customer {
  id: string;
  visitor_id: string;
  full_name: string | null;
  display_name: string;
  email: string | null;
  customer_id: string | null;
  custom_fields: Record<string, string>;
  total_conversations: number;
  last_visit: { language: string | null } | null;
}
interface Receipt {
  id: string;
  conversations: number;
  messages: number;
  sessions: number;
  events: number;
}
type Problem = { code: string; errors?: { field: string; code: string }[] };

const customers = async (query = '') =>
  (await owner.call<{ items: Customer[]; next_cursor: string | null }>(`/api/customers${query}`)).body;
const customerOf = async (visitor: Visitor) =>
  (await customers()).items.find(({ visitor_id }) => visitor_id === visitor.visitorId) as Customer;

test('V4: agents see who came, with totals, page by page', async () => {
  const first = await visit(server.origin, owner.widgetKey, { language: 'pt-BR' });
  await converse(first);
  await converse(first);
  const second = await visit(server.origin, owner.widgetKey);
  const page = await customers('?limit=1');
  assert.equal(page.items[0]?.visitor_id, second.visitorId, 'whoever was here last comes first');
  const next = await customers(`?limit=1&cursor=${page.next_cursor}`);
  assert.equal(next.items[0]?.visitor_id, first.visitorId);
  const { total_conversations, last_visit, display_name, full_name } = await customerOf(first);
  assert.deepEqual([total_conversations, last_visit?.language, full_name], [2, 'pt-BR', null]);
  assert.match(display_name, /^\w+ \w+$/);
  const { id } = await customerOf(first);
  const list = await owner.call<{ items: { id: string }[] }>(`/api/customers/${id}/conversations`);
  assert.equal(list.body.items.length, 2);
  assert.equal((await owner.call('/api/customers?cursor=x')).status, 422);
});

test('V4: what an agent changes is seen in the conversation at once, and by whoever lists it', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const conversation = await converse(visitor);
  const { id } = await customerOf(visitor);
  await using agent = await agentSocket(server.origin, conversation, owner.cookie);
  await agent.next('welcome');
  const body = { name: 'Grace Hopper', email: 'grace@example.com', customFields: { plan: 'gold' } };
  const changed = await owner.call<Customer>(`/api/customers/${id}`, { method: 'PATCH', body });
  assert.equal(expectStatus(changed, 200).body.display_name, 'Grace Hopper');
  const told = await agent.next('conversation');
  assert.match(JSON.stringify(told), /"display_name":"Grace Hopper"/);
  const listed = async () => JSON.stringify((await owner.call('/api/conversations')).body);
  await until(listed, (text) => text.includes('Grace Hopper'));
  const wrong = await owner.call<Problem>(`/api/customers/${id}`, {
    method: 'PATCH',
    body: { email: 'nobody', customFields: { 'a b': 'x' } },
  });
  assert.deepEqual(
    wrong.body.errors?.map(({ field }) => field),
    ['email', 'customFields.a b'],
  );
  const emptied = await owner.call<Customer>(`/api/customers/${id}`, {
    method: 'PATCH',
    body: { name: null },
  });
  assert.equal(emptied.body.full_name, null);
});

test('V4: a visitor who can be reached becomes a registered customer, once', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const conversation = await converse(visitor);
  const { id } = await customerOf(visitor);
  const convert = () => owner.call<Customer & Problem>(`/api/customers/${id}/convert`, { method: 'POST' });
  assert.deepEqual((await convert()).body.errors?.[0]?.field, 'email');
  await owner.call(`/api/customers/${id}`, { method: 'PATCH', body: { phone: '+49 30 1234567' } });
  const registered = expectStatus(await convert(), 200).body.customer_id;
  assert.ok(registered);
  assert.equal((await convert()).body.customer_id, registered);
  const seen = await owner.call<{ conversation: { customer_id: string } }>(
    `/api/conversations/${conversation}`,
  );
  assert.equal(seen.body.conversation.customer_id, registered);
});

test('V7: an export holds everything, notes too', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const conversation = await converse(visitor);
  await owner.call(`/api/conversations/${conversation}/messages`, {
    body: { clientId: randomUUID(), kind: 'note', body: 'a note about them' },
  });
  const { id } = await customerOf(visitor);
  const email = `${randomUUID()}@example.com`;
  const asked = await owner.call(`/api/conversations/${conversation}/transcript`, { body: { email } });
  expectStatus(asked, 204);
  const { body } = await owner.call<{
    customer: Customer;
    sessions: unknown[];
    conversations: { messages: { body: string }[] }[];
    mails: { conversation_id: string; kind: string; recipient: string; subject: string }[];
  }>(`/api/customers/${id}/export`);
  assert.equal(body.customer.id, id);
  assert.equal(body.sessions.length, 1);
  const said = body.conversations[0]?.messages.map((message) => message.body);
  assert.deepEqual(said, ['Hello', 'a note about them']);
  const sent = body.mails.map((mail) => [mail.conversation_id, mail.kind, mail.recipient]);
  assert.deepEqual(sent, [[conversation, 'transcript', email]]);
  assert.ok(!JSON.stringify(body.mails).includes('note about'));
});

test('V7: only admins export what is kept of somebody', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const { id } = await customerOf(visitor);
  const exported = () => owner.call<Problem>(`/api/customers/${id}/export`);
  for (const [role, status] of [
    ['agent', 403],
    ['admin', 200],
    ['owner', 200],
  ] as const) {
    await server.sql('UPDATE memberships SET role = ? WHERE agent_id = ?', role, owner.agentId);
    const answer = await exported();
    assert.deepEqual(
      [answer.status, answer.body.code],
      [status, status === 403 ? 'admin_required' : undefined],
    );
  }
});

test('V7: whoever is forgotten is nowhere to be found, and a receipt says so', async () => {
  const secret = `zq${randomUUID().replaceAll('-', '')}`;
  await owner.call('/api/organization', { method: 'PATCH', body: { tracking: true } });
  const visitor = await visit(server.origin, owner.widgetKey, {
    userData: { name: `Name ${secret}`, email: `${secret}@example.com`, customFields: { k: secret } },
    page: { url: `https://shop.example/${secret}`, referrer: `https://ref.example/${secret}` },
  });
  await visitor.call('/api/widget/track', { body: { events: [{ name: 'page_view', title: secret }] } });
  const conversation = await converse(visitor);
  await visitor.call(`/api/widget/conversations/${conversation}/messages`, {
    body: { clientId: randomUUID(), body: `I am ${secret}` },
  });
  await visitor.call(`/api/widget/conversations/${conversation}/transcript`, {
    body: { email: `${secret}@example.com` },
  });
  await until(
    () => tablesWith(secret),
    (tables) =>
      ['messages', 'message_search_data', 'customer_search_data'].every((name) => tables.includes(name)),
  );
  await using inbox = await inboxSocket(server.origin, owner.cookie);
  await inbox.next('welcome');
  const socket = await visitorSocket(server.origin, conversation, visitor.token);
  await socket.next('welcome');
  const { id } = await customerOf(visitor);

  const erased = await owner.call<Receipt>(`/api/customers/${id}`, { method: 'DELETE' });
  const receipt = expectStatus(erased, 200).body;
  assert.deepEqual([receipt.conversations, receipt.messages, receipt.sessions, receipt.events], [1, 2, 1, 1]);
  assert.equal(await socket.closed, 4404);
  assert.equal((await inbox.next('removed')).id, conversation);
  assert.equal((await owner.call(`/api/conversations/${conversation}`)).status, 404);
  assert.equal((await owner.call(`/api/customers/${id}`)).status, 404);
  const late = await visitor.call('/api/widget/conversations', {
    body: { clientId: randomUUID(), message: { clientId: randomUUID(), body: secret } },
  });
  assert.equal(late.status, 401, 'the token is of nobody');
  const { body } = await owner.call('/api/conversations');
  assert.doesNotMatch(JSON.stringify(body), new RegExp(secret));
  // Nothing that was still on its way brings it back.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  assert.deepEqual(await tablesWith(secret), []);
  assert.deepEqual(await tablesWith(id), []);
  assert.deepEqual(await tablesWith(visitor.visitorId), []);
});

test('V7: an erasure that ended half way is finished by the nightly run', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const conversation = await converse(visitor);
  const { id } = await customerOf(visitor);
  await server.sql(`CREATE TRIGGER injected BEFORE DELETE ON conversations WHEN OLD.id = '${conversation}'
    BEGIN SELECT RAISE(ABORT, 'injected'); END`);
  assert.ok((await owner.call(`/api/customers/${id}`, { method: 'DELETE' })).status >= 500);
  await server.sql('DROP TRIGGER injected');
  assert.ok((await tablesWith(id)).length > 0);
  await server.scheduled();
  assert.deepEqual(await tablesWith(id), []);
});

test('V7: whoever is being erased leaves nothing, whatever they send meanwhile', async () => {
  for (let round = 0; round < 5; round += 1) {
    const visitor = await visit(server.origin, owner.widgetKey);
    await converse(visitor);
    const { id } = await customerOf(visitor);
    const start = () =>
      visitor.call<{ conversation?: { id: string } }>('/api/widget/conversations', {
        body: { clientId: randomUUID(), message: { clientId: randomUUID(), body: 'meanwhile' } },
      });
    const erase = () => owner.call<Receipt>(`/api/customers/${id}`, { method: 'DELETE' });
    const [begun, first, second, ...others] = await Promise.all([
      start(),
      erase(),
      erase(),
      start(),
      start(),
    ]);
    const counted = [first, second].map(({ status, body }) => (status === 200 ? body.conversations : 0));
    assert.ok((counted[0] ?? 0) + (counted[1] ?? 0) <= 4, 'none is counted twice');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const left = await server.sql('SELECT id FROM conversations WHERE widget_customer_id = ?', id);
    assert.deepEqual(left, []);
    // Their rooms are empty too.
    for (const { body } of [begun, ...others]) {
      if (!body.conversation) continue;
      const room = `/api/conversations/${body.conversation.id}`;
      await until(
        () => owner.call(room),
        ({ status }) => status === 404,
      );
    }
  }
});

test('V7: a conversation that the archive had never heard of is forgotten too, once the archive works', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const { id } = await customerOf(visitor);
  await server.sql(`CREATE TRIGGER injected BEFORE INSERT ON conversations WHEN NEW.widget_customer_id = '${id}'
    BEGIN SELECT RAISE(ABORT, 'injected'); END`);
  const conversation = await converse(visitor);
  const socket = await visitorSocket(server.origin, conversation, visitor.token);
  const erased = await owner.call<Receipt>(`/api/customers/${id}`, { method: 'DELETE' });
  assert.equal(expectStatus(erased, 200).body.conversations, 0, 'nobody could know of it');
  await server.sql('DROP TRIGGER injected');
  assert.equal(await socket.closed, 4404);
  await until(
    () => owner.call(`/api/conversations/${conversation}`),
    ({ status }) => status === 404,
    10_000,
  );
  await until(
    async () => JSON.stringify((await owner.call('/api/conversations')).body),
    (list) => !list.includes(conversation),
  );
  assert.deepEqual(await tablesWith(conversation), []);
});

test('V7: of somebody who turned out to be another, all rooms are forgotten', async () => {
  const [widget] = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body.items;
  const path = `/api/widgets/${widget?.id}/identity-secret`;
  const { identity_secret } = (await owner.call<{ identity_secret: string }>(path)).body;
  const sub = randomUUID();
  const sign = () => signIdentity(identity_secret, { sub });
  const known = await visit(server.origin, owner.widgetKey, { identityToken: sign() });
  const { id } = await customerOf(known);
  const anonymous = await visit(server.origin, owner.widgetKey);
  const before = (await customerOf(anonymous)).id;
  await server.sql(`CREATE TRIGGER injected BEFORE INSERT ON conversations WHEN NEW.widget_customer_id = '${before}'
    BEGIN SELECT RAISE(ABORT, 'injected'); END`);
  const conversation = await converse(anonymous);
  expectStatus(await anonymous.call('/api/widget/identify', { body: { token: sign() } }), 200);
  expectStatus(await owner.call(`/api/customers/${id}`, { method: 'DELETE' }), 200);
  await server.sql('DROP TRIGGER injected');
  await until(
    () => owner.call(`/api/conversations/${conversation}`),
    ({ status }) => status === 404,
    10_000,
  );
});

test('V4: what several change of a customer at once is all kept, and one registration counts', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const { id } = await customerOf(visitor);
  const patches = [{ name: 'N' }, { email: 'n@example.com' }, { phone: '+49 30 12345' }];
  await Promise.all(patches.map((body) => owner.call(`/api/customers/${id}`, { method: 'PATCH', body })));
  const { full_name, email } = (await owner.call<Customer>(`/api/customers/${id}`)).body;
  assert.deepEqual([full_name, email], ['N', 'n@example.com']);
  const convert = () => owner.call<Customer>(`/api/customers/${id}/convert`, { method: 'POST' });
  const said = await Promise.all(Array.from({ length: 5 }, convert));
  assert.equal(new Set(said.map(({ body }) => body.customer_id)).size, 1);
});

test('V7: conversations in which nothing happens any more go after the days that the organization keeps them', async () => {
  const other = await signUp(server.origin);
  const visitor = await visit(server.origin, other.widgetKey);
  const [old, silent, open] = [await converse(visitor), await converse(visitor), await converse(visitor)];
  await other.call(`/api/conversations/${old}`, { method: 'PATCH', body: { status: 'closed' } });
  await until(
    () => server.sql("SELECT id FROM conversations WHERE status = 'closed' AND id = ?", old),
    (rows) => rows.length === 1,
  );
  await server.sql(
    'UPDATE conversations SET updated_at = 1 WHERE organization_id = ? AND id != ?',
    other.organizationId,
    open,
  );
  await server.scheduled();
  assert.equal(
    (await other.call(`/api/conversations/${old}`)).status,
    200,
    'kept for ever unless they say so',
  );
  await other.call('/api/organization', { method: 'PATCH', body: { retentionDays: 30 } });
  await server.scheduled();
  for (const id of [old, silent]) assert.equal((await other.call(`/api/conversations/${id}`)).status, 404);
  assert.equal((await other.call(`/api/conversations/${open}`)).status, 200);
});

/** Tables of D1 in which a text occurs anywhere. */
async function tablesWith(text: string): Promise<string[]> {
  const found: string[] = [];
  const tables = await server.sql<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'",
  );
  for (const { name } of tables) {
    const rows = await server.sql(`SELECT * FROM ${name}`);
    const readable = JSON.stringify(rows, (_, value) => (isBytes(value) ? inLetters(value) : value));
    // The index has words in small letters, and of an id no dashes; what begins as the word before has only the rest.
    if ([text, text.replaceAll('-', '').slice(2)].some((part) => readable.includes(part))) found.push(name);
  }
  return found;
}

const isBytes = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((byte) => typeof byte === 'number');
const inLetters = (bytes: number[]) => Buffer.from(bytes).toString('latin1');
