import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pending } from '../../widget/transport/outbox.ts';
import { openRoom } from '../../widget/transport/room.ts';
import { Unsent, unsentRooms } from '../../widget/transport/unsent.ts';
import { FakeEnvironment } from './fakes/environment.ts';
import { ack, said, welcome } from './fakes/frames.ts';
import { FakeShelf, FakeTabs } from './fakes/shelf.ts';

const settle = () => new Promise(setImmediate);
const message = (clientId: string, change: Partial<Pending> = {}): Pending => ({
  clientId,
  kind: 'text',
  body: clientId,
  state: 'sending',
  ...change,
});

/** A browser, and the tabs that are opened in it. */
function browser() {
  const [shelf, tabs] = [new FakeShelf(), new FakeTabs()];
  const open = async (room = 'r', person = 'visitor', ...others: string[]) => {
    const environment = new FakeEnvironment();
    const store = new Unsent({
      persons: () => [person, ...others],
      room,
      shelf,
      tabs,
      environment,
    });
    let found = 0;
    store.onFound = () => void found++;
    await settle();
    const bodies = () => store.all().map(({ body }) => body);
    return { store, environment, bodies, found: () => found };
  };
  const say = async ({ store }: { store: Unsent }, ...words: string[]) => {
    for (const word of words) store.put(message(word));
    await settle();
  };
  return { shelf, tabs, open, say };
}

test('W9: what a crashed tab had not sent is found by the next visit, in order, with what was refused', async () => {
  const { tabs, open, say } = browser();
  const first = await open();
  await say(first, 'one', 'two', 'three');
  first.store.put(message('two', { state: 'failed', error: { code: 'no', detail: 'No.' } }));
  await settle();
  tabs.crash();
  const next = await open();
  assert.deepEqual(next.bodies(), ['one', 'two', 'three']);
  assert.deepEqual(next.store.all()[1]?.error, { code: 'no', detail: 'No.' });
  assert.equal(next.found(), 1);
});

test('W9: what a living tab is about to send is left to it', async () => {
  const { open, say } = browser();
  await say(await open(), 'mine');
  assert.deepEqual((await open()).bodies(), []);
});

test('W9: a tab that is gone is noticed by one that stays', async () => {
  const { tabs, open, say } = browser();
  await say(await open(), 'orphan');
  const [second, third] = [await open(), await open()];
  await say(second, 'own');
  const own = [...tabs.held].at(-1) ?? '';
  tabs.crash();
  tabs.held.add(own);
  second.environment.pass(30_000);
  third.environment.pass(30_000);
  await settle();
  assert.deepEqual([second.bodies(), third.bodies()].flat().sort(), ['orphan', 'own']);
  assert.equal(second.found() + third.found(), 1);
});

test('W9: a lock is held only while something waits', async () => {
  const { shelf, tabs, open, say } = browser();
  const tab = await open();
  assert.equal(tabs.held.size, 0);
  await say(tab, 'one', 'two');
  assert.equal(tabs.held.size, 1);
  tab.store.remove('one');
  tab.store.remove('two');
  await settle();
  assert.deepEqual([tabs.held.size, shelf.rows.size], [0, 0]);
});

test('W9: nobody finds the words of another person or another conversation', async () => {
  const { tabs, open, say } = browser();
  await say(await open('r', 'ada'), 'secret');
  tabs.crash();
  assert.deepEqual((await open('r', 'bo')).bodies(), []);
  assert.deepEqual((await open('other', 'ada')).bodies(), []);
  assert.deepEqual((await open('r', 'ada')).bodies(), ['secret']);
});

test('W9: words from before there was a conversation, or a name, go into it', async () => {
  const { shelf, tabs, open, say } = browser();
  await say(await open('', 'wk '), 'hello');
  tabs.crash();
  const next = await open('', 'wk visitor', 'wk ');
  assert.deepEqual(next.bodies(), ['hello']);
  next.store.enter('r');
  await settle();
  assert.deepEqual(
    [...shelf.rows.values()].map(({ room, person }) => [room, person]),
    [['r', 'wk visitor']],
  );
});

for (const mood of ['refuses', 'hangs'] as const) {
  test(`W9: where storage ${mood} nothing waits for it`, async () => {
    const { shelf, tabs, open, say } = browser();
    shelf.mood = mood;
    const tab = await open();
    await say(tab, 'one');
    tab.store.remove('one');
    await say(tab, 'two');
    assert.deepEqual(tab.bodies(), ['two']);
    tab.store.remove('two');
    for (let writes = 0; writes < 4; writes++) {
      await settle();
      tab.environment.pass(5_000);
    }
    await settle();
    assert.equal(tabs.held.size, 0, 'nor does a lock stay behind');
  });
}

test('W9: nothing is written where nothing was said', async () => {
  const { shelf, tabs, open } = browser();
  const tab = await open();
  tab.environment.pass(60_000);
  tab.store.close();
  assert.deepEqual([shelf.rows.size, tabs.held.size, tab.environment.listeners], [0, 0, 0]);
});

test('W9: an unacknowledged message goes out again after a reload under its id, once', async () => {
  const { shelf, tabs, open, say } = browser();
  await say(await open(), 'one', 'two');
  tabs.crash();
  const { store, environment } = await open();
  const shown: { pending: Pending[] } = { pending: [] };
  const room = openRoom({
    url: () => 'wss://chat.example/socket',
    protocols: () => [],
    onFrame: () => {},
    onStatus: () => {},
    onOutbox: (pending) => (shown.pending = pending),
    store,
    environment,
  });
  room.send('three', 'text', 'three');
  assert.deepEqual(
    shown.pending.map(({ body }) => body),
    ['one', 'two', 'three'],
  );
  environment.socket.say(welcome());
  const sent = environment.socket.frames('send').map((frame) => frame.client_id);
  assert.deepEqual(sent, ['one', 'two', 'three']);
  for (const [index, id] of sent.entries())
    environment.socket.say(
      ack(`${id}`, index + 1, index < 2),
      said(index + 1, index, { client_id: `${id}` }),
    );
  await settle();
  assert.deepEqual([shelf.bodies, shown.pending], [[], []]);
});

test('W9: what another tab left joins what is being said, and is sent', async () => {
  const { tabs, open, say } = browser();
  await say(await open(), 'orphan');
  const { store, environment } = await open();
  openRoom({
    url: () => 'wss://chat.example/socket',
    protocols: () => [],
    onFrame: () => {},
    onStatus: () => {},
    onOutbox: () => {},
    store,
    environment,
  });
  environment.socket.say(welcome());
  tabs.crash();
  environment.wake();
  await settle();
  assert.deepEqual(
    environment.socket.frames('send').map(({ body }) => body),
    ['orphan'],
  );
});

test('W9: what is for another conversation does not come along into this one', async () => {
  const { shelf, open, say } = browser();
  const tab = await open('other');
  await say(tab, 'theirs');
  tab.store.enter('r');
  await say(tab, 'ours');
  assert.deepEqual(tab.bodies(), ['ours']);
  assert.deepEqual(
    [...shelf.rows.values()].map(({ body, room }) => [body, room]),
    [
      ['theirs', 'other'],
      ['ours', 'r'],
    ],
  );
});

test('W9: a lock is held until what was removed is gone from the shelf', async () => {
  const { shelf, tabs, open, say } = browser();
  const tab = await open();
  await say(tab, 'one');
  const leftBehind: number[] = [];
  tabs.held.delete = (name) => {
    leftBehind.push(shelf.rows.size);
    return Set.prototype.delete.call(tabs.held, name);
  };
  tab.store.remove('one');
  tab.store.close();
  await settle();
  assert.deepEqual([leftBehind, tabs.held.size], [[0], 0]);
});

test('W9: what is said after words were found comes after them, whatever the clock says', async () => {
  const { shelf, tabs, open, say } = browser();
  const first = await open();
  first.environment.setClock(3_600_000);
  await say(first, 'one');
  tabs.crash();
  await say(await open(), 'two');
  assert.deepEqual(shelf.bodies, ['one', 'two']);
});

test('W9: a conversation calls for its words when somebody could send them and nobody else will', async () => {
  const { shelf, tabs, open, say } = browser();
  const gone = await open('gone');
  await say(gone, 'orphan');
  const refused = await open('refused');
  refused.store.put(message('no', { state: 'failed' }));
  await settle();
  tabs.crash();
  await say(await open('living'), 'mine');
  assert.deepEqual(await unsentRooms('visitor', shelf, tabs), ['gone']);
});
