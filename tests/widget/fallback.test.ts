import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LiveSocket, type SocketOptions } from '../../widget/transport/socket.ts';
import { FakeEnvironment, FakeSocket } from './fakes/environment.ts';

const settle = () => new Promise(setImmediate);

function open(options: Partial<SocketOptions> = {}) {
  const environment = new FakeEnvironment();
  environment.dice = 0;
  const detours: FakeSocket[] = [];
  const statuses: string[] = [];
  const frames: unknown[] = [];
  const live = new LiveSocket({
    url: () => 'wss://chat.example/socket',
    protocols: () => [],
    onFrames: (some) => frames.push(...some),
    onStatus: (status) => statuses.push(status),
    fallback: async () => {
      detours.push(new FakeSocket('', []));
      return detours.at(-1) as FakeSocket;
    },
    environment,
    ...options,
  });
  /** The wait is over, whichever way is taken next. */
  const again = async () => {
    environment.pass(0);
    await settle();
  };
  const block = async () => {
    for (let times = 0; times < 2; times++) {
      environment.socket.drop(1006);
      await again();
    }
  };
  return { environment, detours, statuses, frames, live, again, block, last: () => statuses.at(-1) };
}

test('W22: after two sockets without a word it goes the other way, unnoticed by who listens', async () => {
  const { environment, detours, frames, live, block, last } = open();
  await block();
  assert.equal(detours.length, 1);
  detours[0]?.say({ type: 'welcome' });
  assert.deepEqual([last(), frames], ['online', [{ type: 'welcome' }]]);
  live.send({ type: 'typing' });
  assert.deepEqual(detours[0]?.frames('typing'), [{ type: 'typing' }]);
  assert.equal(environment.sockets.length, 2);
});

test('W22: a socket that stays silent counts as blocked at once', async () => {
  const { environment, detours, again } = open();
  environment.pass(10_000);
  await again();
  assert.equal(detours.length, 1);
});

test('W22: one lost connection is no reason', async () => {
  const { environment, detours, again } = open();
  for (let times = 0; times < 3; times++) {
    environment.socket.say({ type: 'welcome' });
    environment.socket.drop(1006);
    await again();
  }
  assert.equal(detours.length, 0);
});

test('W22: when a socket got through it goes back to sockets at once', async () => {
  const { environment, detours, statuses, frames, block } = open();
  await block();
  detours[0]?.say({ type: 'welcome' });
  detours[0]?.drop(1000);
  assert.equal(environment.sockets.length, 3);
  environment.socket.say({ type: 'welcome', again: true });
  assert.deepEqual(statuses.slice(-2), ['connecting', 'online']);
  assert.deepEqual(frames.at(-1), { type: 'welcome', again: true });
  environment.socket.drop(1006);
  environment.pass(0);
  assert.deepEqual([environment.sockets.length, detours.length], [4, 1], 'and stays with them');
});

test('W22: who is offline waits, and both ways take turns', async () => {
  const { environment, detours, again, block, last } = open();
  await block();
  for (let times = 0; times < 3; times++) {
    detours.at(-1)?.drop(1006);
    assert.equal(last(), 'waiting');
    await again();
    environment.socket.drop(1006);
    assert.equal(last(), 'waiting');
    await again();
  }
  assert.deepEqual([detours.length, environment.sockets.length], [4, 5]);
});

test('W22: a detour that cannot be loaded is a connection that failed', async () => {
  const { environment, again, block, last } = open({ fallback: () => Promise.reject(new Error('offline')) });
  await block();
  assert.equal(last(), 'waiting');
  await again();
  assert.equal(environment.sockets.length, 3);
});

test('W22: a detour that never loads is given up', async () => {
  const { environment, block, last } = open({ fallback: () => new Promise(() => {}) });
  await block();
  environment.dice = 1;
  environment.pass(10_000);
  assert.equal(last(), 'waiting');
  environment.pass(30_000);
  assert.equal(environment.sockets.length, 3);
});

test('W22: closed while the detour is on its way, nothing is left behind', async () => {
  const wire = new FakeSocket('', []);
  const { environment, live, statuses } = open({ fallback: async () => wire });
  environment.dice = 0;
  for (let times = 0; times < 2; times++) {
    environment.socket.drop(1006);
    environment.pass(0);
  }
  live.close();
  const before = statuses.length;
  await settle();
  assert.ok(wire.closed);
  environment.pass(100_000);
  assert.equal(statuses.length, before);
});
