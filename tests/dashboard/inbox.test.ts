import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  countOf,
  emptyInbox,
  foldInbox,
  type Inbox,
  type InboxChange,
  listed,
  unreadCount,
} from '../../dashboard/live/inbox.ts';
import type { ConversationSummary } from '../../widget/protocol/generated.ts';
import { conversation, spokeAt } from './make.ts';

const after = (...changes: InboxChange[]): Inbox => changes.reduce(foldInbox, emptyInbox);
const ids = (list: ConversationSummary[]) => list.map(({ id }) => id);

function page(
  items: ConversationSummary[],
  change: Partial<Extract<InboxChange, { type: 'page' }>> = {},
): InboxChange {
  return {
    type: 'page',
    scope: 'active',
    page: { items, next_cursor: null },
    first: true,
    askedAt: 0,
    ...change,
  };
}

function told(seq: number, one: ConversationSummary): InboxChange {
  return { type: 'frame', frame: { type: 'conversation', seq, conversation: one } };
}

describe('the live list', () => {
  test('shows a new conversation without a reload', () => {
    const inbox = after(page([conversation('a')]), told(1, conversation('b', spokeAt(5))));
    assert.deepEqual(ids(listed(inbox, 'waiting')), ['b', 'a']);
  });

  test('moves a conversation up when somebody speaks', () => {
    const inbox = after(
      page([conversation('b', spokeAt(2)), conversation('a', spokeAt(1))]),
      told(1, conversation('a', spokeAt(3))),
    );
    assert.deepEqual(ids(listed(inbox, 'waiting')), ['a', 'b']);
  });

  test('does not move a conversation when its visitor only comes or goes', () => {
    const coming = conversation('a', { ...spokeAt(1), updated_at: '2026-03-10T13:00:00.000Z' });
    const inbox = after(
      page([conversation('b', spokeAt(2)), conversation('a', spokeAt(1))]),
      told(1, coming),
    );
    assert.deepEqual(ids(listed(inbox, 'waiting')), ['b', 'a']);
  });

  test('keeps what the socket said while an older page was on its way', () => {
    const inbox = after(
      told(7, conversation('a', { status: 'open' })),
      page([conversation('a')], { askedAt: 6 }),
    );
    assert.deepEqual(ids(listed(inbox, 'open')), ['a']);
  });

  test('does not bring back a removed conversation with an older page', () => {
    const removed: InboxChange = { type: 'frame', frame: { type: 'removed', seq: 4, id: 'a' } };
    assert.deepEqual(listed(after(removed, page([conversation('a')], { askedAt: 3 })), 'waiting'), []);
  });

  test('drops what a fresh first page no longer has, and nothing of the closed ones', () => {
    const closed = page([conversation('z', { status: 'closed' })], { scope: 'closed' });
    const inbox = after(page([conversation('a')]), closed, page([conversation('b')]));
    assert.deepEqual(ids(listed(inbox, 'waiting')), ['b']);
    assert.deepEqual(ids(listed(inbox, 'closed')), ['z']);
  });

  test('keeps what further pages told when the first is read again', () => {
    const at = (minute: number) => ({ updated_at: `2026-03-10T13:0${minute}:00.000Z` });
    const [c, b, a] = [conversation('c', at(3)), conversation('b', at(2)), conversation('a', at(1))];
    const first = page([c, b], { page: { items: [c, b], next_cursor: 'one' } });
    const further = page([a], { first: false });
    const inbox = after(first, further, page([], { page: { items: [b], next_cursor: 'two' } }));
    assert.deepEqual(ids(listed(inbox, 'waiting')).sort(), ['a', 'b'], 'and nothing that left the first');
    assert.deepEqual(inbox.progress.active, { loaded: true, next: null });
  });

  test('adds further pages at the end', () => {
    const further = page([conversation('a', spokeAt(1))], { first: false });
    assert.deepEqual(ids(listed(after(page([conversation('b', spokeAt(2))]), further), 'waiting')), [
      'b',
      'a',
    ]);
  });

  test('takes the next page for the truth after the inbox has started over', () => {
    const reset: InboxChange = { type: 'frame', frame: { type: 'reset', seq: 1 } };
    const inbox = after(told(90, conversation('a')), reset, page([conversation('b')], { askedAt: 1 }));
    assert.deepEqual(ids(listed(inbox, 'waiting')), ['b']);
  });

  test('keeps the conversation an agent is in where it is when its status changes', () => {
    const inbox = after(page([conversation('a')]), told(1, conversation('a', { status: 'open' })));
    assert.deepEqual(ids(listed(inbox, 'waiting', 'a')), ['a']);
    assert.deepEqual(ids(listed(inbox, 'waiting')), []);
  });

  test('takes counts from the inbox, and counts itself until it knows them', () => {
    const list = page([conversation('a', { unread: 2 }), conversation('b')]);
    assert.equal(countOf(after(list), 'waiting'), 2);
    assert.equal(unreadCount(after(list)), 1);
    const counts: InboxChange = {
      type: 'frame',
      frame: {
        type: 'counts',
        seq: 1,
        counts: { waiting: 9, open: 3, snoozed: 0, unread: 5, unassigned: 4 },
      },
    };
    assert.equal(countOf(after(list, counts), 'waiting'), 9);
    assert.equal(unreadCount(after(list, counts)), 5);
  });
});
