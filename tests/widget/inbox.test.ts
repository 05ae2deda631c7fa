import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InboxFrame } from '../../widget/protocol/generated.ts';
import { openInbox } from '../../widget/transport/inbox.ts';
import { FakeEnvironment } from './fakes/environment.ts';

const welcome = (seq: number) => ({ type: 'welcome', seq, agents: [], counts: {} });
const counts = (seq: number) => ({ type: 'counts', seq, counts: {} });

function enter() {
  const environment = new FakeEnvironment();
  const frames: InboxFrame[] = [];
  openInbox({
    url: (after) => `wss://chat.example/inbox?after=${after}`,
    onFrame: (frame) => frames.push(frame),
    onStatus: () => {},
    environment,
  });
  const reconnect = () => {
    environment.socket.drop(1006);
    environment.pass(30_000);
    return environment.socket;
  };
  return { environment, frames, reconnect };
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

test('a reset is told, and counts from there', () => {
  const { environment, frames, reconnect } = enter();
  environment.socket.say(welcome(40));
  environment.socket.say({ type: 'reset', seq: 7 });
  assert.equal(frames.at(-1)?.type, 'reset');
  assert.match(reconnect().url, /after=7$/);
});
