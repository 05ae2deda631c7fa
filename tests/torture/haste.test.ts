// R7, W9: who writes faster than is allowed is told to wait; nothing is lost and nothing overtakes anything.

import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { inWords } from './history.ts';
import { PATIENCE, play } from './play.ts';
import { openWorld } from './world.ts';

test('R7: messages above the limit wait, and keep their order on bad connections', async () => {
  await using world = await openWorld({ vars: { LIMIT_MESSAGES: '60' } });
  const seed = randomInt(2 ** 31);
  const options = { seconds: 24, rooms: 3, kind: 'haste' as const, seed, patience: PATIENCE };
  const { violations, figures } = await play(world, options);
  console.log(`haste (seed ${seed}):`, JSON.stringify(figures));
  assert.deepEqual(violations.map(inWords), []);
  assert.ok((figures['told to slow down'] ?? 0) > 0, 'somebody was too fast');
});
