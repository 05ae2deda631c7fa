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

test('R4: a page in the background, where timers of timers come once a minute, is heard in time', () => {
  const { environment, last } = open();
  const { socket } = environment;
  const pings: number[] = [environment.now()];
  socket.send = () => {
    pings.push(environment.now());
    environment.arrive(50, () => socket.text('pong'));
  };
  environment.pass(60_000);
  environment.hidden = environment.throttled = true;
  environment.pass(600_000);
  const gaps = pings.slice(1).map((at, index) => at - (pings[index] ?? 0));
  // The first may be a timer's from before; the room waits for 60 s.
  assert.ok(Math.max(...gaps) < 59_000 && Math.max(...gaps.slice(4)) <= 31_000, `${gaps}`);
  assert.deepEqual([last(), environment.sockets.length], ['online', 1]);
});

test('R4: nor do other words of the room keep its heartbeat back', () => {
  const { environment } = open();
  environment.hidden = true;
  for (let seconds = 0; seconds < 61; seconds++) {
    environment.socket.text('pong');
    environment.pass(1_000);
  }
  assert.equal(environment.socket.sent.length, 2);
});

test('R2: a clock that is set back stops no heartbeat', () => {
  const { environment, last } = open();
  environment.pass(12_000);
  environment.setClock(-3_600_000);
  environment.pass(5_000);
  assert.deepEqual(environment.socket.sent, ['ping']);
  environment.socket.text('pong');
  environment.pass(30_000);
  assert.deepEqual([environment.socket.sent.length, last()], [2, 'online']);
});

test('R4: and finds out within two minutes when its connection has died', () => {
  const { environment, last } = open();
  for (let minutes = 0; minutes < 2; minutes++) environment.sleep(60_000);
  assert.equal(last(), 'waiting');
});
