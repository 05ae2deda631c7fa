import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refused } from '../../widget/frame/api.ts';
import type { Conversation, Message, RoomFrame } from '../../widget/protocol/generated.ts';
import type { RoomCalls } from '../../widget/transport/calls.ts';
import { openRoom, type Pending } from '../../widget/transport/room.ts';
import { FakeEnvironment } from './fakes/environment.ts';
import { ack, message, said, welcome } from './fakes/frames.ts';

const settle = async () => {
  for (let turns = 0; turns < 5; turns++) await new Promise(setImmediate);
};
const visitor = { kind: 'visitor', id: 'visitor-1', name: 'Visitor', avatar_url: null } as const;
const refuse = (status: number, more = {}) => new Refused({ status, code: 'no', detail: 'No.', ...more });

/** A room that can be reached by HTTP only. */
class HttpRoom implements RoomCalls {
  readonly log: Message[] = [];
  readonly told: string[] = [];
  unread = 0;
  /** Thrown by the next calls, one each. */
  readonly failures: { [call: string]: unknown[] } = {};
  asked = 0;

  you = () => ({ kind: 'visitor', id: 'visitor-1' }) as const;
  conversation = async () => ({ id: 'c', unread: this.unread }) as Conversation;
  read = async (seq: number) => void this.told.push(`read ${seq}`);
  typing = async (on: boolean) => void this.told.push(`typing ${on}`);

  history = async (after: number) => {
    this.asked++;
    this.#mayFail('history');
    return this.log.filter(({ seq }) => seq > after);
  };

  send = async ({ clientId, body }: { clientId: string; body: string }) => {
    this.told.push(body);
    this.#mayFail('send');
    const known = this.log.find(({ client_id }) => client_id === clientId);
    return known ?? this.write(message(this.log.length + 1, { client_id: clientId, body, sender: visitor }));
  };

  write(entry: Message): Message {
    this.log.push(entry);
    return entry;
  }

  #mayFail(call: string): void {
    const failure = this.failures[call]?.shift();
    if (failure) throw failure;
  }
}

async function enter(room = new HttpRoom()) {
  const environment = new FakeEnvironment();
  environment.dice = 0;
  const frames: RoomFrame[] = [];
  const seen = { pending: [] as Pending[], status: '' };
  const client = openRoom({
    url: (after) => `wss://chat.example/socket?after=${after}`,
    protocols: () => [],
    onFrame: (frame) => frames.push(frame),
    onStatus: (status) => (seen.status = status),
    onOutbox: (pending) => (seen.pending = pending),
    calls: room,
    environment,
  });
  for (let times = 0; times < 2; times++) {
    environment.socket.drop(1006);
    environment.pass(0);
    await settle();
  }
  const bodies = () =>
    frames.flatMap((frame) => {
      if (frame.type === 'message') return [frame.message.body];
      return frame.type === 'batch' ? frame.messages.map(({ body }) => body) : [];
    });
  const pass = async (milliseconds: number) => {
    environment.pass(milliseconds);
    await settle();
  };
  return { environment, room, client, frames, seen, bodies, pass };
}

test('W22: greets like a room, with what was said so far and how far it was read', async () => {
  const room = new HttpRoom();
  for (const seq of [1, 2, 3]) room.write(message(seq));
  room.unread = 2;
  const { frames, seen } = await enter(room);
  assert.equal(seen.status, 'online');
  assert.deepEqual(
    frames.map(({ type }) => type),
    ['welcome', 'batch'],
  );
  const [greeting] = frames;
  assert.ok(greeting?.type === 'welcome');
  assert.deepEqual([greeting.head, greeting.you.id, greeting.participants[0]?.read], [3, 'visitor-1', 1]);
});

test('W22: hears what is said every few seconds, seldom behind another page', async () => {
  const { environment, room, bodies, pass } = await enter();
  room.write(message(1, { body: 'Hello' }));
  await pass(3_000);
  assert.deepEqual(bodies(), ['Hello']);
  environment.hidden = true;
  await pass(3_000);
  const before = room.asked;
  await pass(9_000);
  assert.equal(room.asked, before);
  await pass(9_000);
  assert.equal(room.asked, before + 1);
});

test('W22: sends in order, and what is sent is shown as stored', async () => {
  const { room, client, bodies, seen } = await enter();
  for (const body of ['one', 'two', 'three']) client.send(body);
  await settle();
  assert.deepEqual(room.told, ['one', 'two', 'three']);
  assert.deepEqual([bodies(), seen.pending], [['one', 'two', 'three'], []]);
});

test('W22: a refusal is told; one for speed holds back all that follows', async () => {
  const { room, client, seen, pass } = await enter();
  room.failures.send = [refuse(422), refuse(429, { retry_after: 4 })];
  for (const body of ['bad', 'fast', 'late']) client.send(body);
  await settle();
  assert.deepEqual(room.told, ['bad', 'fast']);
  assert.deepEqual(
    seen.pending.map(({ state }) => state),
    ['failed', 'sending', 'sending'],
  );
  await pass(4_000);
  assert.deepEqual(room.told, ['bad', 'fast', 'fast', 'late']);
});

test('W22: what got no answer is sent again under the same id', async () => {
  const { environment, room, client, seen, pass } = await enter();
  room.failures.send = [new TypeError('Failed to fetch')];
  client.send('hello');
  await settle();
  assert.equal(seen.status, 'waiting');
  await pass(0);
  assert.equal(seen.status, 'online');
  assert.equal(environment.sockets.length, 2, 'the way that worked comes first');
  assert.deepEqual([room.told, room.log.length, seen.pending], [['hello', 'hello'], 1, []]);
});

test('W22: tells of reading and typing, and a failure there ends nothing', async () => {
  const { room, client, seen } = await enter();
  room.read = () => Promise.reject(refuse(500));
  client.read(1);
  client.typing(true);
  await settle();
  assert.deepEqual([room.told, seen.status], [['typing true'], 'online']);
});

test('W22: without a network it waits instead of asking on', async () => {
  const { room, seen, pass } = await enter();
  room.failures.history = [new TypeError('Failed to fetch'), new TypeError('Failed to fetch')];
  await pass(3_000);
  assert.equal(seen.status, 'waiting');
});

test('W22: stops when there is no such conversation any more', async () => {
  const { room, seen, pass } = await enter();
  room.failures.history = [refuse(404)];
  await pass(3_000);
  assert.equal(seen.status, 'stopped');
});

for (const failure of [
  new Refused({ status: 429 }),
  new Refused({ status: 413 }),
  new Refused({ status: 403 }),
  undefined,
]) {
  const what = failure?.problem.status ?? 'nothing at all';
  test(`W22: something in between that says ${what} decides nothing about a message`, async () => {
    const { room, client, seen, pass } = await enter();
    room.failures.send = [failure ?? new (class {})()];
    client.send('hello');
    await settle();
    assert.deepEqual([seen.status, seen.pending[0]?.state], ['waiting', 'sending']);
    await pass(0);
    assert.deepEqual([room.told, seen.pending], [['hello', 'hello'], []]);
  });
}

for (const status of [403, 404]) {
  test(`W22: nor, with ${status}, about the conversation`, async () => {
    const { room, seen, pass } = await enter();
    room.failures.history = [new Refused({ status })];
    await pass(3_000);
    assert.notEqual(seen.status, 'stopped');
  });
}

test('W22: tries a socket every half minute and whenever the network changes', async () => {
  const { environment, seen, pass } = await enter();
  await pass(29_000);
  assert.equal(environment.sockets.length, 2);
  await pass(1_000);
  assert.equal(environment.sockets.length, 3);
  environment.wake();
  assert.equal(environment.sockets.length, 4);
  assert.ok(environment.sockets[2]?.closed, 'one at a time');
  await pass(10_000);
  assert.equal(seen.status, 'online', 'whatever becomes of it');
});

test('W22: back on a socket nothing is lost, doubled or out of order', async () => {
  const { environment, room, client, bodies, seen } = await enter();
  client.send('one');
  await settle();
  client.send('two', 'text', 'second');
  while (room.log.length < 2) await null;
  environment.wake();
  environment.socket.say(welcome(1));
  const { socket } = environment;
  assert.equal(environment.sockets.length, 4, 'a fresh one, for there may be more to catch up with');
  assert.match(socket.url, /after=1$/);
  await settle();
  socket.say(welcome(2), { type: 'batch', prev: 1, messages: room.log.slice(1), more: false });
  client.send('three', 'text', 'third');
  assert.deepEqual(bodies(), ['one', 'two']);
  assert.deepEqual(
    socket.frames('send').map(({ client_id }) => client_id),
    ['second', 'third'],
    'what was under way is unknown, and the room knows doubles',
  );
  assert.deepEqual(
    seen.pending.map(({ body }) => body),
    ['three'],
  );
  socket.say(ack('third', 3), said(3, 2, { client_id: 'third' }));
  const before = room.asked;
  assert.ok(!environment.sockets[2]?.closed, 'nobody is seen to leave');
  environment.pass(30_000);
  await settle();
  assert.ok(environment.sockets[2]?.closed);
  assert.equal(room.asked, before, 'and nobody asks any more');
});
