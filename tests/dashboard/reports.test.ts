// A8: which days a report is about, and figures as people say them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ofIn, searchFor } from '../../dashboard/reports/of.ts';
import { problemWith, rangeIn, todayIn } from '../../dashboard/reports/range.ts';
import { change, conversations, duration, percent, score } from '../../dashboard/reports/words.ts';

const TODAY = '2026-03-02';

test('A8: days are in the address; what cannot be is a week', () => {
  const week = { chosen: '7', from: '2026-02-24', to: TODAY };
  assert.deepEqual(rangeIn('', TODAY), week);
  assert.deepEqual(rangeIn('days=1', TODAY), { chosen: '1', from: TODAY, to: TODAY });
  assert.deepEqual(rangeIn('days=30', TODAY), { chosen: '30', from: '2026-02-01', to: TODAY });
  const picked = { chosen: 'custom', from: '2026-01-01', to: '2026-01-31' };
  assert.deepEqual(rangeIn('from=2026-01-01&to=2026-01-31', TODAY), picked);
  for (const search of [
    'days=8',
    'from=2026-02-30&to=2026-03-01',
    'from=2026-01-02&to=2026-01-01',
    'from=2020-01-01&to=2026-01-01',
    'from=x',
  ])
    assert.deepEqual(rangeIn(search, TODAY), week, search);
});

test('A8: of whom it is stands in the address too, one at a time; the days stay when that changes', () => {
  const id = 'f0000000-0000-7000-8000-000000000001';
  assert.deepEqual(ofIn(`days=30&department=${id}`), { by: 'department', id });
  assert.deepEqual(ofIn('agent=none'), { by: 'agent', id: 'none' });
  assert.deepEqual(ofIn(`widget=${id}&page=x`), { by: 'widget', id });
  const page = { by: 'page', id: 'https://shop.example/ünal' } as const;
  assert.deepEqual(ofIn(searchFor(`days=7&agent=${id}`, page)), page);
  for (const search of ['', 'agent=ada', 'agent=', 'team=1']) assert.equal(ofIn(search), undefined, search);
  assert.equal(
    searchFor('from=2026-01-01&to=2026-01-31', { by: 'agent', id }),
    `from=2026-01-01&to=2026-01-31&agent=${id}`,
  );
  assert.equal(searchFor(`days=30&agent=${id}`, undefined), 'days=30');
});

test('A8: what is wrong with days is said', () => {
  assert.equal(problemWith({ from: '', to: TODAY }), 'Choose two dates.');
  assert.match(problemWith({ from: TODAY, to: '2026-03-01' }) ?? '', /before/);
  assert.match(problemWith({ from: '2025-03-01', to: TODAY }) ?? '', /366/);
  assert.equal(problemWith({ from: '2025-03-02', to: TODAY }), undefined);
});

test('A8: today is by the clock of the organization', () => {
  const now = new Date('2026-03-01T23:30:00Z');
  assert.equal(todayIn('Europe/Berlin', now), '2026-03-02');
  assert.equal(todayIn('America/New_York', now), '2026-03-01');
  assert.equal(todayIn('Mars/Base', now), '2026-03-01');
});

test('A8: times, shares and changes in words', () => {
  const said = [null, 5, 60, 3_599, 3_600, 3_900, 86_400, 180_000].map(duration);
  assert.deepEqual(said, ['–', '5 s', '1 min', '1 h', '1 h', '1 h 5 min', '1 d', '2 d 2 h']);
  assert.deepEqual([percent(0.456), percent(null), score(4.25), score(null)], ['46%', '–', '4.3', '–']);
  assert.deepEqual([conversations(1), conversations(1_200)], ['1 conversation', '1,200 conversations']);
  assert.equal(change(12, 10), '20% more than before');
  assert.equal(change(60, 120, 'slower', 'faster'), '50% faster than before');
  assert.deepEqual(
    [change(5, 5), change(5, 0), change(null, 5)],
    ['As before', 'Nothing to compare with', 'Nothing to compare with'],
  );
});
