import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ApiError } from '../../dashboard/api/client.ts';
import { beforeOf, type Edit, edited, stepsOf, undoOf, wordsOf } from '../../dashboard/live/edits.ts';
import { type EditCalls, runSteps } from '../../dashboard/live/run-edit.ts';
import type { ConversationSummary } from '../../widget/protocol/generated.ts';
import { conversation } from './make.ts';

const vip: Edit = { type: 'label', name: 'VIP', on: true };
const known = (...all: ConversationSummary[]) => new Map(all.map((one) => [one.id, one]));

describe('a change of many conversations', () => {
  test('asks once for all who get the same', () => {
    const many = [
      conversation('a'),
      conversation('b', { labels: ['new'] }),
      conversation('c'),
      conversation('d', { labels: ['vip'] }),
    ];
    assert.deepEqual(stepsOf(many, { type: 'close' }), [
      { ids: ['a', 'b', 'c', 'd'], change: { status: 'closed' } },
    ]);
    assert.deepEqual(stepsOf(many, vip), [
      { ids: ['a', 'c', 'd'], change: { labels: ['VIP'] } },
      { ids: ['b'], change: { labels: ['new', 'VIP'] } },
    ]);
  });

  test('looks at once as it will be', () => {
    const until = '2026-03-11T09:00:00.000Z';
    const snoozed = edited(conversation('a'), { type: 'snooze', until });
    assert.deepEqual([snoozed.status, snoozed.snoozed_until], ['snoozed', until]);
    assert.deepEqual(edited(snoozed, { type: 'close' }).snoozed_until, null);
    assert.deepEqual(edited(conversation('a'), vip).labels, ['VIP']);
  });

  test('is undone in what it touched, each to what it was', () => {
    const snoozed_until = '2026-03-11T09:00:00.000Z';
    const befores = [
      conversation('a'),
      conversation('b', { status: 'snoozed', snoozed_until }),
      conversation('c', { status: 'open' }),
    ].map((one) => ({ id: one.id, before: beforeOf(one) }));
    assert.deepEqual(undoOf(befores, { type: 'close' }), [
      { ids: ['a', 'c'], change: { status: 'open' } },
      { ids: ['b'], change: { status: 'snoozed', snoozedUntil: snoozed_until } },
    ]);
    assert.deepEqual(undoOf(befores, { type: 'assign', to: null }), [
      { ids: ['a', 'b', 'c'], change: { assigneeId: null } },
    ]);
  });

  test('says how many', () => {
    assert.equal(wordsOf({ type: 'close' }, 1), 'Conversation closed.');
    assert.equal(wordsOf({ type: 'close' }, 12), '12 conversations closed.');
  });

  test('goes out in portions, and what fails does not stop the others', async () => {
    const asked: number[] = [];
    const calls: EditCalls = {
      one: () => Promise.reject(new Error('not asked')),
      many: async (ids) => {
        asked.push(ids.length);
        if (asked.length === 1) throw new ApiError(503, 'busy', 'Busy.');
        const problem = { type: '', title: '', status: 404, detail: 'Gone.', code: 'not_found' };
        return {
          items: ids.map((id, index) =>
            index === 0 ? { id, ok: false, problem } : { id, ok: true, before: beforeOf(conversation(id)) },
          ),
        };
      },
    };
    const all = Array.from({ length: 150 }, (_, index) => conversation(`c${index}`));
    const outcome = await runSteps(stepsOf(all, { type: 'close' }), known(...all), calls);
    assert.deepEqual(asked, [100, 50]);
    assert.deepEqual([outcome.done.length, outcome.failed.length], [49, 101]);
    assert.match(String(outcome.error), /Gone/);
  });

  test('of one is a call of its own, whose answer is shown', async () => {
    const one = conversation('a', { priority: 'low' });
    const now = conversation('a', { priority: 'urgent' });
    const calls: EditCalls = {
      one: async () => ({ conversation: now }),
      many: () => Promise.reject(new Error('not asked')),
    };
    const outcome = await runSteps(stepsOf([one], { type: 'priority', to: 'urgent' }), known(one), calls);
    assert.deepEqual(outcome.now, [now]);
    assert.equal(outcome.done[0]?.before.priority, 'low');
  });
});
