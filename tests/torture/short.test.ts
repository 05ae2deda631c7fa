// R2, R3, R6: never lost, never doubled, one order, whatever is done to the server, its rooms and the wires.

import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { inWords } from './history.ts';
import { PATIENCE, play } from './play.ts';
import { openWorld } from './world.ts';

test('R2: a short torture leaves nothing lost, doubled or out of order', async () => {
  await using world = await openWorld({ vars: { LIMIT_MESSAGES: '200' } });
  const seed = randomInt(2 ** 31);
  const options = { seconds: 25, rooms: 3, kind: 'storm' as const, seed, patience: PATIENCE };
  const { violations, figures } = await play(world, options);
  console.log(`torture (seed ${seed}):`, JSON.stringify(figures));
  assert.deepEqual(violations.map(inWords), []);
  assert.ok((figures.messages ?? 0) > 100, 'enough was said');
  assert.ok((figures.kills ?? 0) + (figures['kills in the dark'] ?? 0) > 0, 'the server was killed');
});
