import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyFrame, lastForeign, withMessages } from '../../widget/frame/conversation/news.ts';
import { type ChatState, createState, unread } from '../../widget/frame/state.ts';
import type { PublicConfig, RoomFrame } from '../../widget/protocol/generated.ts';
import { message } from './fakes/frames.ts';

const ada = { kind: 'agent', id: 'agent-1', name: 'Ada', avatar_url: null } as const;
const me = { kind: 'visitor', id: 'me', name: 'Visitor', avatar_url: null } as const;

function after(...frames: RoomFrame[]): ChatState {
  const store = createState({} as PublicConfig);
  for (const frame of frames) store.change(applyFrame(store.state, frame));
  return store.state;
}

const typing = (on: boolean): RoomFrame => ({ type: 'typing', sender: ada, on });
const says = (seq: number): RoomFrame => ({ type: 'message', prev: seq - 1, message: message(seq) });
const read = (id: string, kind: 'agent' | 'visitor', seq: number): RoomFrame => ({
  type: 'read',
  reader: { kind, id },
  seq,
});
const welcome = {
  type: 'welcome',
  you: { kind: 'visitor', id: 'me' },
  participants: [
    { kind: 'visitor', id: 'me', name: '', avatar_url: null, online: true, read: 4, delivered: 4 },
    { kind: 'agent', id: 'agent-1', name: 'Ada', avatar_url: null, online: true, read: 2, delivered: 3 },
  ],
} as unknown as RoomFrame;

test('who has said something is not typing any more', () => {
  assert.equal(after(typing(true)).typing.length, 1);
  assert.equal(after(typing(true), typing(true)).typing.length, 1);
  assert.deepEqual(after(typing(true), says(1)).typing, []);
  assert.deepEqual(after(typing(true), typing(false)).typing, []);
});

test('one does not see oneself typing in another tab', () => {
  assert.deepEqual(after({ type: 'typing', sender: me, on: true }).typing, []);
});

test('takes the marks of the others and its own from the welcome', () => {
  const { agents, readUpTo } = after(welcome);
  assert.deepEqual({ agents, readUpTo }, { agents: { read: 2, delivered: 3 }, readUpTo: 4 });
});

test('what an agent has read was delivered', () => {
  assert.deepEqual(after(read('agent-1', 'agent', 5)).agents, { read: 5, delivered: 5 });
  assert.deepEqual(after(read('agent-1', 'agent', 5), read('agent-2', 'agent', 3)).agents.read, 5);
});

test('counts as unread what others said, until it is read in any tab', () => {
  const state = after(welcome, says(5), says(6));
  assert.equal(unread(state), 2);
  assert.equal(unread({ ...state, ...applyFrame(state, read('me', 'visitor', 6)) }), 0);
  assert.equal(unread({ ...state, ...applyFrame(state, read('somebody', 'visitor', 6)) }), 2);
});

test('the same message from two sides is one message', () => {
  const messages = withMessages([message(1), message(3)], [message(2), message(3)]);
  assert.deepEqual(
    messages.map(({ seq }) => seq),
    [1, 2, 3],
  );
});

test('knows the last words of others', () => {
  assert.equal(lastForeign([message(1), message(2, { sender: me })]), 1);
  assert.equal(lastForeign([]), 0);
});
