import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoff } from '../../widget/transport/backoff.ts';

test('waits anywhere between nothing and a ceiling that doubles', () => {
  assert.equal(
    backoff(0, () => 0),
    0,
  );
  assert.equal(
    backoff(0, () => 1),
    1_000,
  );
  assert.equal(
    backoff(3, () => 1),
    8_000,
  );
});

test('never waits longer than 30 s, however often it failed', () => {
  for (const attempt of [5, 20, 5_000])
    assert.equal(
      backoff(attempt, () => 1),
      30_000,
    );
});
