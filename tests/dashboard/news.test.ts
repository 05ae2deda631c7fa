import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Means, tell } from '../../dashboard/live/attention.ts';
import { PATIENCE, wishOf } from '../../dashboard/live/idle.ts';
import { type News, newsOf } from '../../dashboard/live/news.ts';
import type { ConversationSummary, InboxFrame } from '../../widget/protocol/generated.ts';
import { conversation, spokeAt } from './make.ts';

const before = (...known: ConversationSummary[]) => ({
  me: 'ada',
  entries: new Map(known.map((one) => [one.id, { conversation: one }])),
});
const spoke = (seq: number, change: Partial<ConversationSummary> = {}) => {
  const { last_message } = spokeAt(1);
  return conversation('a', { unread: 1, last_message: last_message && { ...last_message, seq }, ...change });
};
const told = (one: ConversationSummary, seq = 10): InboxFrame => ({
  type: 'conversation',
  seq,
  conversation: one,
});
const HEAD = 5;

describe('news', () => {
  test('are what a visitor wrote to me or to nobody, once', () => {
    const mine = { assignee: { id: 'ada', name: 'Ada', avatar_url: null } };
    const theirs = { assignee: { id: 'zed', name: 'Zed', avatar_url: null } };
    assert.equal(newsOf(told(spoke(2)), before(spoke(1)), HEAD)?.id, 'a 2');
    assert.equal(newsOf(told(spoke(2, mine)), before(spoke(1)), HEAD)?.text, 'Hello');
    assert.equal(newsOf(told(spoke(2, theirs)), before(spoke(1)), HEAD), null);
    assert.equal(newsOf(told(spoke(2)), before(spoke(2)), HEAD), null, 'only something else changed');
    assert.equal(newsOf(told(spoke(2, { unread: 0 })), before(spoke(1)), HEAD), null, 'read already');
  });

  test('of a conversation not known yet are news only if they came after us', () => {
    assert.equal(newsOf(told(spoke(1), HEAD), before(), HEAD), null);
    assert.equal(newsOf(told(spoke(1), HEAD + 1), before(), HEAD)?.conversation, 'a');
  });

  test('are also what a colleague calls one for', () => {
    const notice = {
      id: 'n',
      kind: 'mention',
      conversation_id: 'a',
      message_seq: 7,
      by: { id: 'zed', name: 'Zed' },
      text: 'Look',
      created_at: '',
      read: false,
    } as const;
    const news = newsOf({ type: 'notify', seq: 1, notice }, before(), HEAD);
    assert.deepEqual([news?.title, news?.seq], ['Zed mentioned you', 7]);
    const routed = { ...notice, kind: 'assigned', by: null } as const;
    const got = newsOf({ type: 'notify', seq: 1, notice: routed }, before(), HEAD);
    assert.equal(got?.title, 'You got a conversation');
  });
});

/** Some tabs of one browser, and what came of some news. */
function tabs(...all: Partial<Means>[]) {
  const marks = new Set<string>();
  const heard: string[] = [];
  let turn = Promise.resolve();
  const means = all.map(
    (change, index): Means => ({
      isLooking: () => false,
      isHidden: () => false,
      wantsSound: () => true,
      wantsNotifications: () => true,
      ring: async () => {
        heard.push(`ring ${index}`);
        return true;
      },
      show: () => heard.push(`show ${index}`),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds / 20)),
      inTurn: (run) => {
        turn = turn.then(run);
        return turn;
      },
      wasDone: (mark) => marks.has(mark),
      done: (mark) => marks.add(mark),
      ...change,
    }),
  );
  return { heard, tell: (news: News) => Promise.all(means.map((one) => tell(news, one))) };
}

const news: News = { id: 'a 2', conversation: 'a', seq: null, title: 'Grace', text: 'Hello' };
const hidden = { isHidden: () => true };

describe('several tabs', () => {
  test('ring once, and show nothing over a tab that is seen', async () => {
    const { heard, tell } = tabs(hidden, {}, hidden);
    await tell(news);
    assert.deepEqual(heard, ['ring 1']);
  });

  test('notify once when all are hidden, and ring once', async () => {
    const { heard, tell } = tabs(hidden, hidden);
    await tell(news);
    await tell(news);
    assert.deepEqual(heard.map((one) => one.split(' ')[0]).sort(), ['ring', 'show']);
  });

  test('are quiet about what one of them shows', async () => {
    const { heard, tell } = tabs(hidden, { isLooking: () => true });
    await tell(news);
    assert.deepEqual(heard, []);
  });

  test('leave the sound to one that may make it', async () => {
    const { heard, tell } = tabs({ ring: async () => false }, hidden);
    await tell(news);
    assert.deepEqual(heard, ['ring 1']);
  });

  test('do what was asked for only', async () => {
    const { heard, tell } = tabs({ ...hidden, wantsSound: () => false, wantsNotifications: () => false });
    await tell(news);
    assert.deepEqual(heard, []);
  });
});

describe('being away', () => {
  const at = 1_000_000;
  const touch = (isAutomatic = false) => ({ at, isAutomatic });

  test('comes by itself when nobody has touched anything for a while', () => {
    assert.equal(wishOf(touch(), at + PATIENCE - 1, 'available'), null);
    assert.equal(wishOf(touch(), at + PATIENCE, 'available'), 'away');
    assert.equal(wishOf(touch(), at + PATIENCE, 'away'), null, 'they are already');
  });

  test('ends by itself only if it came by itself', () => {
    assert.equal(wishOf(touch(true), at + 1, 'away'), 'available');
    assert.equal(wishOf(touch(false), at + 1, 'away'), null);
    assert.equal(wishOf(touch(true), at + 1, undefined), null, 'not known yet');
  });
});
