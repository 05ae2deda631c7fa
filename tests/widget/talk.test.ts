import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import type { Api } from '../../widget/frame/api.ts';
import { callsOf } from '../../widget/frame/conversation/calls.ts';
import { Talk } from '../../widget/frame/conversation/talk.ts';
import { createState } from '../../widget/frame/state.ts';
import type { Conversation, PublicConfig } from '../../widget/protocol/generated.ts';
import { cookies } from '../../widget/transport/cookies.ts';
import type { Row } from '../../widget/transport/shelf.ts';
import { message } from './fakes/frames.ts';

const events = new EventTarget();
const page = Object.assign(new EventTarget(), { hidden: false, cookie: '' });
class SilentSocket {
  send() {}
  close() {}
}
Object.assign(globalThis, {
  document: page,
  location: { origin: 'https://desk.example', pathname: '/frame/wk' },
  WebSocket: SilentSocket,
  addEventListener: events.addEventListener.bind(events),
  removeEventListener: events.removeEventListener.bind(events),
});
mock.timers.enable({ apis: ['setTimeout'] });

const settle = async () => {
  for (let turns = 0; turns < 20; turns++) await new Promise(setImmediate);
};
const conversation = (id: string) => ({ id }) as Conversation;
const row = (change: Partial<Row>): Row => ({
  clientId: 'c',
  kind: 'text',
  body: 'Hello',
  state: 'sending',
  person: 'wk v',
  room: 'old',
  owner: 'gone',
  at: 1,
  ...change,
});

/** One cookie; a page's real one collects them. */
async function keep(kept: Row): Promise<void> {
  await cookies.put(kept);
  page.cookie = page.cookie.split(';')[0] ?? '';
}

function open(ready: (talk: Talk) => Promise<void> = async () => {}) {
  const asked: string[] = [];
  const asVisitor = (path: string) => {
    asked.push(path);
    return path === 'conversations'
      ? new Promise(() => {})
      : Promise.resolve({ conversation: { id: 'old' } });
  };
  const api = { persons: ['wk v', 'wk '], token: '', page: {}, asVisitor } as unknown as Api;
  const store = createState({} as PublicConfig);
  const talk: Talk = new Talk(api, store, () => ready(talk));
  return { talk, asked, pending: () => store.state.pending.map(({ body }) => body) };
}

beforeEach(() => {
  page.cookie = '';
});

test('W9: words that wait for a network go into the conversation that another tab has begun', async () => {
  const { talk, asked, pending } = open(async (talk) => talk.enter(conversation('theirs')));
  talk.send('Hello');
  await settle();
  assert.deepEqual(asked, [], 'no second one is started');
  assert.deepEqual(pending(), ['Hello']);
});

test('W9: what an earlier visit left goes into its conversation', async () => {
  await keep(row({}));
  const { talk, asked, pending } = open();
  await talk.restore();
  await settle();
  assert.deepEqual([asked, pending()], [['conversations/old'], ['Hello']]);
});

test('W9: but not while the first words of this one are under way', async () => {
  await keep(row({}));
  const { talk, asked, pending } = open();
  talk.send('Something new');
  await talk.restore();
  await settle();
  assert.deepEqual([asked, pending()], [['conversations'], ['Something new']]);
});

test('W9: and nobody is led back to a conversation for words that were refused', async () => {
  await keep(row({ state: 'failed' }));
  const { talk, asked } = open();
  await talk.restore();
  assert.deepEqual(asked, []);
});

test('W9: a cookie that cannot be read costs no other its words', async () => {
  await keep(row({}));
  page.cookie = `chatdesk.unsent.x=%%%; ${page.cookie}`;
  assert.deepEqual(await cookies.read(), [row({})]);
});

test('a history whose pages do not advance has an end', async () => {
  let pages = 0;
  const asVisitor = async () => {
    assert.ok(++pages < 5);
    return { items: [message(1)], last_seq: 9, next_cursor: 'again' };
  };
  const messages = await callsOf({ asVisitor } as unknown as Api, 'c').history(0);
  assert.equal(messages.at(-1)?.seq, 1);
});
