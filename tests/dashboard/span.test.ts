import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  drawn,
  END,
  earlier,
  grown,
  later,
  missingIn,
  type Span,
  spanAround,
  spanAtEnd,
  WHOLE,
} from '../../dashboard/live/span.ts';
import { emptyThread } from '../../dashboard/live/thread.ts';
import { Unread } from '../../dashboard/live/unread.ts';
import { agent, message } from './make.ts';

const log = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
const seqs = (messages: { seq: number }[]) => messages.map(({ seq }) => seq);

describe('the part of a conversation that is drawn', () => {
  test('is its end at first, and follows it', () => {
    assert.deepEqual(spanAtEnd(log(1, 120)), { from: 71, to: END });
    assert.deepEqual(spanAtEnd(log(1, 3)), { from: 1, to: END });
    assert.deepEqual(seqs(drawn(log(1, 5), { from: 4, to: END })), [4, 5]);
  });

  test('moves up page by page and never gets longer than four', () => {
    let span: Span = spanAtEnd(log(951, 1_000));
    for (let pages = 0; pages < 10; pages++) span = earlier(log(1, 1_000), span);
    assert.deepEqual(span, { from: 451, to: 650 });
    for (let pages = 0; pages < 9; pages++) span = earlier(log(1, 1_000), span);
    assert.equal(span.from, 1);
  });

  test('moves down again until it follows the end', () => {
    const once = later(log(1, 300), { from: 1, to: 200 });
    assert.deepEqual(once, { from: 51, to: 250 });
    assert.deepEqual(later(log(1, 300), once), { from: 101, to: END });
  });

  test('shows a message among its neighbours, wherever it is', () => {
    assert.deepEqual(spanAround(log(1, 1_000), 500), { from: 475, to: 524 });
    assert.deepEqual(spanAround(log(1, 1_000), 2), { from: 1, to: 50 });
    assert.deepEqual(spanAround(log(1, 1_000), 999), { from: 974, to: END });
    assert.deepEqual(spanAround(log(1, 1_000), 5_000), { from: 975, to: END });
  });

  test('loses what is far above for who is at the end, and keeps it for who reads', () => {
    const long = log(1, 400);
    assert.deepEqual(grown(long, WHOLE, true), { from: 201, to: END });
    assert.deepEqual(grown(long, WHOLE, false), { from: 1, to: 400 });
    assert.equal(grown(log(1, 40), WHOLE, true), WHOLE);
  });

  test('reads what is not known and nothing else', async () => {
    const asked: [number, number][] = [];
    const read = async (_: string, { after }: { after: number }, limit: number) => {
      asked.push([after, limit]);
      return { items: log(after + 1, after + limit) };
    };
    const known = [...log(11, 20), ...log(500, 520)];
    const found = await missingIn('a', known, { from: 1, to: 30 }, read);
    assert.deepEqual(asked[0], [0, 30]);
    assert.deepEqual(seqs(found).slice(0, 3), [1, 2, 3]);
    assert.deepEqual(await missingIn('a', known, { from: 12, to: 20 }, read), []);
    assert.equal(asked.length, 1);
  });

  test('ends where the log is shorter than it was', async () => {
    assert.deepEqual(await missingIn('a', log(90, 99), { from: 1, to: 50 }, async () => ({ items: [] })), []);
  });
});

describe('what is new', () => {
  const thread = (read: number) => ({
    ...emptyThread,
    messages: [message(1), message(2, { sender: agent }), message(3), message(4)],
    participants: [{ ...agent, online: true, read, delivered: read }],
  });

  test('begins at the first message of somebody else that I have not read', () => {
    const unread = new Unread('g');
    unread.welcomed(thread(1));
    assert.equal(unread.at, 3);
  });

  test('is nothing where I have read all, or never came before', () => {
    for (const read of [4, 0]) {
      const unread = new Unread('g');
      unread.welcomed(thread(read));
      assert.equal(unread.at, null);
    }
  });

  test('stays where it was while I read on, and starts anew with what I was not looking at', () => {
    const unread = new Unread('g');
    unread.welcomed(thread(1));
    unread.read = 4;
    unread.isLooking = true;
    unread.arrived([message(5)]);
    assert.equal(unread.at, 3);
    unread.read = 5;
    unread.isLooking = false;
    unread.arrived([message(6)]);
    unread.arrived([message(7)]);
    assert.equal(unread.at, 6);
  });

  test('stands further up once more of what is new is known, unless it stands where something arrived', () => {
    const unread = new Unread('g');
    const { messages, participants, ...rest } = thread(1);
    unread.welcomed({ ...rest, participants, messages: messages.slice(3) });
    assert.equal(unread.at, 4);
    unread.located(messages);
    assert.equal(unread.at, 3);
    unread.read = 4;
    unread.arrived([message(5)]);
    unread.located(messages);
    assert.equal(unread.at, 5);
  });

  test('is asked anew when the conversation is opened again', () => {
    const unread = new Unread('g');
    unread.welcomed(thread(1));
    unread.open();
    assert.equal(unread.at, null);
    unread.welcomed(thread(3));
    assert.equal(unread.at, 4);
  });
});
