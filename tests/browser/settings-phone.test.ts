// W6, A1 to A9 on a phone: every page of the settings and every section of a widget's, sound and within the screen.

import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { PLACES } from '../../dashboard/settings/places.ts';
import { SECTIONS } from '../../dashboard/settings/widgets/sections.ts';
import { isSound } from '../support/axe.ts';
import { openStage, type Stage } from '../support/people.ts';
import { openSettings } from '../support/settings.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

async function isFine(page: Page, what: string, sign: Locator): Promise<void> {
  await sign.waitFor();
  await page.waitForLoadState('networkidle');
  assert.equal(await page.locator('[aria-busy=true]').count(), 0, `${what} has come`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${what} sticks out by ${wide}`);
  await isSound(page, what);
}

test('A1 to A9: every page of the settings is sound on a phone', () =>
  stage.filmed('settings-phone', async () => {
    const { page } = await openSettings(stage, 'profile', phone);
    for (const { path, name } of PLACES.flatMap(({ places }) => places)) {
      await page.goto(stage.chat + path);
      await isFine(page, name, page.getByRole('heading', { name, level: 1 }));
    }
  }));

test('A4 to A6: every section of a widget’s settings is sound on a phone', () =>
  stage.filmed('settings-phone-widget', async () => {
    const { page, owner } = await openSettings(stage, 'widgets', phone);
    const [widget] = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body.items;
    for (const { id, name } of SECTIONS) {
      await page.goto(`${stage.chat}/settings/widgets/${widget?.id}/${id}`);
      const sections = page.getByRole('navigation', { name: 'Sections' });
      await isFine(page, name, sections.locator('[aria-current=page]', { hasText: name }));
    }
  }));
