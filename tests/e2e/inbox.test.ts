// The inbox: the truth of what is live, with thousands of conversations, resumed, and built again from the database.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { converse, expectStatus, type Owner, operator, signUp, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { inboxSocket } from '../support/socket.ts';
import { until } from '../support/wait.ts';

let server: TestServer;

before(async () => {
  server = await startServer();
});
after(() => server.close());

interface Page {
  items: { id: string; status: string }[];
  next_cursor: string | null;
}
interface InboxState {
  counts: { waiting: number; open: number; snoozed: number; unread: number };
  agents: number;
  conversations_behind: number;
  entries_behind: number;
}

const stateOf = async ({ organizationId }: Owner, method = 'GET') => {
  const path = `/api/operator/organizations/${organizationId}/inbox`;
  return expectStatus(await operator(server.origin).call<InboxState>(path, { method }), 200).body;
};

/** Copies one conversation's row in the database, so that there are many more. */
async function multiply(id: string, times: number, status: string): Promise<void> {
  const query = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
    INSERT INTO conversations (id, organization_id, widget_customer_id, channel, status, last_seq, visitor_seq,
      visitor_unread, rev, summary, created_at, updated_at)
    SELECT ids.id, organization_id, widget_customer_id, channel, ?, last_seq, visitor_seq, visitor_unread, rev,
      json_set(summary, '$.id', ids.id, '$.status', ?), created_at, updated_at - i
    FROM conversations, (SELECT i, lower(substr(conversations.id, 1, 14) || '7' || printf('%03x', i % 4096) ||
      '-8000-' || hex(randomblob(6))) AS id FROM n, conversations WHERE conversations.id = ?) AS ids
    WHERE conversations.id = ?`;
  await server.sql(query, times, status, status, id, id);
}

async function everyPage(owner: Owner, query: string): Promise<Page['items']> {
  const all: Page['items'] = [];
  for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
    const next: Page = (
      await owner.call<Page>(
        `/api/conversations?limit=100&${query}${cursor === null ? '' : `&cursor=${cursor}`}`,
      )
    ).body;
    all.push(...next.items);
    cursor = next.next_cursor;
  }
  return all;
}

test('an inbox that knows nothing builds its list from the database, thousands of them', async () => {
  const owner = await signUp(server.origin);
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  await until(
    () => server.sql('SELECT id FROM conversations WHERE id = ?', id),
    ({ length }) => length === 1,
  );
  await multiply(id, 3_000, 'open');
  await multiply(id, 150, 'closed');
  const open = await everyPage(owner, 'status=open');
  assert.equal(new Set(open.map((one) => one.id)).size, 3_000, 'each once');
  assert.equal((await everyPage(owner, 'status=closed')).length, 150, 'the closed come from the archive');
  assert.equal((await stateOf(owner)).counts.open, 3_000);
  await using socket = await inboxSocket(server.origin, owner.cookie);
  assert.deepEqual((await socket.next('welcome')).counts, {
    waiting: 1,
    open: 3_000,
    snoozed: 0,
    unread: 3_001,
    unassigned: 3_001,
  });
});

test('the operator has a list built again; agents are told to read it anew', async () => {
  const owner = await signUp(server.origin);
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  await using socket = await inboxSocket(server.origin, owner.cookie);
  const welcome = await socket.next('welcome');
  await until(
    () => server.sql('SELECT id FROM conversations WHERE id = ?', id),
    ({ length }) => length === 1,
  );
  const { counts, agents } = await stateOf(owner, 'POST');
  assert.deepEqual([counts.waiting, agents], [1, 1]);
  const reset = await socket.next('reset');
  assert.ok(Number(reset.seq) > Number(welcome.seq));
  await using behind = await inboxSocket(server.origin, owner.cookie, Number(welcome.seq));
  await behind.next('reset');
  assert.deepEqual(
    (await everyPage(owner, '')).map((one) => one.id),
    [id],
  );
  expectStatus(await owner.call(`/api/operator/organizations/${owner.organizationId}/inbox`), 401);
});

test('R6: how far the archive is behind is there to be seen', async () => {
  const owner = await signUp(server.origin);
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  const isBehind = (state: InboxState) => state.conversations_behind === 1 && state.entries_behind >= 2;
  const fail = "CREATE TRIGGER fail BEFORE INSERT ON messages BEGIN SELECT RAISE(ABORT, 'injected'); END";
  await until(
    () => server.sql('SELECT seq FROM messages WHERE conversation_id = ?', id),
    ({ length }) => length === 1,
  );
  await server.sql(fail);
  for (const body of ['one', 'two']) {
    const message = { clientId: randomUUID(), body };
    expectStatus(await visitor.call(`/api/widget/conversations/${id}/messages`, { body: message }), 201);
  }
  await until(() => stateOf(owner), isBehind);
  await server.sql('DROP TRIGGER fail');
  await until(
    () => stateOf(owner),
    (state) => state.conversations_behind === 0,
    30_000,
  );
  const logged = server.logs().filter((line) => line.includes(id));
  const of = (event: string) => logged.filter((line) => line.includes(event)).length;
  assert.deepEqual(
    [of('outbox_failing'), of('outbox_recovered')],
    [1, 1],
    'the first and the last are logged',
  );
});

test('I10: an agent who is away takes no conversations, and everyone is told', async () => {
  const owner = await signUp(server.origin);
  const visitor = await visit(server.origin, owner.widgetKey);
  await using socket = await inboxSocket(server.origin, owner.cookie);
  const welcome = await socket.next('welcome');
  assert.equal((welcome.agents as { availability: string }[])[0]?.availability, 'available');
  const isOnline = async () => (await visitor.call<{ online: boolean }>('/api/widget/presence')).body.online;
  assert.equal(await isOnline(), true);
  const set = (availability: string) =>
    owner.call('/api/agents/me/availability', { method: 'PUT', body: { availability } });
  expectStatus(await set('away'), 204);
  expectStatus(await set('away'), 204);
  const told = (await socket.next('agent')).agent as { id: string; online: boolean; availability: string };
  assert.deepEqual([told.id, told.online, told.availability], [owner.agentId, true, 'away']);
  assert.equal(await isOnline(), false);
  await server.evictInbox(owner.organizationId, 'hibernate');
  assert.equal(await isOnline(), false, 'it is remembered');
  expectStatus(await set('gone fishing'), 422);
  expectStatus(await set('available'), 204);
  assert.equal(await isOnline(), true);
});
