import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delivery, type Item, timeline } from '../../widget/frame/conversation/timeline.ts';
import type { Message } from '../../widget/protocol/generated.ts';
import type { Pending } from '../../widget/transport/room.ts';
import { message } from './fakes/frames.ts';

const NOON = new Date(2026, 10, 20, 12, 0, 0).getTime();
const visitor = { kind: 'visitor', id: 'visitor-1', name: 'Visitor', avatar_url: null } as const;
const at = (seconds: number) => new Date(NOON + seconds * 1_000).toISOString();

function agentSays(seq: number, seconds: number, change: Partial<Message> = {}): Message {
  return message(seq, { created_at: at(seconds), ...change });
}

function visitorSays(seq: number, seconds: number, client_id = `client-${seq}`): Message {
  return agentSays(seq, seconds, { sender: visitor, client_id });
}

const pending = (clientId: string, state: Pending['state'] = 'sending'): Pending => ({
  clientId,
  kind: 'text',
  body: 'Words',
  state,
});
const shape = (items: Item[]) => items.map((item) => (item.type === 'group' ? item.lines.length : item.type));
const list = (messages: Message[], unsent: Pending[] = [], seconds = 0) =>
  timeline({ messages, pending: unsent }, NOON + seconds * 1_000);

test('puts what one person says within two minutes into one group', () => {
  assert.deepEqual(shape(list([agentSays(1, 0), agentSays(2, 120), agentSays(3, 241)])), ['day', 2, 1]);
});

test('begins a group where the speaker changes', () => {
  const other = { kind: 'agent', id: 'agent-2', name: 'Bo', avatar_url: null } as const;
  assert.deepEqual(shape(list([agentSays(1, 0), agentSays(2, 1, { sender: other }), visitorSays(3, 2)])), [
    'day',
    1,
    1,
    1,
  ]);
});

test('an event stands alone and parts what is around it', () => {
  const joined = agentSays(2, 1, { kind: 'event', event: { type: 'closed' } });
  assert.deepEqual(shape(list([agentSays(1, 0), joined, agentSays(3, 2)])), ['day', 1, 'event', 1]);
});

test('names each day once', () => {
  const nextDay = 86_400;
  assert.deepEqual(shape(list([agentSays(1, 0), agentSays(2, 300), agentSays(3, nextDay)])), [
    'day',
    1,
    1,
    'day',
    1,
  ]);
});

test('what is not acknowledged comes last, and once', () => {
  const items = list([visitorSays(1, 0, 'a')], [pending('a'), pending('b')], 30);
  assert.deepEqual(shape(items), ['day', 2]);
});

test('a message keeps its place on the screen when it is acknowledged', () => {
  const key = (items: Item[]) =>
    items.flatMap((item) => (item.type === 'group' ? item.lines.map((line) => line.key) : []));
  assert.deepEqual(key(list([], [pending('a')])), key(list([visitorSays(1, 0, 'a')])));
});

test('tells how far the last own message came', () => {
  const messages = [visitorSays(1, 0), agentSays(2, 1), visitorSays(3, 2)];
  const state = (read: number, delivered: number) =>
    delivery({ messages, pending: [], agents: { read, delivered } });
  assert.deepEqual([state(2, 2), state(2, 3), state(3, 3)], ['sent', 'delivered', 'seen']);
});

test('is sending while something is, and says nothing beside a refusal', () => {
  const state = (unsent: Pending[]) =>
    delivery({ messages: [visitorSays(1, 0)], pending: unsent, agents: { read: 1, delivered: 1 } });
  assert.equal(state([pending('x')]), 'sending');
  assert.equal(state([pending('x', 'failed')]), null);
  assert.equal(state([pending('client-1')]), 'seen');
});
