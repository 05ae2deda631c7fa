// What a message costs: rows and requests, counted where they are billed. More than this must be meant.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { converse, type Owner, operator, signUp, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { agentSocket, visitorSocket } from '../support/socket.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer();
  owner = await signUp(server.origin);
});
after(() => server.close());

interface RoomState {
  last_seq: number;
  rows_written: number;
  alarms: number;
  inbox: { calls: number };
  database: { calls: number; rows_written: number; behind: number };
}

const stateOf = async (id: string) =>
  (await operator(server.origin).call<RoomState>(`/api/operator/rooms/${id}`)).body;

const settled = (id: string, last: number) =>
  until(
    () => stateOf(id),
    ({ last_seq, database }) => last_seq === last && database.behind === 0 && database.calls > 0,
    10_000,
  );

const BURST = 10;

test('R6: a burst of ten costs two rows a message in the room and 1.4 in the database, in one batch', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  await using at = await visitorSocket(server.origin, id, visitor.token);
  await using agent = await agentSocket(server.origin, id, owner.cookie);
  await agent.next('welcome');
  const before = await settled(id, 1);
  for (let n = 0; n < BURST; n++) {
    at.send({ type: 'send', client_id: randomUUID(), kind: 'text', body: `message ${n}` });
    await at.next('ack');
  }
  const after = await settled(id, 1 + BURST);
  const spent = (of: (state: RoomState) => number) => of(after) - of(before);
  const rows = spent(({ rows_written }) => rows_written);
  assert.ok(rows <= 2 * BURST, `${rows} rows in the room`);
  const copied = spent(({ database }) => database.rows_written);
  // Each message, the conversation with its indexes (while it waits, also of those that do), and all their words as one
  // row to be searched.
  assert.ok(copied <= 1.4 * BURST, `${copied} rows in the database`);
  assert.equal(
    spent(({ database }) => database.calls),
    1,
    'one batch',
  );
  const [tells, alarms] = [spent(({ inbox }) => inbox.calls), spent((state) => state.alarms)];
  assert.ok(tells <= 4 && alarms <= 6, `${tells} calls to the inbox, ${alarms} alarms`);
});

test('an event costs one row more than nothing, and a mark one', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  const before = await settled(id, 1);
  await visitor.call(`/api/widget/conversations/${id}/read`, { body: { seq: 1 } });
  const read = await stateOf(id);
  assert.equal(read.rows_written - before.rows_written, 1);
  await visitor.call(`/api/widget/conversations/${id}/read`, { body: { seq: 1 } });
  assert.equal((await stateOf(id)).rows_written, read.rows_written, 'the same again costs nothing');
});

test('a conversation that starts reaches the database once; its room copies nothing again', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  const { database } = await settled(id, 1);
  assert.deepEqual([database.calls, database.rows_written], [1, 0], 'it only asks');
  const [stored] = await server.sql('SELECT body FROM messages WHERE conversation_id = ?', id);
  assert.ok(stored, 'the message is there');
});

test('nobody waits for more calls of the database than it takes', async () => {
  await using counting = await startServer({}, { main: 'tests/support/counted.mjs' });
  const { widgetKey } = await signUp(counting.origin);
  const taken = async () => (await fetch(`${counting.origin}/api/counted`)).json();
  await taken();
  const visitor = await visit(counting.origin, widgetKey);
  assert.equal(await taken(), 3, 'to open the chat: widget, customer, and the rest together');
  await converse(visitor);
  assert.equal(await taken(), 2, 'to start a conversation: whose is it, and there it is');
});
