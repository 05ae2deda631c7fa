// The torture can fail: a room that is spoiled on purpose is found out, and the same build unspoiled is not.

import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { before, suite, test } from 'node:test';
import { buildMutants, mutantsBuild } from '../../scripts/lib/mutants.mjs';
import { inWords, type Sort, type Violation } from './history.ts';
import { edits, files, mutations } from './mutations/index.ts';
import { play } from './play.ts';
import { openWorld, type World } from './world.ts';

/** Short plays: violations show as soon as one of them is over. */
const [PLAYS, SECONDS] = [4, 5];
/** Whoever has not caught up by then will not. */
const PATIENCE = 10_000;

const vars = { LIMIT_MESSAGES: '200' };

suite('R2: a room that is spoiled on purpose', { concurrency: true }, () => {
  before(() => buildMutants({ edits, files }, () => {}));

  test('is sound unless it is told to be spoiled', async () => {
    await using world = await openWorld({ build: mutantsBuild, vars });
    for (let count = 0; count < 2; count++) assert.deepEqual((await playIn(world)).map(inWords), []);
  });

  for (const { name, what, expected } of mutations) {
    test(`is found out: ${what}`, async () => {
      await using world = await openWorld({ build: mutantsBuild, vars: { ...vars, MUTATION: name } });
      const found = new Set<Sort>();
      for (let count = 0; count < PLAYS && !expected.some((sort) => found.has(sort)); count++) {
        for (const { sort } of await playIn(world)) found.add(sort);
        // What was spoiled shall not spoil the next play.
        await world.kill();
      }
      console.log(`${name}: ${[...found].join(', ') || 'nothing found'}`);
      assert.ok(expected.some((sort) => found.has(sort)));
    });
  }
});

async function playIn(world: World): Promise<Violation[]> {
  const seed = randomInt(2 ** 31);
  const options = { seconds: SECONDS, rooms: 2, kind: 'crashes' as const, seed, patience: PATIENCE };
  return (await play(world, options)).violations;
}
