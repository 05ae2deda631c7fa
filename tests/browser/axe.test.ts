// W6: every state the widget has, in light and dark, from left to right and from right to left.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { flaws } from '../support/axe.ts';
import { openStage, type Stage } from '../support/people.ts';
import { tour } from '../support/tour/index.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

async function flawsOf(page: Page, stop: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Only colours differ in the dark.
    const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
    found.push(...(await flaws(page, rules)).map((flaw) => `${stop}, ${colorScheme}: ${flaw}`));
  }
  return found;
}

test('W6: axe finds nothing in any state, light or dark, left to right or right to left', async () => {
  const stops: string[][] = [];
  const walk = async (language: 'en' | 'ar') => {
    const [seen, found]: [string[], string[]] = [[], []];
    await tour(stage, { name: language, language }, async (stop, page) => {
      seen.push(stop);
      found.push(...(await flawsOf(page, stop)));
    });
    stops.push(seen);
    return found;
  };
  assert.deepEqual(await Promise.all([walk('en'), walk('ar')]), [[], []]);
  assert.ok(
    stops.every((seen) => seen.length >= 40),
    `${stops}`,
  );
});
