import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InboxFrame } from '../../widget/protocol/generated.ts';
import { type InboxOptions, openInbox } from '../../widget/transport/inbox.ts';
import { FakeEnvironment } from './fakes/environment.ts';

const welcome = (seq: number) => ({ type: 'welcome', seq, agents: [], counts: {} });
const counts = (seq: number) => ({ type: 'counts', seq, counts: {} });

function enter(options: Partial<InboxOptions> = {}) {
  const environment = new FakeEnvironment();
  const frames: InboxFrame[] = [];
  const statuses: string[] = [];
  openInbox({
    url: (after) => `wss://chat.example/inbox?after=${after}`,
    onFrame: (frame) => frames.push(frame),
    onStatus: (status) => statuses.push(status),
    environment,
    ...options,
  });
  const reconnect = () => {
    environment.socket.drop(1006);
    environment.pass(30_000);
    return environment.socket;
  };
  return { environment, frames, statuses, reconnect };
}

test('starts from where the first welcome stands', () => {
  const { environment, reconnect } = enter();
  environment.socket.say(welcome(40));
  assert.match(reconnect().url, /after=40$/);
});

test('a later welcome does not skip what was missed', () => {
  const { environment, frames, reconnect } = enter();
  environment.socket.say(welcome(40));
  reconnect().say(welcome(43));
  assert.match(reconnect().url, /after=40$/);
  environment.socket.say(welcome(43), counts(42), counts(43));
  assert.match(reconnect().url, /after=43$/);
  assert.equal(frames.length, 5);
});

test('a goodbye is no news, and does not make it forget where it was', () => {
  const { environment, frames, reconnect } = enter();
  environment.socket.say(welcome(40));
  environment.socket.say({ type: 'bye', code: 1012, retry: true });
  assert.equal(frames.length, 1);
  assert.match(reconnect().url, /after=40$/);
});

test('W22: reads the list every few seconds while sockets are blocked', async () => {
  let reads = 0;
  const { environment, statuses } = enter({ refresh: async () => void reads++ });
  environment.dice = 0;
  const pass = async (milliseconds: number) => {
    environment.pass(milliseconds);
    for (let turns = 0; turns < 5; turns++) await new Promise(setImmediate);
  };
  for (let times = 0; times < 2; times++) {
    environment.socket.drop(1006);
    await pass(0);
  }
  assert.deepEqual([reads, statuses.at(-1)], [1, 'online']);
  for (let times = 0; times < 3; times++) await pass(2_000);
  assert.equal(reads, 4);
});

test('a reset is told, and counts from there', () => {
  const { environment, frames, reconnect } = enter();
  environment.socket.say(welcome(40));
  environment.socket.say({ type: 'reset', seq: 7 });
  assert.equal(frames.at(-1)?.type, 'reset');
  assert.match(reconnect().url, /after=7$/);
});
