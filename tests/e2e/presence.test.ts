// R4, R5, R7: who is here, who types, who does not keep up. These take their time, so they take it together.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { converse, type Owner, operator, signUp, type Visitor, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { agentSocket, type Socket, visitorSocket } from '../support/socket.ts';
import { until } from '../support/wait.ts';

const HEARTBEAT = 20_000;

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer({ LIMIT_MESSAGES: '1000' });
  owner = await signUp(server.origin);
});
after(() => server.close());

interface RoomState {
  awake_since: string;
  rows_written: number;
  alarms: number;
  inbox: { calls: number };
  database: { calls: number };
}

const stateOf = async (id: string) =>
  (await operator(server.origin).call<RoomState>(`/api/operator/rooms/${id}`)).body;

async function room(): Promise<{ visitor: Visitor; id: string; open: () => Promise<Socket> }> {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  return { visitor, id, open: () => visitorSocket(server.origin, id, visitor.token) };
}

const agentAt = (id: string) => agentSocket(server.origin, id, owner.cookie);

/** Sends heartbeats until the answer is called. */
function beat(...sockets: Socket[]): () => void {
  const timer = setInterval(() => {
    for (const socket of sockets) socket.send('ping');
  }, HEARTBEAT);
  return () => clearInterval(timer);
}

describe('sockets over time', { concurrency: true }, () => {
  test('R4: who is silent for a minute is gone, and those who watch are told', async () => {
    const { id, visitor, open } = await room();
    const [silent, agent] = [await open(), await agentAt(id)];
    const stop = beat(agent);
    const gone = await agent.next('presence', ({ online }) => online === false, 75_000);
    stop();
    const bye = await silent.next('bye');
    assert.deepEqual([bye.code, bye.retry, await silent.closed], [4408, true, 4408]);
    assert.equal((gone.who as { kind: string }).kind, 'visitor');
    const age = Date.now() - Date.parse(String(gone.last_seen_at));
    assert.ok(age > 55_000, `last seen ${age} ms ago`);
    const { body } = await owner.call<{ items: { id: string; online: boolean }[] }>('/api/conversations');
    assert.equal(body.items.find((one) => one.id === id)?.online, false, 'the inbox knows it too');
    await using back = await visitorSocket(server.origin, id, visitor.token);
    await back.next('welcome');
    assert.equal((await agent.next('presence', ({ online }) => online === true)).online, true);
    await agent.close();
  });

  test('R4: a heartbeat keeps one here, however quiet', async () => {
    const { id, open } = await room();
    const [visitor, agent] = [await open(), await agentAt(id)];
    const stop = beat(visitor, agent);
    await sleep(66_000);
    stop();
    assert.deepEqual(
      agent.pending.filter(({ type }) => type === 'presence' || type === 'bye'),
      [],
    );
    await Promise.all([visitor.close(), agent.close()]);
  });

  test('R4: heartbeats wake nobody: five minutes of them are no work', async () => {
    const { id, open } = await room();
    const [tab, other] = [await open(), await open()];
    await until(
      () => stateOf(id),
      ({ database }) => database.calls > 0,
      10_000,
    );
    await server.evictRoom(id, 'hibernate');
    for (let n = 0; n < 10; n++) {
      for (const socket of [tab, other]) {
        socket.send('ping');
        await socket.next('pong');
      }
    }
    const asked = Date.now();
    const state = await stateOf(id);
    assert.ok(Date.parse(state.awake_since) >= asked, 'it was this question that woke the room');
    const { rows_written, alarms, inbox, database } = state;
    assert.deepEqual([rows_written, alarms, inbox.calls, database.calls], [0, 0, 0, 0]);
    await Promise.all([tab.close(), other.close()]);
  });

  test('R4: while somebody watches, the room only looks', async () => {
    const { id, open } = await room();
    const [visitor, agent] = [await open(), await agentAt(id)];
    const stop = beat(visitor, agent);
    await sleep(5_000);
    await server.evictRoom(id, 'hibernate');
    const before = await stateOf(id);
    await sleep(62_000);
    stop();
    const after = await stateOf(id);
    assert.ok(after.alarms - before.alarms <= 3, `${after.alarms} alarms in a minute`);
    assert.ok(after.rows_written - before.rows_written <= 1, `${after.rows_written} rows`);
    await Promise.all([visitor.close(), agent.close()]);
  });

  test('R5, W10: typing is passed on once in three seconds and ends by itself after five', async () => {
    await owner.call('/api/organization', { method: 'PATCH', body: { typingPreview: true } });
    const { id, open } = await room();
    const [visitor, agent] = [await open(), await agentAt(id)];
    for (let n = 0; n < 5; n++) visitor.send({ type: 'typing', on: true, text: 'I am' });
    const typing = await agent.next('typing');
    assert.deepEqual([typing.on, typing.text], [true, 'I am']);
    const end = await agent.next('typing', undefined, 8_000);
    assert.equal(end.on, false);
    visitor.send({ type: 'typing', on: true });
    await agent.next('typing', ({ on }) => on === true);
    visitor.send({ type: 'typing', on: false });
    await agent.next('typing', ({ on }) => on === false);
    await sleep(3_000);
    assert.deepEqual(
      agent.pending.filter(({ type }) => type === 'typing'),
      [],
    );
    const { rows_written } = await stateOf(id);
    visitor.send({ type: 'typing', on: true });
    await agent.next('typing');
    assert.equal((await stateOf(id)).rows_written, rows_written, 'kept nowhere');
    await visitor.close();
    assert.equal(
      (await agent.next('typing', ({ on }) => on === false)).on,
      false,
      'who has gone types no more',
    );
    await agent.close();
  });

  test('R7: a reader who does not keep up misses typing first, then has to come again', async () => {
    const { id, open } = await room();
    const [slow, visitor] = [await agentAt(id), await open()];
    await sleep(36_000);
    const say = (bytes: number) =>
      visitor.send({ type: 'send', client_id: randomUUID(), kind: 'text', body: 'x'.repeat(bytes) });
    for (let n = 0; n < 12; n++) say(9_000);
    await visitor.next('ack');
    await sleep(500);
    visitor.send({ type: 'typing', on: true });
    await sleep(300);
    assert.equal(
      slow.pending.some(({ type }) => type === 'typing'),
      false,
      'typing was left out',
    );
    for (let n = 0; n < 120; n++) say(9_000);
    const bye = await slow.next('bye', undefined, 20_000);
    assert.deepEqual([bye.code, bye.retry, await slow.closed], [4013, true, 4013]);
    const all = slow.pending.filter(({ type }) => type === 'message').length;
    assert.ok(all >= 12, 'what was sent before was not taken back');
    await visitor.close();
  });

  test('R3: more than a megabyte is not caught up with by a socket', async () => {
    const { id, visitor, open } = await room();
    const at = await open();
    for (let n = 0; n < 120; n++)
      at.send({ type: 'send', client_id: randomUUID(), kind: 'text', body: 'x'.repeat(9_500) });
    for (let n = 0; n < 120; n++) await at.next('ack');
    await using late = await visitorSocket(server.origin, id, visitor.token, 0);
    assert.equal((await late.next('reset')).head, 121);
    await using near = await visitorSocket(server.origin, id, visitor.token, 100);
    assert.equal(((await near.next('batch')).messages as unknown[]).length, 21);
    await at.close();
  });

  test('R7: who does not listen to refusals is hung up on, and comes back later', async () => {
    const { open } = await room();
    const flooder = await open();
    for (let n = 0; n < 300; n++) flooder.send('nonsense');
    const bye = await flooder.next('bye', undefined, 10_000);
    assert.deepEqual([bye.code, bye.retry, await flooder.closed], [4008, true, 4008]);
    assert.ok(flooder.pending.filter(({ type }) => type === 'refused').length >= 100);
    await using again = await open();
    assert.equal((await again.next('welcome')).head, 1, 'the room lives, and stored nothing of it');
  });
});
