import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ago, dayName, since, waiting } from '../../dashboard/live/times.ts';

const now = new Date(2026, 2, 12, 15, 0).getTime();
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

describe('times', () => {
  test('are said the way people say them', () => {
    assert.equal(ago(new Date(now - 20_000).toISOString(), now), 'now');
    assert.equal(ago(new Date(now - 2 * 60_000).toISOString(), now), '2 min');
    assert.equal(ago(at(2026, 2, 11, 23, 59), now), 'Yesterday');
    assert.equal(ago(at(2026, 2, 9, 9, 0), now), 'Monday');
    assert.equal(ago(at(2026, 0, 9, 9, 0), now), '9 Jan');
    assert.match(since(at(2026, 2, 11, 14, 5), now), /^yesterday \d/);
  });

  test('count days by the calendar, not by 24 hours', () => {
    assert.equal(dayName(at(2026, 2, 12, 0, 1), now), 'Today');
    assert.equal(dayName(at(2026, 2, 11, 23, 59), new Date(2026, 2, 12, 0, 1).getTime()), 'Yesterday');
    assert.equal(dayName(at(2025, 11, 31, 9, 0), now), '31 Dec 2025');
  });

  test('of waiting turn late and then overdue', () => {
    const from = (minutes: number) => waiting(new Date(now - minutes * 60_000).toISOString(), now);
    assert.deepEqual(from(0), { words: '< 1 min', patience: 'calm' });
    assert.deepEqual(from(3), { words: '3 min', patience: 'late' });
    assert.deepEqual(from(90), { words: '1 h', patience: 'overdue' });
  });
});
