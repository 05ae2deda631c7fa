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
import { everything, keyOf, type View } from '../../dashboard/live/views.ts';
import type { ConversationSummary, InboxFrame } from '../../widget/protocol/generated.ts';
import { conversation, spokeAt } from './make.ts';

const me = { ...emptyInbox, me: 'ada' };
const after = (...changes: InboxChange[]): Inbox => changes.reduce(foldInbox, me);
const ids = (list: readonly ConversationSummary[]) => list.map(({ id }) => id);
const view = (change: Partial<View>): View => ({ ...everything, ...change });
const closed = view({ state: 'closed' });
const waiting = view({ state: 'waiting' });

type Page = Extract<InboxChange, { type: 'page' }>;
function page(items: ConversationSummary[], change: Partial<Page> = {}): InboxChange {
  return {
    type: 'page',
    view: everything,
    page: { items, next_cursor: null },
    first: true,
    askedAt: 0,
    ...change,
  };
}
const part = (items: ConversationSummary[], next: string, change: Partial<Page> = {}) =>
  page(items, { page: { items, next_cursor: next }, ...change });

const frame = (frame: InboxFrame): InboxChange => ({ type: 'frame', frame });
const told = (seq: number, one: ConversationSummary) =>
  frame({ type: 'conversation', seq, conversation: one });
const at = (minute: number) => ({ updated_at: `2026-03-10T13:0${minute}:00.000Z`, ...spokeAt(minute) });
const assigned = (id: string) => ({ assignee: { id, name: id, avatar_url: null } });

describe('the live list', () => {
  test('shows a new conversation without a reload', () => {
    const inbox = after(page([conversation('a')]), told(1, conversation('b', spokeAt(5))));
    assert.deepEqual(ids(listed(inbox, everything)), ['b', 'a']);
  });

  test('moves a conversation up when somebody speaks', () => {
    const inbox = after(
      page([conversation('b', spokeAt(2)), conversation('a', spokeAt(1))]),
      told(1, conversation('a', spokeAt(3))),
    );
    assert.deepEqual(ids(listed(inbox, everything)), ['a', 'b']);
  });

  test('does not move a conversation when its visitor only comes or goes', () => {
    const coming = conversation('a', { ...spokeAt(1), updated_at: '2026-03-10T13:00:00.000Z' });
    const inbox = after(
      page([conversation('b', spokeAt(2)), conversation('a', spokeAt(1))]),
      told(1, coming),
    );
    assert.deepEqual(ids(listed(inbox, everything)), ['b', 'a']);
  });

  test('lets go of a conversation that no longer belongs to the view, in the moment it is told', () => {
    const mine = view({ whose: 'mine' });
    const list = page([conversation('a', assigned('ada'))], { view: mine });
    assert.deepEqual(ids(listed(after(list), mine)), ['a']);
    const inbox = after(list, told(1, conversation('a', assigned('grace'))));
    assert.deepEqual(ids(listed(inbox, mine)), []);
    assert.deepEqual(ids(listed(inbox, mine, 'a')), ['a'], 'but not while an agent is in it');
  });

  test('puts who waits longest first, and who does not wait last', () => {
    const list = page([
      conversation('late', { waiting_since: '2026-03-10T12:09:00.000Z', ...spokeAt(9) }),
      conversation('answered', { waiting_since: null, status: 'open', ...spokeAt(10) }),
      conversation('early', { waiting_since: '2026-03-10T12:01:00.000Z', ...spokeAt(8) }),
    ]);
    assert.deepEqual(ids(listed(after(list), view({ order: 'longest' }))), ['early', 'late', 'answered']);
  });

  test('keeps what the socket said while an older page was on its way', () => {
    const inbox = after(
      told(7, conversation('a', { status: 'snoozed' })),
      page([conversation('a')], { askedAt: 6 }),
    );
    assert.deepEqual(ids(listed(inbox, everything)), []);
  });

  test('does not bring back a removed conversation with an older page', () => {
    const removed = frame({ type: 'removed', seq: 4, id: 'a' });
    assert.deepEqual(listed(after(removed, page([conversation('a')], { askedAt: 3 })), everything), []);
  });

  test('drops what a fresh first page no longer has, and nothing of another view', () => {
    const past = page([conversation('z', { status: 'closed' })], { view: closed });
    const inbox = after(page([conversation('a')]), past, page([conversation('b')]));
    assert.deepEqual(ids(listed(inbox, everything)), ['b']);
    assert.deepEqual(ids(listed(inbox, closed)), ['z']);
  });

  test('keeps what was just closed although the archive has not heard of it', () => {
    const old = conversation('z', { status: 'closed', ...at(1) });
    const fresh = told(1, conversation('a', { status: 'closed', ...at(2) }));
    const inbox = after(page([old], { view: closed }), fresh, page([old], { view: closed, askedAt: 5 }));
    assert.deepEqual(ids(listed(inbox, closed)), ['a', 'z']);
  });

  test('keeps what further pages told when the first is read again', () => {
    const [c, b, a] = [conversation('c', at(3)), conversation('b', at(2)), conversation('a', at(1))];
    const inbox = after(part([c, b], 'one'), page([a], { first: false }), part([b], 'two'));
    assert.deepEqual(ids(listed(inbox, everything)), ['b', 'a'], 'and nothing that left the first');
    assert.equal(inbox.progress[keyOf(everything)]?.next, null);
  });

  test('shows nothing below what has been read, or it would jump when the rest comes', () => {
    const [c, b, a] = [conversation('c', at(3)), conversation('b', at(2)), conversation('a', at(1))];
    const older = page([a], { view: waiting });
    assert.deepEqual(ids(listed(after(older, part([c], 'one')), everything)), ['c']);
    const all = after(older, part([c], 'one'), page([b], { first: false }));
    assert.deepEqual(ids(listed(all, everything)), ['c', 'b', 'a']);
  });

  test('goes on after a page that was empty and not the last', () => {
    const inbox = after(part([], 'one'));
    assert.deepEqual(listed(inbox, everything), []);
    assert.equal(inbox.progress[keyOf(everything)]?.next, 'one');
    const more = after(part([], 'one'), part([conversation('a', at(1))], 'two', { first: false }));
    assert.deepEqual(ids(listed(more, everything)), ['a']);
  });

  test('takes the next page for the truth after the inbox has started over', () => {
    const reset = frame({ type: 'reset', seq: 1 });
    const inbox = after(told(90, conversation('a')), reset, page([conversation('b')], { askedAt: 1 }));
    assert.deepEqual(ids(listed(inbox, everything)), ['b']);
  });

  test('ignores a frame that it does not know', () => {
    const unknown = { type: 'weather', seq: 3 } as unknown as InboxFrame;
    assert.deepEqual(ids(listed(after(page([conversation('a')]), frame(unknown)), everything)), ['a']);
  });

  test('takes counts from the inbox, and counts itself until it knows them', () => {
    const list = page([conversation('a', { unread: 2, ...assigned('ada') }), conversation('b')]);
    assert.deepEqual([countOf(after(list), 'all'), countOf(after(list), 'mine')], [2, 1]);
    assert.equal(countOf(after(list), 'unassigned'), 1);
    assert.equal(unreadCount(after(list)), 1);
    const counts = { waiting: 9, open: 3, snoozed: 0, unread: 5, unassigned: 7 };
    const inbox = after(
      list,
      frame({ type: 'counts', seq: 1, counts }),
      frame({ type: 'mine', seq: 2, mine: { open: 4, unread: 1 } }),
    );
    assert.deepEqual(
      [countOf(inbox, 'all'), countOf(inbox, 'unassigned'), countOf(inbox, 'mine')],
      [12, 7, 4],
    );
    assert.equal(unreadCount(inbox), 5);
  });
});
