import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Api } from '../../widget/frame/api.ts';
import { Chat } from '../../widget/frame/chat.ts';
import { createState } from '../../widget/frame/state.ts';
import type { PublicConfig } from '../../widget/protocol/generated.ts';
import { FakeEnvironment } from './fakes/environment.ts';

const settle = () => new Promise(setImmediate);

/** A chat that was opened, and whose part for talking does not load the first times. */
async function open(failures: number) {
  const environment = new FakeEnvironment();
  const store = createState({} as PublicConfig);
  const said: string[] = [];
  class Talk {
    send = (body: string) => void said.push(body);
    typing() {}
    async restore() {}
  }
  let loads = 0;
  const load = async () => {
    if (loads++ < failures) throw new TypeError('Failed to fetch dynamically imported module');
    return { Talk, Thread: () => null };
  };
  const init = async () => ({ config: { online: true }, conversation: null, widget_customer: {} });
  const api = { token: '', init } as unknown as Api;
  const chat = new Chat(api, store, { load: load as never, environment });
  chat.open();
  await settle();
  const write = (draft: string) => store.change({ draft });
  return { chat, store, environment, said, write, loads: () => loads };
}

test('W9: words stay in the composer when the part for talking does not load, and go out once it does', async () => {
  const { chat, store, environment, said, write } = await open(2);
  write('Hello');
  await chat.send();
  assert.deepEqual([store.state.phase, store.state.draft, said], ['ready', 'Hello', []]);
  environment.pass(5_000);
  await settle();
  assert.deepEqual([store.state.draft, said], ['Hello', []]);
  environment.wake();
  await settle();
  assert.deepEqual([store.state.draft, said], ['', ['Hello']]);
  environment.pass(60_000);
  await settle();
  assert.deepEqual([said, environment.listeners], [['Hello'], 0], 'once');
});

test('W9: a visitor who thinks better of it is not overruled', async () => {
  const { chat, environment, said, write } = await open(1);
  write('Hello');
  await chat.send();
  write('Goodbye');
  environment.wake();
  await settle();
  assert.deepEqual(said, []);
  await chat.send();
  assert.deepEqual(said, ['Goodbye']);
});

test('a chat that failed can be opened again', async () => {
  const { chat, store } = await open(0);
  store.change({ phase: 'failed' });
  chat.open();
  await settle();
  assert.equal(store.state.phase, 'ready');
});
