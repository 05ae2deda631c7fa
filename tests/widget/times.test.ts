import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../widget/frame/conversation/times.ts';

const now = new Date(2026, 10, 20, 0, 5).getTime();
const at = (year: number, month: number, date: number, hour = 12) =>
  new Date(year, month - 1, date, hour).getTime();

test('calls days what people call them', () => {
  assert.equal(day(at(2026, 11, 20), now), 'Today');
  assert.equal(day(at(2026, 11, 19, 23), now), 'Yesterday');
  assert.equal(day(at(2026, 11, 5), now), 'Thursday, November 5');
  assert.equal(day(at(2025, 12, 31), now), 'Wednesday, December 31, 2025');
});
