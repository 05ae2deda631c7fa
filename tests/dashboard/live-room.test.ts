import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { LiveRoom } from '../../dashboard/live/room.ts';

const settle = async () => {
  for (let turns = 0; turns < 10; turns++) await new Promise(setImmediate);
};
let answer: () => Promise<Response>;
mock.method(globalThis, 'fetch', () => answer());
const page = Object.assign(new EventTarget(), { hidden: false });
const events = new EventTarget();
Object.assign(globalThis, {
  document: page,
  location: { href: 'https://desk.example/inbox' },
  addEventListener: events.addEventListener.bind(events),
  removeEventListener: events.removeEventListener.bind(events),
});

beforeEach(() => {
  answer = () => new Promise(() => {});
});

const bodies = (room: LiveRoom) => room.view().thread.pending.map(({ body, state }) => [body, state]);

test('W9: what is said into a room that was closed is not lost', () => {
  const room = new LiveRoom('a', 'ada');
  room.send('Hello', 'text');
  assert.deepEqual(bodies(room), [['Hello', 'sending']]);
  assert.ok(room.hasUnsent);
  room.close();
});

test('W9: what was said where there is no conversation can be thrown away', async () => {
  const problem = { type: '', title: '', status: 404, code: 'not_found', detail: 'No.' };
  answer = async () => new Response(JSON.stringify(problem), { status: 404 });
  const room = new LiveRoom('a', 'ada');
  const leave = room.enter();
  room.send('Hello', 'text');
  await settle();
  assert.deepEqual(bodies(room), [['Hello', 'failed']]);
  assert.equal(room.hasUnsent, false, 'nobody is warned of it for ever');
  room.discard(room.view().thread.pending[0]?.clientId ?? '');
  assert.deepEqual(bodies(room), []);
  leave();
});
