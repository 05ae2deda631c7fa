import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openRoom } from '../../widget/transport/room.ts';
import { FakeEnvironment } from './fakes/environment.ts';
import { welcome } from './fakes/frames.ts';

function enter() {
  const environment = new FakeEnvironment();
  const room = openRoom({
    url: () => 'wss://chat.example/socket',
    protocols: () => [],
    onFrame: () => {},
    onStatus: () => {},
    onOutbox: () => {},
    environment,
  });
  environment.socket.say(welcome());
  const typed = () => environment.socket.frames('typing').map(({ on, text }) => [on, text]);
  return { environment, room, typed };
}

test('W10: the preview ends with the last words, at most one in 3 s', () => {
  const { environment, room, typed } = enter();
  for (const text of ['H', 'He', 'Hello']) room.typing(true, text);
  assert.deepEqual(typed(), [[true, 'H']]);
  environment.pass(3_000);
  assert.deepEqual(typed(), [
    [true, 'H'],
    [true, 'Hello'],
  ]);
  environment.pass(6_000);
  assert.equal(typed().length, 2, 'and only once');
});

test('W10: what was sent or deleted is not previewed afterwards', () => {
  const { environment, room, typed } = enter();
  room.typing(true, 'H');
  room.typing(true, 'Hello');
  room.send('Hello');
  environment.pass(3_000);
  room.typing(true, 'A');
  room.typing(true, 'An');
  room.typing(false);
  environment.pass(3_000);
  assert.deepEqual(typed(), [
    [true, 'H'],
    [true, 'A'],
  ]);
});

test('W10: without a preview only the fact is told, and nothing follows', () => {
  const { environment, room, typed } = enter();
  room.typing(true);
  room.typing(true);
  environment.pass(3_000);
  assert.deepEqual(typed(), [[true, undefined]]);
});
