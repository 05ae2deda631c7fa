import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToLoader } from '../../widget/bridge.ts';
import { Happenings } from '../../widget/frame/conversation/happenings.ts';
import { applyFrame } from '../../widget/frame/conversation/news.ts';
import { createState } from '../../widget/frame/state.ts';
import type { Conversation, PublicConfig, RoomFrame } from '../../widget/protocol/generated.ts';
import { message } from './fakes/frames.ts';

const me = { kind: 'visitor', id: 'me', name: 'Visitor', avatar_url: null } as const;
const talk = (status: string) => ({ id: 'c', status }) as Conversation;
const welcome = (head: number, read = 0): RoomFrame =>
  ({
    type: 'welcome',
    head,
    conversation: talk('open'),
    you: { kind: 'visitor', id: 'me' },
    participants: [{ kind: 'visitor', id: 'me', read, delivered: read }],
  }) as unknown as RoomFrame;
const batch = (...seqs: number[]): RoomFrame => ({
  type: 'batch',
  prev: 0,
  messages: seqs.map((seq) => message(seq)),
  more: false,
});
const says = (seq: number, change = {}): RoomFrame => ({
  type: 'message',
  prev: seq - 1,
  message: message(seq, change),
});

/** A conversation, and what the page hears of it. */
function listen({ open = false, hidden = false, dismissed = 0 } = {}) {
  const store = createState({ show_agent_avatars: true } as PublicConfig);
  store.change({ open });
  const told: ToLoader[] = [];
  const rung: string[] = [];
  const happenings = new Happenings({
    store,
    tell: (what) => told.push(what),
    ring: (id) => rung.push(id),
    dismissed: () => dismissed,
    isHidden: () => hidden,
  });
  const hear = async (...frames: RoomFrame[]) => {
    for (const frame of frames) {
      const before = store.state;
      store.change(applyFrame(before, frame));
      happenings.hear(frame, before);
    }
    await Promise.resolve();
  };
  const news = () => told.flatMap((what) => (what.type === 'news' ? [what.text] : []));
  const events = () => told.flatMap((what) => (what.type === 'event' ? [[what.name, what.detail]] : []));
  const names = () => events().map(([name]) => name);
  return { store, happenings, hear, news, events, names, rung };
}

test('W12: what is said behind a closed window is news, each time, with a sound', async () => {
  const { hear, news, rung } = listen();
  await hear(welcome(0), batch(), says(1, { body: 'Hello' }), says(2, { body: 'Are you there?' }));
  assert.deepEqual(news(), ['Hello', 'Are you there?']);
  assert.equal(rung.length, 2);
});

test('W12: nothing is news to whoever looks at it, or has said it', async () => {
  const { hear, news, rung } = listen({ open: true });
  await hear(welcome(0), batch(), says(1));
  const own = listen();
  await own.hear(welcome(0), batch(), says(1, { sender: me }));
  assert.deepEqual([news(), rung, own.news(), own.rung], [[], [], [], []]);
});

test('W12: an open window on a page that nobody looks at is not seen', async () => {
  const { hear, news } = listen({ open: true, hidden: true });
  await hear(welcome(0), batch(), says(1, { body: 'Hello' }));
  assert.deepEqual(news(), ['Hello']);
});

test('W12: of what was missed while away there is one piece of news, and no sound', async () => {
  const { hear, news, rung } = listen();
  await hear(welcome(3, 1), batch(1, 2, 3));
  assert.deepEqual([news().length, rung], [1, []]);
});

test('W12: what was read before, here or in another tab, is no news', async () => {
  const { hear, news } = listen();
  await hear(welcome(3, 3), batch(1, 2, 3));
  assert.deepEqual(news(), []);
});

test('W12: what was waved away does not come back with the next page, what comes after it does', async () => {
  const { hear, news } = listen({ dismissed: 3 });
  await hear(welcome(3, 1), batch(1, 2, 3));
  assert.deepEqual(news(), []);
  await hear(says(4, { body: 'Still there?' }));
  assert.deepEqual(news(), ['Still there?']);
});

test('W12: who follows the news finds the conversation, whatever was shown before', async () => {
  const { hear, store } = listen();
  store.change({ view: 'menu' });
  await hear(welcome(0), batch(), says(1));
  assert.equal(store.state.view, 'chat');
});

test('W17: the page hears every new message of both sides once, and no history', async () => {
  const { hear, events } = listen({ open: true });
  await hear(welcome(2), batch(1, 2), says(3, { sender: me }), says(4));
  await hear(welcome(4), batch(1, 2, 3, 4), batch(5));
  const said = events().filter(([name]) => name === 'message');
  assert.deepEqual(
    said.map(([, detail]) => (detail as { sender: { kind: string } }).sender.kind),
    ['visitor', 'agent', 'agent'],
  );
  const { id, conversation_id, body, created_at, sender } = message(4);
  const { kind, name } = sender;
  assert.deepEqual(said[1]?.[1], {
    id,
    conversationId: conversation_id,
    body,
    sender: { kind, name },
    createdAt: created_at,
  });
});

test('W17: of a conversation that begins here all is new, and its end is told once', async () => {
  const { hear, happenings, names } = listen({ open: true });
  happenings.begin('c');
  const closed = { type: 'conversation', conversation: talk('closed') } as RoomFrame;
  await hear(welcome(1), batch(1), closed, closed);
  assert.deepEqual(names(), ['conversation:start', 'message', 'conversation:end']);
});

test('W17: what was refused for good is an error, what is said again later is not', async () => {
  const { hear, events } = listen();
  await hear({ type: 'refused', code: 'rate', detail: 'Slower.', retry_after: 3 });
  await hear({ type: 'refused', code: 'too_long', detail: 'Shorter.' });
  assert.deepEqual(events(), [['error', { code: 'too_long', detail: 'Shorter.' }]]);
});
