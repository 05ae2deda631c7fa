// A message travels through every part, as outside programs speak to it.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { agentSocket, inboxSocket, visitorSocket } from '../support/socket.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer();
  owner = await signUp(server.origin);
});
after(() => server.close());

interface Conversation {
  id: string;
  status: string;
  channel: string;
  last_seq: number;
  unread: number;
  widget_customer: { visitor_id: string; display_name: string };
}

interface Message {
  id: string;
  seq: number;
  client_id: string;
  kind: string;
  body: string;
  sender: { kind: string; name: string };
}

const start = async (visitor: Visitor, body: string, clientId: string = randomUUID()) => {
  const options = { body: { clientId, message: { clientId, body } } };
  return visitor.call<{ conversation: Conversation; message: Message }>('/api/widget/conversations', options);
};

test('V3: the first message makes the conversation, and again makes none', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const clientId = randomUUID();
  const first = expectStatus(await start(visitor, 'Hello', clientId), 201).body;
  assert.equal(first.conversation.status, 'waiting');
  assert.equal(first.conversation.channel, 'webchat');
  assert.equal(first.conversation.widget_customer.visitor_id, visitor.visitorId);
  assert.equal(first.message.seq, 1);
  const again = expectStatus(await start(visitor, 'Hello', clientId), 200).body;
  assert.equal(again.conversation.id, first.conversation.id);
  assert.equal(again.message.id, first.message.id);
  const both = await Promise.all([
    start(visitor, 'Hi', clientId.replace(/^./, 'a')),
    start(visitor, 'Hi', clientId.replace(/^./, 'a')),
  ]);
  assert.equal(both[0].body.conversation.id, both[1].body.conversation.id);
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 201]);
  const own = await visitor.call<{ items: Conversation[] }>('/api/widget/conversations');
  assert.equal(own.body.items.length, 2, 'at once, before the outbox has run');
});

test('a message travels: visitor, room, inbox, agent, visitor, database', async () => {
  await using inbox = await inboxSocket(server.origin, owner.cookie);
  await inbox.next('welcome');
  const visitor = await visit(server.origin, owner.widgetKey);
  const { conversation } = (await start(visitor, 'Do you ship to Norway?')).body;

  const isThis = (frame: Record<string, unknown>) =>
    (frame.conversation as Conversation).id === conversation.id;
  const listed = (await inbox.next('conversation', isThis)).conversation as Conversation;
  assert.equal(listed.unread, 1);

  await using at = await visitorSocket(server.origin, conversation.id, visitor.token, 0);
  assert.equal((await at.next('welcome')).head, 1);
  assert.equal(((await at.next('batch')).messages as Message[])[0]?.body, 'Do you ship to Norway?');

  await using agent = await agentSocket(server.origin, conversation.id, owner.cookie, 0);
  await agent.next('batch');
  const clientId = randomUUID();
  agent.send({ type: 'send', client_id: clientId, kind: 'text', body: 'We do.' });
  const ack = await agent.next('ack');
  assert.deepEqual([ack.client_id, ack.seq, ack.duplicate], [clientId, 3, false]);
  const joined = await at.next('message');
  assert.equal((joined.message as { event: { type: string } }).event.type, 'agent_joined');
  const answer = await at.next('message');
  assert.equal(answer.prev, 2);
  assert.equal((answer.message as Message).body, 'We do.');
  assert.equal((answer.message as Message).sender.name, 'Ada Marsh');
  const changed = (await at.next('conversation')).conversation as Conversation;
  assert.equal(changed.status, 'open');

  const query = 'SELECT seq, body, created_at FROM messages WHERE conversation_id = ? ORDER BY seq';
  const rows = await until(
    () => server.sql(query, conversation.id),
    (found) => found.length === 3,
  );
  assert.deepEqual(
    rows.map(({ body }) => body),
    ['Do you ship to Norway?', '', 'We do.'],
  );
  assert.ok(Math.abs(Number(rows[2]?.created_at) - Date.now()) < 60_000);
  const [row] = await server.sql('SELECT status, last_seq FROM conversations WHERE id = ?', conversation.id);
  assert.deepEqual(row, { status: 'open', last_seq: 3 });

  const list = await owner.call<{ items: Conversation[] }>('/api/conversations?status=open');
  assert.ok(list.body.items.some(({ id }) => id === conversation.id));
});

test('R2: what was acknowledged is there after the room was evicted, and its sockets go on', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const { conversation } = (await start(visitor, 'one')).body;
  await using at = await visitorSocket(server.origin, conversation.id, visitor.token);
  await at.next('welcome');
  await server.evictRoom(conversation.id);
  const clientId = randomUUID();
  at.send({ type: 'send', client_id: clientId, kind: 'text', body: 'two' });
  assert.equal((await at.next('ack')).seq, 2);
  await server.evictRoom(conversation.id);
  at.send({ type: 'send', client_id: clientId, kind: 'text', body: 'two' });
  const again = await at.next('ack');
  assert.deepEqual([again.seq, again.duplicate], [2, true]);
  at.send('ping');
  await at.next('pong');
});

test('R3: a reader who was away gets what was missed, and only that', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const { conversation } = (await start(visitor, 'one')).body;
  const path = `/api/widget/conversations/${conversation.id}/messages`;
  for (const body of ['two', 'three']) {
    expectStatus(await visitor.call(path, { body: { clientId: randomUUID(), body } }), 201);
  }
  await using at = await visitorSocket(server.origin, conversation.id, visitor.token, 1);
  const batch = await at.next('batch');
  assert.equal(batch.prev, 1);
  assert.deepEqual(
    (batch.messages as Message[]).map(({ body }) => body),
    ['two', 'three'],
  );
  at.send({ type: 'resume', after: 2 });
  assert.deepEqual(
    ((await at.next('batch')).messages as Message[]).map(({ seq }) => seq),
    [3],
  );
  at.send({ type: 'resume', after: 99 });
  assert.equal((await at.next('reset')).head, 3);
  const page = await visitor.call<{ items: Message[]; next_cursor: string }>(`${path}?before=3&limit=1`);
  assert.deepEqual(
    page.body.items.map(({ seq }) => seq),
    [2],
  );
  assert.equal(page.body.next_cursor, '2');
});

test('V4: a visitor who gave a name is called by it, whichever way a message came', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const clientId = randomUUID();
  const customerData = { name: 'Grace Hopper', email: 'Grace@Example.com' };
  const body = { clientId, customerData, message: { clientId, body: 'one' } };
  const started = await visitor.call<{ conversation: { id: string } }>('/api/widget/conversations', { body });
  const { id } = started.body.conversation;
  await visitor.call(`/api/widget/conversations/${id}/messages`, {
    body: { clientId: randomUUID(), body: 'two' },
  });
  await using at = await visitorSocket(server.origin, id, visitor.token);
  at.send({ type: 'send', client_id: randomUUID(), kind: 'text', body: 'three' });
  await at.next('ack');
  const { items } = (await owner.call<{ items: Message[] }>(`/api/conversations/${id}/messages`)).body;
  assert.deepEqual(
    items.map(({ sender }) => sender.name),
    ['Grace Hopper', 'Grace Hopper', 'Grace Hopper'],
  );
});

test('visitors never get notes, and no gap from them', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const { conversation } = (await start(visitor, 'one')).body;
  await using at = await visitorSocket(server.origin, conversation.id, visitor.token, 0);
  await at.next('batch');
  const say = (kind: string, body: string) =>
    owner.call(`/api/conversations/${conversation.id}/messages`, {
      body: { clientId: randomUUID(), kind, body },
    });
  expectStatus(await say('note', 'a secret'), 201);
  expectStatus(await say('text', 'an answer'), 201);
  const joined = await at.next('message');
  assert.equal(joined.prev, 1);
  const answer = await at.next('message', ({ message }) => (message as Message).kind === 'text');
  assert.equal(answer.prev, (joined.message as Message).seq);
  const all = await visitor.call(`/api/widget/conversations/${conversation.id}/messages`);
  assert.doesNotMatch(JSON.stringify([all.body, at.pending]), /secret/);
});

test('closing and reopening are told to everyone', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const { conversation } = (await start(visitor, 'one')).body;
  await using at = await visitorSocket(server.origin, conversation.id, visitor.token, 1);
  const path = `/api/conversations/${conversation.id}`;
  const closed = await owner.call<{ conversation: Conversation }>(path, {
    method: 'PATCH',
    body: { status: 'closed' },
  });
  assert.equal(expectStatus(closed, 200).body.conversation.status, 'closed');
  await at.next(
    'message',
    ({ message }) => (message as { event?: { type: string } }).event?.type === 'closed',
  );
  at.send({ type: 'send', client_id: randomUUID(), kind: 'text', body: 'one more thing' });
  await at.next(
    'message',
    ({ message }) => (message as { event?: { type: string } }).event?.type === 'reopened',
  );
  const seen = await visitor.call<{ conversation: Conversation }>(
    `/api/widget/conversations/${conversation.id}`,
  );
  assert.equal(seen.body.conversation.status, 'waiting');
});

test('read and delivered marks, typing and presence reach the other side', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const { conversation } = (await start(visitor, 'one')).body;
  await using agent = await agentSocket(server.origin, conversation.id, owner.cookie);
  await agent.next('welcome');
  const at = await visitorSocket(server.origin, conversation.id, visitor.token);
  assert.equal((await agent.next('presence')).online, true);
  agent.send({ type: 'read', seq: 1 });
  const read = await at.next('read');
  assert.deepEqual([read.seq, (read.reader as { kind: string }).kind], [1, 'agent']);
  at.send({ type: 'typing', on: true, text: 'I thi' });
  const typing = await agent.next('typing');
  assert.deepEqual(
    [typing.on, typing.text],
    [true, undefined],
    'what is typed is nobody’s, unless turned on',
  );
  await at.close();
  assert.equal((await agent.next('presence')).online, false);
});

test('R4: several tabs are one person, gone when the last is closed, also both at once', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const { conversation } = (await start(visitor, 'one')).body;
  await using agent = await agentSocket(server.origin, conversation.id, owner.cookie);
  const tab = () => visitorSocket(server.origin, conversation.id, visitor.token);
  const tabs = [await tab(), await tab(), await tab()];
  assert.equal((await agent.next('presence')).online, true);
  await tabs[0]?.close();
  await Promise.all(tabs.slice(1).map((one) => one.close()));
  assert.equal((await agent.next('presence')).online, false);
  assert.ok(!agent.pending.some(({ type }) => type === 'presence'), 'said once');
  const listed = async () => {
    const { items } = (
      await owner.call<{ items: (Conversation & { online: boolean })[] }>('/api/conversations')
    ).body;
    return items.find(({ id }) => id === conversation.id)?.online;
  };
  assert.equal(await until(listed, (online) => online === false), false);
});

test('a status set by hand reaches the list, also when the log has nothing to tell of it', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const { conversation } = (await start(visitor, 'one')).body;
  const path = `/api/conversations/${conversation.id}`;
  expectStatus(await owner.call(path, { method: 'PATCH', body: { status: 'open' } }), 200);
  const query = 'SELECT status FROM conversations WHERE id = ?';
  await until(
    () => server.sql(query, conversation.id),
    ([row]) => row?.status === 'open',
  );
  const { items } = (await owner.call<{ items: Conversation[] }>('/api/conversations?status=open')).body;
  assert.ok(items.some(({ id }) => id === conversation.id));
});

test('R6: chat goes on while the database fails, which catches up', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const { conversation } = (await start(visitor, 'one')).body;
  const fail = "CREATE TRIGGER fail BEFORE INSERT ON messages BEGIN SELECT RAISE(ABORT, 'injected'); END";
  await server.sql(fail);
  await using at = await visitorSocket(server.origin, conversation.id, visitor.token);
  at.send({ type: 'send', client_id: randomUUID(), kind: 'text', body: 'two' });
  assert.equal((await at.next('ack')).seq, 2);
  await until(
    async () => server.logs(),
    (logs) => logs.some((line) => line.includes('outbox_failing')),
  );
  await server.evictRoom(conversation.id);
  await server.sql('DROP TRIGGER fail');
  const query = 'SELECT seq FROM messages WHERE conversation_id = ? ORDER BY seq';
  const rows = await until(
    () => server.sql(query, conversation.id),
    (found) => found.length === 2,
  );
  assert.deepEqual(
    rows.map(({ seq }) => seq),
    [1, 2],
  );
});
