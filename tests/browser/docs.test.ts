// The API's page, as people meet it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openStage, type Stage } from '../support/people.ts';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function openDocs(stage: Stage, options: BrowserContextOptions = {}, hash = ''): Promise<Page> {
  const page = await stage.newPage({ reducedMotion: 'reduce', ...options });
  page.on('console', (message) => {
    if (message.type() === 'error') assert.fail(message.text());
  });
  await page.goto(`${stage.chat}/api/docs${hash}`);
  return page;
}

/** What repeats is looked at a few times only: a look at all that long page's colours takes a minute. */
async function breaches(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const some = ['postWidgetInit', 'getConversations', 'object-Event', 'object-Message'];
    for (const each of document.querySelectorAll('article')) if (!some.includes(each.id)) each.remove();
    for (const each of document.querySelectorAll('tbody tr:nth-child(n + 9)')) each.remove();
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
      if (!document.getElementById(link.hash.slice(1))) (link.closest('li') ?? link).remove();
    }
  });
  return (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);
}

test('the API’s page is sound on any screen, in light and dark', async () => {
  await using stage = await openStage();
  await stage.filmed('docs-looks', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const screen of [{}, phone]) {
        const page = await openDocs(stage, { colorScheme, ...screen });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, 'nothing sticks out');
        assert.deepEqual(await breaches(page), [], `${colorScheme} ${JSON.stringify(screen)}`);
      }
    }
  });
});

test('the API’s page is searched by keyboard, opened on a phone, and whole without scripts', async () => {
  await using stage = await openStage();
  await stage.filmed('docs-use', async () => {
    await findByKeyboard(await openDocs(stage));
    await chooseOnPhone(await openDocs(stage, phone));
    await readWithoutScripts(await openDocs(stage, { javaScriptEnabled: false }, '#postWidgetInit'));
  });
});

async function findByKeyboard(page: Page): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type('widget init');
  await page.getByText('1 found').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/#postWidgetInit$/);
  await page.getByLabel('Find a call').fill('no such thing');
  await page.getByText('Nothing has these words in it.').waitFor();
}

async function chooseOnPhone(page: Page): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Calls' });
  assert.equal(await menu.isVisible(), false);
  await page.getByRole('button', { name: 'All calls' }).tap();
  await menu.getByRole('link', { name: 'Problems' }).tap();
  await menu.waitFor({ state: 'hidden' });
  assert.equal(new URL(page.url()).hash, '#problems');
  await page.getByRole('button', { name: 'All calls' }).tap();
  assert.deepEqual(await breaches(page), [], 'the open menu');
}

async function readWithoutScripts(page: Page): Promise<void> {
  const call = page.locator('#postWidgetInit');
  assert.ok(await call.getByText('/api/widget/init', { exact: true }).isVisible());
  assert.match((await call.locator('pre').first().textContent()) ?? '', /^curl /);
  assert.equal(await page.getByLabel('Find a call').isVisible(), false);
  assert.ok(await page.getByRole('navigation', { name: 'Calls' }).isVisible());
}
