import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LiveSocket } from '../../widget/transport/socket.ts';
import { FakeEnvironment } from './fakes/environment.ts';

function open() {
  const environment = new FakeEnvironment();
  const statuses: string[] = [];
  new LiveSocket({
    url: () => 'wss://chat.example/socket',
    protocols: () => [],
    onFrames: () => {},
    onStatus: (status) => statuses.push(status),
    environment,
  });
  environment.socket.say({ type: 'welcome' });
  return { environment, last: () => statuses.at(-1) };
}

test('R2: a machine that wakes up asks at once, and takes 4 s of silence for a dead line', () => {
  const { environment, last } = open();
  environment.pass(12_000);
  environment.sleep(3_600_000);
  assert.deepEqual(environment.socket.sent, ['ping']);
  environment.pass(3_999);
  assert.equal(last(), 'online');
  environment.pass(1);
  assert.equal(last(), 'waiting');
});

test('R2: a connection that outlived the sleep goes on', () => {
  const { environment, last } = open();
  environment.sleep(60_000);
  environment.socket.text('pong');
  environment.pass(20_000);
  assert.deepEqual([last(), environment.sockets.length], ['online', 1]);
});

test('R4: a page in the background, whose timers come once a minute, stays connected', () => {
  const { environment, last } = open();
  for (let minutes = 0; minutes < 10; minutes++) {
    environment.sleep(60_000);
    environment.socket.text('pong');
  }
  assert.deepEqual([last(), environment.sockets.length], ['online', 1]);
  assert.ok(environment.socket.sent.length >= 9);
});

test('R4: and finds out within two minutes when its connection has died', () => {
  const { environment, last } = open();
  for (let minutes = 0; minutes < 2; minutes++) environment.sleep(60_000);
  assert.equal(last(), 'waiting');
});
