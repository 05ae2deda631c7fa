// The world itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorld } from './world.ts';

test('R2: a server that logs much while it is asked about its database stands still for neither', async () => {
  await using world = await openWorld();
  const many = <T>(count: number, ask: () => Promise<T>) => Promise.all(Array.from({ length: count }, ask));
  const [answers, rows] = await Promise.all([
    many(800, () => fetch(`${world.origin}/api/widget/none`)),
    many(20, () => world.sql('SELECT 1 AS one')),
  ]);
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [404]);
  assert.equal(rows.flat().length, 20);
});
