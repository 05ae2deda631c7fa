import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  emptyThread,
  foldThread,
  lastSeq,
  type Thread,
  type ThreadChange,
  TYPING_EXPIRES,
  visitorMarks,
} from '../../dashboard/live/thread.ts';
import type { RoomFrame } from '../../widget/protocol/generated.ts';
import { agent, conversation, message, visitor } from './make.ts';

const after = (...changes: ThreadChange[]): Thread => changes.reduce(foldThread, emptyThread);
const frame = (content: RoomFrame, now = 0): ThreadChange => ({ type: 'frame', frame: content, now });
const seqs = ({ messages }: Thread) => messages.map(({ seq }) => seq);
const reader = { kind: 'visitor' as const, id: 'v' };

const welcome = frame({
  type: 'welcome',
  conversation: conversation('a'),
  head: 0,
  you: { kind: 'agent', id: 'g' },
  participants: [visitor()],
  limits: { frame_bytes: 16_384, body_chars: 10_000, messages: 20, per_seconds: 10 },
});

describe('a thread', () => {
  test('puts pages and live messages in one order, nothing twice', () => {
    const live = frame({ type: 'message', prev: 2, message: message(3) });
    const thread = after(live, { type: 'page', messages: [message(1), message(2), message(3)] });
    assert.deepEqual(seqs(thread), [1, 2, 3]);
    assert.equal(lastSeq(thread), 3);
  });

  test('adds what was missed while away', () => {
    const batch = frame({ type: 'batch', prev: 1, messages: [message(2), message(3)], more: false });
    assert.deepEqual(seqs(after(frame({ type: 'message', prev: 0, message: message(1) }), batch)), [1, 2, 3]);
  });

  test('moves marks forward only', () => {
    const read = frame({ type: 'read', reader, seq: 5 });
    const late = frame({ type: 'read', reader, seq: 3 });
    const delivered = frame({ type: 'delivered', reader, seq: 8 });
    assert.deepEqual(visitorMarks(after(welcome, read, late, delivered)), { read: 5, delivered: 8 });
  });

  test('shows typing until it ends, expires, or becomes a message', () => {
    const sender = { kind: 'visitor' as const, id: 'v', name: 'Quiet Otter', avatar_url: null };
    const typing = frame({ type: 'typing', sender, on: true }, 1_000);
    assert.equal(after(typing).typing.length, 1);
    assert.equal(after(typing, typing).typing.length, 1);
    assert.equal(after(typing, frame({ type: 'typing', sender, on: false })).typing.length, 0);
    assert.equal(after(typing, { type: 'tick', now: 1_000 + TYPING_EXPIRES }).typing.length, 0);
    assert.equal(after(typing, { type: 'tick', now: 900 }).typing.length, 0, 'the clock was set back');
    assert.equal(after(typing, frame({ type: 'message', prev: 0, message: message(1) })).typing.length, 0);
  });

  test('shows what the visitor types, where that is told', () => {
    const sender = { kind: 'visitor' as const, id: 'v', name: 'Quiet Otter', avatar_url: null };
    const typing = (text: string) => frame({ type: 'typing', sender, on: true, text });
    assert.deepEqual(
      after(typing('Do you'), typing('Do you ship')).typing.map(({ text }) => text),
      ['Do you ship'],
    );
    assert.equal('text' in (after(typing('  ')).typing[0] ?? {}), false);
  });

  test('knows who comes and goes', () => {
    const gone = frame({
      type: 'presence',
      who: { ...reader, name: 'Quiet Otter' },
      online: false,
      last_seen_at: '',
    });
    const colleague = frame({ type: 'presence', who: agent, online: true, last_seen_at: '' });
    const thread = after(welcome, gone, colleague);
    assert.deepEqual(
      thread.participants.map(({ name, online }) => [name, online]),
      [
        ['Quiet Otter', false],
        ['Ada', true],
      ],
    );
    assert.equal(thread.conversation?.online, false);
  });
});
