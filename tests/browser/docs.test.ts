// The docs and the API's page, as people meet them.

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

async function openBook(stage: Stage, path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await stage.newPage({ reducedMotion: 'reduce', ...options });
  page.on('console', (message) => {
    if (message.type() === 'error') assert.fail(message.text());
  });
  await page.goto(`${stage.chat}${path}`);
  return page;
}

test('O5: the docs are sound on any screen, in light and dark', async () => {
  await using stage = await openStage();
  await stage.filmed('book-looks', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const screen of [{}, phone, { viewport: { width: 320, height: 640 } }]) {
        for (const path of ['/docs', '/docs/embed', '/docs/privacy', '/docs/decisions']) {
          const page = await openBook(stage, path, { colorScheme, ...screen });
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          assert.ok(overflow <= 0, `${path}: nothing sticks out`);
          const { violations } = await new AxeBuilder({ page }).analyze();
          const found = violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
          assert.deepEqual(found, [], `${path} ${colorScheme}`);
          await page.context().close();
        }
      }
    }
  });
});

test('O5: the docs are searched by keyboard, on a phone as well, and read from page to page', async () => {
  await using stage = await openStage();
  await stage.filmed('book-use', async () => {
    const page = await openBook(stage, '/docs');
    const results = page.locator('#results a');
    await page.keyboard.press('/');
    await page.keyboard.type('wordpress');
    await results.first().waitFor();
    await page.keyboard.press('ArrowDown');
    assert.match((await page.locator(':focus').textContent()) ?? '', /^WordPress/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/docs\/embed#wordpress$/);

    await page.getByLabel('Search the docs').fill('qqqq zzzz');
    await page.getByText('Nothing has these words in it.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Next JavaScript API' }).click();
    await page.waitForURL(/\/docs\/javascript-api$/);
    const contents = page.getByRole('navigation', { name: 'On this page' });
    await contents.getByRole('link', { name: 'Events' }).click();
    await page.waitForURL(/#events$/);

    const small = await openBook(stage, '/docs/identity', phone);
    await small.getByRole('button', { name: 'Menu' }).tap();
    await small.getByLabel('Search the docs').fill('retention');
    await small.locator('#results a', { hasText: 'Privacy' }).first().tap();
    await small.waitForURL(/\/docs\/privacy/);
  });
});

test('O5: the docs are whole without scripts, and samples name this very server with them', async () => {
  await using stage = await openStage();
  const plain = await openBook(stage, '/docs/embed', { javaScriptEnabled: false });
  assert.ok(await plain.getByRole('heading', { name: 'WordPress' }).isVisible());
  assert.equal(await plain.getByLabel('Search the docs').isVisible(), false);
  const page = await openBook(stage, '/docs/embed', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: /^Copy/ }).first().click();
  await page.getByText('Copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.includes(`src="${stage.chat}/widget.js"`), copied);
});
