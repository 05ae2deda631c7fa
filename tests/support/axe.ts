// What assistive technology would stumble over, asked for in each frame by itself: that takes a tenth of a second, and
// AxeBuilder, which goes through a page of its own, several.

import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const HOST = 'chatdesk-widget';

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/** In all of the chat that is on this page; of the page around it only what is ours. */
export async function flaws(page: Page, rules?: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames()) found.push(...(await flawsIn(frame, placeIn(frame), rules)));
  return found;
}

function placeIn(frame: Frame): string {
  const { pathname } = new URL(frame.url());
  if (pathname === '/preview/frame' || pathname.startsWith('/frame/')) return 'html';
  return pathname.startsWith('/chat/') ? 'body' : HOST;
}

async function flawsIn(frame: Frame, place: string, rules?: string[]): Promise<string[]> {
  if (!(await frame.evaluate(() => !!window.axe))) await frame.evaluate(axe.source);
  return frame.evaluate(
    async ({ place, rules }) => {
      const options = { iframes: false, resultTypes: ['violations' as const] };
      const { violations = [] } =
        (await window.axe?.run(place, rules ? { ...options, runOnly: rules } : options)) ?? {};
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    { place, rules },
  );
}

/** Nothing that assistive technology would stumble over, in light and dark; in all of a page, or in one place of it. */
export async function isSound(page: Page, what: string, place?: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const inFrames = place ? [] : page.frames().filter((frame) => frame !== page.mainFrame());
    const found = [await flawsIn(page.mainFrame(), place ?? 'html')];
    for (const frame of inFrames) found.push(await flawsIn(frame, placeIn(frame)));
    assert.deepEqual(found.flat(), [], `${what}, ${colorScheme}`);
  }
}
