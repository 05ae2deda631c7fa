import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LiveSocket, type SocketOptions, type StatusDetail } from '../../widget/transport/socket.ts';
import { FakeEnvironment } from './fakes/environment.ts';

function open(options: Partial<SocketOptions> = {}) {
  const environment = new FakeEnvironment();
  const statuses: [string, StatusDetail?][] = [];
  const frames: unknown[] = [];
  const live = new LiveSocket({
    url: () => 'wss://chat.example/socket',
    protocols: () => ['chatdesk.v1'],
    onFrames: (some) => frames.push(...some),
    onStatus: (status, detail) => statuses.push(detail ? [status, detail] : [status]),
    environment,
    ...options,
  });
  return { environment, statuses, frames, live, last: () => statuses.at(-1) };
}

test('is online only when the other side has said something', () => {
  const { environment, last } = open();
  assert.deepEqual(last(), ['connecting']);
  environment.socket.say({ type: 'welcome' });
  assert.deepEqual(last(), ['online']);
});

test('unpacks arrays of frames and hides the heartbeat', () => {
  const { environment, frames } = open();
  environment.socket.say({ type: 'a' }, { type: 'b' });
  environment.socket.text('pong');
  environment.socket.say({ type: 'c' });
  assert.deepEqual(frames, [{ type: 'a' }, { type: 'b' }, { type: 'c' }]);
});

test('says ping every 30 s and takes 10 s of silence after it for a dead line', () => {
  const { environment, last } = open();
  environment.socket.say({ type: 'welcome' });
  environment.pass(30_000);
  assert.deepEqual(environment.socket.sent, ['ping']);
  environment.socket.text('pong');
  environment.pass(30_000);
  assert.deepEqual(environment.socket.sent, ['ping', 'ping']);
  environment.pass(9_999);
  assert.deepEqual(last(), ['online']);
  environment.pass(1);
  assert.equal(last()?.[0], 'waiting');
  assert.ok(environment.sockets[0]?.closed);
});

test('gives up on a connection that never answers', () => {
  const { environment, last } = open();
  environment.pass(10_000);
  assert.equal(last()?.[0], 'waiting');
});

for (const code of [1006, 1011, 1012, 4008, 4013, 4408]) {
  test(`comes back after ${code}, telling when`, () => {
    const { environment, last } = open();
    environment.socket.drop(code);
    assert.deepEqual(last(), ['waiting', { code, retryAt: environment.now() + 500 }]);
    environment.pass(500);
    assert.equal(environment.sockets.length, 2);
  });
}

for (const code of [4001, 4003, 4404, 4409]) {
  test(`stops after ${code}`, () => {
    const { environment, last } = open();
    environment.socket.drop(code);
    environment.wake();
    environment.pass(100_000);
    assert.deepEqual(last(), ['stopped', { code }]);
    assert.equal(environment.sockets.length, 1);
  });
}

test('waits longer each time, and counts anew after a connection that lasted', () => {
  const { environment, last } = open();
  const wait = () => (last()?.[1]?.retryAt ?? 0) - environment.now();
  const waits = [1, 2, 3].map(() => {
    environment.socket.drop(1006);
    const waited = wait();
    environment.pass(waited);
    return waited;
  });
  assert.deepEqual(waits, [500, 1_000, 2_000]);
  environment.socket.say({ type: 'welcome' });
  environment.pass(10_000);
  environment.socket.drop(1006);
  assert.equal(wait(), 500);
});

test('a goodbye counts like the close that may get lost behind it', async () => {
  const gone = open();
  gone.environment.socket.say({ type: 'bye', code: 4404, retry: false });
  assert.deepEqual(gone.last(), ['stopped', { code: 4404 }]);
  assert.deepEqual(gone.frames, []);
  const ended = open({ renew: async () => true });
  ended.environment.socket.say({ type: 'bye', code: 4401, retry: false });
  await new Promise(setImmediate);
  ended.environment.pass(500);
  assert.equal(ended.environment.sockets.length, 2);
});

test('a goodbye until later is followed by a close, which is when to come back', () => {
  const { environment, last } = open();
  environment.socket.say({ type: 'welcome' }, { type: 'bye', code: 1012, retry: true });
  assert.deepEqual(last(), ['online']);
  environment.socket.drop(1012);
  assert.equal(last()?.[0], 'waiting');
});

test('renews an ended session and goes on', async () => {
  const { environment, last } = open({ renew: async () => true });
  environment.socket.say({ type: 'welcome' });
  environment.socket.drop(4401);
  assert.deepEqual(last(), ['connecting'], 'not online while it asks');
  await new Promise(setImmediate);
  environment.pass(500);
  assert.equal(environment.sockets.length, 2);
});

test('stops when the session cannot be renewed', async () => {
  const { environment, last } = open({ renew: async () => false });
  environment.socket.drop(4401);
  await new Promise(setImmediate);
  assert.deepEqual(last(), ['stopped', { code: 4401 }]);
});

test('does not wait for ever for a new session', () => {
  const { environment, last } = open({ renew: () => new Promise(() => {}) });
  environment.socket.drop(4401);
  environment.pass(10_000);
  assert.equal(last()?.[0], 'waiting');
  environment.pass(30_000);
  assert.ok(environment.sockets.length > 1);
});

test('what a renewal says too late counts for nothing', async () => {
  let answer: (isRenewed: boolean) => void = () => {};
  const renew = () => new Promise<boolean>((resolve) => (answer = resolve));
  const { environment, last } = open({ renew });
  environment.socket.drop(4401);
  environment.pass(10_000);
  environment.pass(500);
  environment.socket.say({ type: 'welcome' });
  answer(false);
  await new Promise(setImmediate);
  assert.deepEqual(last(), ['online']);
});

test('takes no word for a frame that is none', () => {
  const { environment, frames } = open();
  environment.socket.text('[null,1,"a",{"type":"a"}]');
  assert.deepEqual(frames, [{ type: 'a' }]);
});

test('tries again when renewing failed for want of a network', async () => {
  const { environment, last } = open({ renew: () => Promise.reject(new Error('no network')) });
  environment.socket.drop(4401);
  await new Promise(setImmediate);
  assert.equal(last()?.[0], 'waiting');
});

test('does not wait when the network or the person comes back', () => {
  const { environment } = open();
  environment.dice = 1;
  environment.socket.drop(1006);
  environment.wake();
  assert.equal(environment.sockets.length, 2);
  environment.pass(60_000);
  assert.ok(environment.sockets[0]?.closed);
});

test('asks a sleeping connection whether it still lives when the person comes back', () => {
  const { environment } = open();
  environment.socket.say({ type: 'welcome' });
  environment.wake();
  assert.deepEqual(environment.socket.sent, ['ping']);
  environment.pass(10_000);
  assert.ok(environment.sockets[0]?.closed);
});

test('is silent and leaves nothing behind when closed', () => {
  const { environment, live, statuses } = open();
  environment.socket.say({ type: 'welcome' });
  const before = statuses.length;
  live.close();
  environment.wake();
  environment.pass(100_000);
  assert.equal(statuses.length, before);
  assert.equal(environment.listeners, 0);
  assert.ok(environment.socket.closed);
});
