import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Row, reusing, rowsOf as rowsFor } from '../../dashboard/live/rows.ts';
import { emptyThread, type Thread } from '../../dashboard/live/thread.ts';
import { agent, conversation, message, visitor } from './make.ts';

const rowsOf = (shown: Thread) => rowsFor(shown, 'g');
const thread = (change: Partial<Thread>): Thread => ({ ...emptyThread, ...change });
const bubbles = (rows: Row[]) => rows.filter((row) => row.type === 'bubble');
const answer = (seq: number) => message(seq, { sender: agent });
const pending = (state: 'sending' | 'failed') => ({
  clientId: 'p',
  kind: 'text' as const,
  body: 'On its way',
  state,
});

describe('rows of a thread', () => {
  test('begin each day with a separator', () => {
    const rows = rowsOf(
      thread({ messages: [message(1), message(2, { created_at: '2026-03-12T12:00:00.000Z' })] }),
    );
    assert.deepEqual(
      rows.map(({ type }) => type),
      ['day', 'bubble', 'day', 'bubble'],
    );
  });

  test('group what one person says within two minutes', () => {
    const rows = bubbles(rowsOf(thread({ messages: [message(1), message(2), answer(3), message(9)] })));
    assert.deepEqual(
      rows.map(({ first, last }) => [first, last]),
      [
        [true, false],
        [false, true],
        [true, true],
        [true, true],
      ],
    );
  });

  test('never group a note with a reply', () => {
    const rows = bubbles(
      rowsOf(thread({ messages: [answer(1), message(2, { sender: agent, kind: 'note' })] })),
    );
    assert.deepEqual(
      rows.map(({ first, last }) => [first, last]),
      [
        [true, true],
        [true, true],
      ],
    );
  });

  test('show an event on its own line', () => {
    const event = message(1, { kind: 'event', client_id: null, event: { type: 'closed' } });
    assert.deepEqual(
      rowsOf(thread({ messages: [event] })).map(({ type }) => type),
      ['day', 'event'],
    );
  });

  test('tell what became of the last answer only', () => {
    const told = (participants: Thread['participants']) =>
      bubbles(rowsOf(thread({ messages: [answer(1), answer(2), message(3)], participants }))).map(
        ({ delivery }) => delivery,
      );
    assert.deepEqual(told([visitor()]), [null, 'sent', null]);
    assert.deepEqual(told([visitor({ delivered: 2 })]), [null, 'delivered', null]);
    assert.deepEqual(told([visitor({ delivered: 2, read: 3 })]), [null, 'seen', null]);
  });

  test('keep the key of a message when it is stored, and show it once', () => {
    const before = bubbles(rowsOf(thread({ pending: [pending('sending')] })));
    const both = bubbles(
      rowsOf(
        thread({ messages: [message(1, { sender: agent, client_id: 'p' })], pending: [pending('sending')] }),
      ),
    );
    assert.deepEqual(
      before.map(({ key, delivery }) => [key, delivery]),
      [['p', 'sending']],
    );
    assert.deepEqual(
      both.map(({ key, delivery }) => [key, delivery]),
      [['p', 'sent']],
    );
  });

  test('know what the reader said, and call a visitor by the name known now', () => {
    const known = conversation('a');
    const named = { ...known, widget_customer: { ...known.widget_customer, display_name: 'Grace Hopper' } };
    const rows = bubbles(rowsOf(thread({ messages: [message(1), answer(2)], conversation: named })));
    assert.deepEqual(
      rows.map(({ bubble }) => [bubble.sender?.name, bubble.isMine]),
      [
        ['Grace Hopper', false],
        ['Ada', true],
      ],
    );
  });

  test('do not claim that a failed message is being sent', () => {
    const rows = bubbles(rowsOf(thread({ messages: [answer(1)], pending: [pending('failed')] })));
    assert.deepEqual(
      rows.map(({ delivery }) => delivery),
      ['sent', null],
    );
  });

  test('say where the new begins, and begin a group there', () => {
    const rows = rowsFor(thread({ messages: [message(1), message(2), message(3)] }), 'g', 2);
    assert.deepEqual(
      rows.map(({ type }) => type),
      ['day', 'bubble', 'new', 'bubble', 'bubble'],
    );
    assert.deepEqual(
      bubbles(rows).map(({ first, last }) => [first, last]),
      [
        [true, true],
        [true, false],
        [false, true],
      ],
    );
  });

  test('are the same as before where nothing changed', () => {
    const messages = [message(1), message(9)];
    const before = rowsOf(thread({ messages }));
    const next = reusing(before, rowsOf(thread({ messages: [...messages, message(20)] })));
    assert.equal(next[1], before[1]);
    assert.equal(next[2], before[2]);
    const other = reusing(before, rowsOf(thread({ messages: [message(1, { body: 'Changed' })] })));
    assert.notEqual(other[1], before[1]);
  });
});
