import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refused } from '../../widget/frame/api.ts';
import type { Message } from '../../widget/protocol/generated.ts';
import type { RoomCalls } from '../../widget/transport/calls.ts';
import { openRoom, type Pending } from '../../widget/transport/room.ts';
import { FakeEnvironment } from './fakes/environment.ts';
import { ack, message, said, welcome } from './fakes/frames.ts';

const settle = () => new Promise(setImmediate);
const LONG = '語'.repeat(100);

/** A room whose frames hold 300 bytes, and what was posted to it. */
function enter() {
  const environment = new FakeEnvironment();
  const posts: { clientId: string; answer: (stored: Message) => void; fail: (why: unknown) => void }[] = [];
  const outbox: { now: Pending[] } = { now: [] };
  const send = ({ clientId }: { clientId: string }) =>
    new Promise<Message>((answer, fail) => posts.push({ clientId, answer, fail }));
  const room = openRoom({
    url: () => 'wss://chat.example/socket',
    protocols: () => [],
    onFrame: () => {},
    onStatus: () => {},
    onOutbox: (pending) => (outbox.now = pending),
    calls: { send } as unknown as RoomCalls,
    environment,
  });
  environment.socket.say(welcome(0, 300));
  const sent = () => environment.socket.frames('send').map(({ body }) => body);
  return { environment, posts, outbox, room, sent };
}

test('W9: what is too long for a frame goes by HTTP, in its place among the others', async () => {
  const { environment, posts, outbox, room, sent } = enter();
  const [first, long] = ['one', LONG, 'three'].map((body) => room.send(body));
  assert.deepEqual([sent(), posts.length], [['one'], 0], 'not before what came before it is stored');
  environment.socket.say(ack(`${first}`, 1));
  assert.deepEqual([sent(), posts.length], [['one'], 1], 'and nothing behind it');
  posts[0]?.answer(message(2));
  await settle();
  assert.deepEqual([sent(), posts.length], [['one', 'three'], 1]);
  environment.socket.say(said(1, 0, { client_id: `${first}` }), said(2, 1, { client_id: `${long}` }));
  assert.deepEqual(
    outbox.now.map(({ body }) => body),
    ['three'],
  );
});

test('W9: refused, it stays with the words of the server', async () => {
  const { posts, outbox, room, sent } = enter();
  room.send(LONG);
  room.send('next');
  posts[0]?.fail(new Refused({ status: 422, code: 'too_long', detail: 'Too long.' }));
  await settle();
  assert.deepEqual(outbox.now[0]?.error, { code: 'too_long', detail: 'Too long.' });
  assert.deepEqual(sent(), ['next']);
});

for (const [what, failure, wait] of [
  ['no answer', new TypeError('Failed to fetch'), 500],
  ['a broken server', new Refused({ status: 500 }), 500],
  ['too much at once', new Refused({ status: 429, retry_after: 3 }), 3_000],
] as const) {
  test(`W9: after ${what} the same is sent again, and nothing overtakes it`, async () => {
    const { environment, posts, room, sent } = enter();
    const id = room.send(LONG);
    room.send('next');
    posts[0]?.fail(failure);
    await settle();
    environment.pass(wait - 1);
    assert.equal(posts.length, 1);
    environment.pass(1);
    assert.deepEqual([posts.map(({ clientId }) => clientId), sent()], [[id, id], []]);
  });
}

test('W9: a new connection does not wait for what the old one was doing', async () => {
  const { environment, posts, outbox, room } = enter();
  const id = room.send(LONG);
  environment.socket.drop(1006);
  environment.pass(500);
  environment.socket.say(welcome(0, 300));
  assert.deepEqual(
    posts.map(({ clientId }) => clientId),
    [id, id],
  );
  posts[0]?.fail(new Refused({ status: 409 }));
  await settle();
  assert.equal(outbox.now[0]?.state, 'sending', 'only the latest try decides');
  posts[1]?.answer(message(1));
  await settle();
  environment.socket.say(said(1, 0, { client_id: id }));
  assert.deepEqual(outbox.now, []);
});
