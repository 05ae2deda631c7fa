// W6: every state the widget has, in light and dark, from left to right and, on the smallest phone, from right to left.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { flaws } from '../support/axe.ts';
import { openStage, type Stage } from '../support/people.ts';
import { tour, type View } from '../support/tour/index.ts';

let stage: Stage;

before(async () => {
  stage = await openStage({ DEV_MAILS: 'on' });
});
after(() => stage?.[Symbol.asyncDispose]());

const VIEWS: View[] = [
  { name: 'desktop', language: 'en' },
  {
    name: 'phone',
    language: 'ar',
    viewport: { width: 320, height: 568 },
    isMobile: true,
    hasTouch: true,
  },
];

async function flawsOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Only colours differ in the dark.
    const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
    found.push(...(await flaws(page, rules)).map((flaw) => `${colorScheme}, ${flaw}`));
  }
  for (const frame of page.frames()) found.push(...(await frame.evaluate(sticksOut)));
  return found;
}

/** What is wider than its place, and cut off or scrolled sideways. */
const sticksOut = () =>
  [...document.querySelectorAll('body *')]
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return element.checkVisibility() && width > 1 && (left < -1 || right > innerWidth + 1);
    })
    .map((element) => `sticks out: ${element.outerHTML.slice(0, 120)}`);

test('W4, W6: in no state does axe find anything, nor anything stick out, in light and dark, from both sides', async () => {
  const walk = async (view: View) => {
    const found: { [stop: string]: string[] } = {};
    await tour(stage, view, async (stop, page) => {
      found[stop] = await flawsOf(page);
    });
    assert.ok(Object.keys(found).length >= 45, 'all of it was seen');
    return Object.entries(found).filter(([, all]) => all.length > 0);
  };
  assert.deepEqual(await Promise.all(VIEWS.map(walk)), [[], []]);
});
