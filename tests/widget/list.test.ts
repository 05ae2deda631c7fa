import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOne, withCurrent } from '../../widget/frame/around/rows.ts';
import { when } from '../../widget/frame/around/when.ts';
import type { Conversation, PublicConfig } from '../../widget/protocol/generated.ts';
import { message } from './fakes/frames.ts';

const at = (minute: number) => `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`;

function conversation(id: string, minute: number, change: Partial<Conversation> = {}): Conversation {
  const last_message = { seq: 1, kind: 'text', sender: 'agent', body: id, created_at: at(minute) };
  return { id, status: 'open', department_id: null, unread: 0, last_message, ...change } as Conversation;
}

const ids = (rows: Conversation[]) => rows.map(({ id }) => id);
const config = (departments: number) =>
  ({ departments: Array.from({ length: departments }, (_, id) => ({ id })) }) as unknown as PublicConfig;

test('W11: the list shows of the connected conversation what its room knows, in its place', () => {
  const listed = [conversation('new', 30), conversation('old', 10, { unread: 4 })];
  const messages = [message(7, { body: 'Just now', created_at: at(40) })];
  const rows = withCurrent(listed, { conversation: conversation('old', 10), messages }, 1);
  assert.deepEqual(ids(rows), ['old', 'new']);
  assert.deepEqual(
    [rows[0]?.last_message?.body, rows[0]?.last_message?.seq, rows[0]?.unread],
    ['Just now', 7, 1],
  );
});

test('W11: one that has only just begun is in the list before the server lists it', () => {
  const current = { conversation: conversation('begun', 50), messages: [] };
  assert.deepEqual(ids(withCurrent([conversation('old', 10)], current, 0)), ['begun', 'old']);
});

test('W11: without a connected one the list is the server’s', () => {
  const listed = [conversation('a', 1), conversation('b', 2)];
  assert.equal(withCurrent(listed, { conversation: null, messages: [] }, 0), listed);
});

test('W8: a new conversation is not offered beside an open one, unless another department can be chosen', () => {
  const open = conversation('open', 1, { department_id: 'sales' });
  const closed = conversation('closed', 2, { status: 'closed', department_id: 'help' });
  assert.equal(openOne([closed, open], config(0))?.id, 'open');
  assert.equal(openOne([closed], config(0)), undefined);
  assert.equal(openOne([open], config(2)), undefined, 'the visitor chooses');
  assert.equal(openOne([open], config(2), 'sales')?.id, 'open', 'the page has chosen');
  assert.equal(openOne([open], config(2), 'help'), undefined);
});

test('a time in the list is as near as needed', () => {
  const now = new Date(2026, 10, 21, 15, 0).getTime();
  const ago = (days: number) => new Date(2026, 10, 21 - days, 9, 5).getTime();
  assert.match(when(ago(0), now), /^9:05\sAM$/);
  assert.equal(when(ago(1), now), 'yesterday');
  assert.equal(when(ago(3), now), 'Wednesday');
  assert.equal(when(ago(30), now), 'Oct 22');
  assert.equal(when(ago(400), now), 'Oct 17, 2025');
});
