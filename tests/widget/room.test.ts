import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomFrame } from '../../widget/protocol/generated.ts';
import { openRoom, type Pending, type RoomOptions } from '../../widget/transport/room.ts';
import { FakeEnvironment } from './fakes/environment.ts';
import { ack, batch, message, said, welcome } from './fakes/frames.ts';

function enter(options: Partial<RoomOptions> = {}) {
  const environment = new FakeEnvironment();
  const frames: RoomFrame[] = [];
  const outbox: { now: Pending[] } = { now: [] };
  const room = openRoom({
    url: (after) => `wss://chat.example/socket?after=${after}`,
    protocols: () => ['chatdesk.v1', 'st_1'],
    onFrame: (frame) => frames.push(frame),
    onStatus: () => {},
    onOutbox: (pending) => (outbox.now = pending),
    environment,
    ...options,
  });
  const seqs = () =>
    frames.flatMap((frame) => {
      if (frame.type === 'message') return [frame.message.seq];
      return frame.type === 'batch' ? frame.messages.map(({ seq }) => seq) : [];
    });
  const reconnect = () => {
    environment.socket.drop(1006);
    environment.pass(30_000);
  };
  return { environment, frames, outbox, room, seqs, reconnect };
}

const sentIds = (environment: FakeEnvironment) =>
  environment.socket.frames('send').map((frame) => frame.client_id);

test('asks for what was missed when there is a hole, and delivers in order', () => {
  const { environment, seqs } = enter();
  environment.socket.say(welcome(4), batch(0, [1, 2]));
  environment.socket.say(said(4));
  assert.deepEqual(seqs(), [1, 2]);
  assert.deepEqual(environment.socket.frames('resume'), [{ type: 'resume', after: 2 }]);
  environment.socket.say(said(5));
  assert.equal(environment.socket.frames('resume').length, 1);
  environment.socket.say(batch(2, [3, 4]));
  assert.deepEqual(seqs(), [1, 2, 3, 4, 5]);
});

test('sees no hole where the missing number was not for this reader', () => {
  const { environment, seqs } = enter();
  environment.socket.say(welcome(3), batch(0, [1]), said(3, 1));
  assert.deepEqual(seqs(), [1, 3]);
  assert.deepEqual(environment.socket.frames('resume'), []);
});

test('drops what it has already seen', () => {
  const { environment, seqs } = enter();
  environment.socket.say(welcome(2), batch(0, [1, 2]));
  environment.socket.say(said(2), batch(0, [1, 2, 3]));
  assert.deepEqual(seqs(), [1, 2, 3]);
});

test('resumes from the last seen message on a new connection', () => {
  const { environment, reconnect } = enter();
  environment.socket.say(welcome(2), batch(0, [1, 2]));
  reconnect();
  assert.equal(environment.sockets[1]?.url, 'wss://chat.example/socket?after=2');
});

test('a hole that is not filled within 10 s is filled by connecting anew', () => {
  const { environment } = enter();
  environment.socket.say(welcome(), said(3));
  environment.pass(10_000);
  assert.ok(environment.sockets[0]?.closed);
});

test('loads the history when too much was missed', async () => {
  const asked: number[] = [];
  const loadHistory = async (after: number) => {
    asked.push(after);
    return [message(8), message(9)];
  };
  const { environment, seqs } = enter({ after: 7, loadHistory });
  environment.socket.say(welcome(9), { type: 'reset', head: 9 });
  environment.socket.say(said(10));
  await new Promise(setImmediate);
  assert.deepEqual(asked, [7]);
  assert.deepEqual(seqs(), [8, 9, 10]);
});

test('holds messages until the room has greeted, then sends them in order', () => {
  const { environment, room, outbox } = enter();
  const ids = ['one', 'two'].map((body) => room.send(body));
  assert.deepEqual(sentIds(environment), []);
  environment.socket.say(welcome());
  assert.deepEqual(sentIds(environment), ids);
  assert.deepEqual(
    outbox.now.map(({ state }) => state),
    ['sending', 'sending'],
  );
});

test('an acknowledged message leaves the outbox when the room has shown it', () => {
  const { environment, room, outbox } = enter();
  environment.socket.say(welcome());
  const id = room.send('hello');
  environment.socket.say(ack(id, 1));
  assert.equal(outbox.now.length, 1);
  environment.socket.say(said(1, 0, { client_id: id }));
  assert.deepEqual(outbox.now, []);
});

test('without an acknowledgement for 10 s it connects anew and sends the same again', () => {
  const { environment, room, outbox } = enter();
  environment.socket.say(welcome());
  const id = room.send('hello');
  environment.pass(10_000);
  environment.pass(30_000);
  assert.ok(environment.sockets.length > 1);
  environment.socket.say(welcome());
  assert.deepEqual(sentIds(environment), [id]);
  environment.socket.say(ack(id, 1, true), said(1, 0, { client_id: id }));
  assert.deepEqual(outbox.now, []);
});

test('does not send again what the room shows to have arrived', () => {
  const { environment, room, outbox, reconnect } = enter();
  environment.socket.say(welcome());
  const [first, second] = [room.send('one'), room.send('two')];
  environment.socket.say(said(1, 0, { client_id: first }));
  reconnect();
  environment.socket.say(welcome(1));
  assert.deepEqual(sentIds(environment), [second]);
  assert.equal(outbox.now.length, 1);
});

test('never has more than 16 messages under way', () => {
  const { environment, room } = enter();
  environment.socket.say(welcome());
  const ids = Array.from({ length: 20 }, (_, index) => room.send(`${index}`));
  assert.equal(sentIds(environment).length, 16);
  environment.socket.say(ack(ids[0] ?? '', 1), ack(ids[1] ?? '', 2));
  assert.deepEqual(sentIds(environment), ids.slice(0, 18));
});

test('a refused message stays, with the reason, until it is tried again or thrown away', () => {
  const { environment, room, outbox } = enter();
  environment.socket.say(welcome());
  const [first, second] = [room.send('one'), room.send('two')];
  const refusal = { code: 'body_too_long', detail: 'Too long.' };
  environment.socket.say({ type: 'refused', client_id: first, ...refusal });
  assert.deepEqual(outbox.now[0]?.error, refusal);
  room.retry(first);
  assert.deepEqual(sentIds(environment), [first, second, first]);
  environment.socket.say({ type: 'refused', client_id: first, ...refusal });
  room.discard(first);
  assert.deepEqual(
    outbox.now.map(({ clientId }) => clientId),
    [second],
  );
});

test('when told to slow down it waits as long as asked, and nobody has to retry by hand', () => {
  const { environment, room, outbox } = enter();
  environment.socket.say(welcome());
  const id = room.send('one');
  environment.socket.say({
    type: 'refused',
    client_id: id,
    code: 'too_fast',
    detail: 'Wait.',
    retry_after: 4,
  });
  const later = room.send('two');
  environment.pass(3_999);
  assert.deepEqual(sentIds(environment), [id]);
  environment.pass(1);
  assert.deepEqual(sentIds(environment), [id, id, later]);
  assert.deepEqual(
    outbox.now.map(({ state }) => state),
    ['sending', 'sending'],
  );
});

test('R7: what follows a message that was refused for speed waits behind it', () => {
  const { environment, room } = enter();
  environment.socket.say(welcome());
  const [first, second, third] = ['one', 'two', 'three'].map((body) => room.send(body));
  const tooFast = { type: 'refused', code: 'rate_limited', detail: 'Wait.', retry_after: 2 };
  environment.socket.say(ack(`${first}`, 1), { ...tooFast, client_id: second });
  environment.pass(1_000);
  environment.socket.say({ ...tooFast, client_id: third });
  const fourth = room.send('four');
  environment.pass(1_999);
  assert.deepEqual(sentIds(environment), [first, second, third]);
  environment.pass(1);
  assert.deepEqual(sentIds(environment).slice(3), [second, third, fourth]);
});

test('a message too large for a frame fails here instead of costing the connection', () => {
  const { environment, room, outbox } = enter();
  environment.socket.say(welcome(0, 200));
  room.send('語'.repeat(100));
  assert.equal(outbox.now[0]?.error?.code, 'too_long');
  assert.deepEqual(sentIds(environment), []);
});

test('marks only move forward and are told again on a new connection', () => {
  const { environment, room, reconnect } = enter();
  environment.socket.say(welcome());
  for (const seq of [3, 2, 3]) room.read(seq);
  assert.deepEqual(environment.socket.frames('read'), [{ type: 'read', seq: 3 }]);
  reconnect();
  environment.socket.say(welcome());
  assert.deepEqual(environment.socket.frames('read'), [{ type: 'read', seq: 3 }]);
});

test('tells of typing at most once in 3 s', () => {
  const { environment, room } = enter();
  environment.socket.say(welcome());
  for (let keys = 0; keys < 10; keys++) room.typing(true);
  assert.equal(environment.socket.frames('typing').length, 1);
  environment.pass(3_000);
  room.typing(false);
  room.typing(false);
  assert.deepEqual(environment.socket.frames('typing').at(-1), { type: 'typing', on: false });
  assert.equal(environment.socket.frames('typing').length, 2);
});

test('goes when the room says bye for good', () => {
  const { environment } = enter();
  environment.socket.say(welcome(), { type: 'bye', code: 4404, retry: false });
  environment.pass(100_000);
  assert.equal(environment.sockets.length, 1);
  assert.ok(environment.socket.closed);
});

test('half a character is no text, and does not go out as such', () => {
  const { environment, room } = enter();
  environment.socket.say(welcome());
  room.send('one \ud83d two 😀');
  assert.equal(environment.socket.frames('send')[0]?.body, 'one \ufffd two 😀');
});

test('a message that is never answered is given up, and holds up nothing behind it', () => {
  const { environment, room, outbox } = enter();
  const [bad, good] = [room.send('bad'), room.send('good')];
  for (let rounds = 0; rounds < 3; rounds++) {
    assert.equal(outbox.now[0]?.state, 'sending');
    environment.socket.say(welcome());
    environment.pass(10_000);
    if (rounds < 2) environment.pass(5_000);
  }
  assert.deepEqual([outbox.now[0]?.clientId, outbox.now[0]?.error?.code], [bad, 'no_answer']);
  environment.pass(30_000);
  environment.socket.say(welcome());
  assert.deepEqual(sentIds(environment), [good]);
});

test('a refusal without a reason is one all the same', () => {
  const { environment, room, outbox } = enter();
  environment.socket.say(welcome());
  const id = room.send('one');
  environment.socket.say({ type: 'refused', client_id: id });
  assert.deepEqual(outbox.now[0]?.error, { code: '', detail: '' });
});

for (const [asked, waited] of [
  [0, 1_000],
  [-5, 1_000],
  [86_400, 60_000],
] as const) {
  test(`told to wait ${asked} s, it waits ${waited / 1_000} s`, () => {
    const { environment, room } = enter();
    environment.socket.say(welcome());
    const id = room.send('one');
    environment.socket.say({ type: 'refused', client_id: id, code: 'slow', detail: '', retry_after: asked });
    for (let passed = 0; passed < waited; passed += 500) {
      assert.equal(sentIds(environment).length, 1);
      environment.pass(500);
      environment.socket.text('pong');
    }
    assert.equal(sentIds(environment).length, 2);
  });
}

test('a room that names no limits has the usual ones', () => {
  const { environment, room } = enter();
  environment.socket.say({ ...welcome(), limits: undefined });
  room.send('one');
  assert.equal(sentIds(environment).length, 1);
});

test('a log that starts over is read from its beginning', async () => {
  const asked: number[] = [];
  const loadHistory = async (after: number) => {
    asked.push(after);
    return [message(1), message(2)];
  };
  const { environment, frames, seqs } = enter({ after: 7, loadHistory });
  environment.socket.say(welcome(2), { type: 'reset', head: 2 });
  await new Promise(setImmediate);
  environment.socket.say(said(3));
  assert.deepEqual([asked, seqs()], [[0], [1, 2, 3]]);
  assert.ok(frames.some(({ type }) => type === 'reset'));
});

test('typing is told of again after the clock was set back', () => {
  const { environment, room } = enter();
  environment.socket.say(welcome());
  room.typing(true);
  environment.setClock(-3_600_000);
  room.typing(true);
  assert.equal(environment.socket.frames('typing').length, 2);
});
