// The docs and the API's page, as people meet them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { isSound } from '../support/axe.ts';
import { openStage, type Stage } from '../support/people.ts';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await stage.newPage({ reducedMotion: 'reduce', ...options });
  page.on('console', (message) => {
    if (message.type() === 'error') assert.fail(message.text());
  });
  await page.goto(stage.chat + path);
  return page;
}

async function fits(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, 'nothing sticks out');
}

/** What repeats is looked at a few times only: a look at all that long page's colours takes a minute. */
async function shorten(page: Page): Promise<void> {
  await page.evaluate(() => {
    const some = ['postWidgetInit', 'getConversations', 'object-Event', 'object-Message'];
    for (const each of document.querySelectorAll('article')) if (!some.includes(each.id)) each.remove();
    for (const each of document.querySelectorAll('tbody tr:nth-child(n + 9)')) each.remove();
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
      if (!document.getElementById(link.hash.slice(1))) (link.closest('li') ?? link).remove();
    }
  });
}

test('the API’s page is sound on any screen, in light and dark', () =>
  stage.filmed('docs-looks', async () => {
    for (const screen of [{}, phone]) {
      const page = await open('/api/docs', screen);
      await fits(page);
      await shorten(page);
      await isSound(page, JSON.stringify(screen));
    }
  }));

test('the API’s page is searched by keyboard, opened on a phone, and whole without scripts', () =>
  stage.filmed('docs-use', async () => {
    await findByKeyboard(await open('/api/docs'));
    await chooseOnPhone(await open('/api/docs', phone));
    await readWithoutScripts(await open('/api/docs#postWidgetInit', { javaScriptEnabled: false }));
  }));

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
  await shorten(page);
  await isSound(page, 'the open menu');
}

async function readWithoutScripts(page: Page): Promise<void> {
  const call = page.locator('#postWidgetInit');
  assert.ok(await call.getByText('/api/widget/init', { exact: true }).isVisible());
  assert.match((await call.locator('pre').first().textContent()) ?? '', /^curl /);
  assert.equal(await page.getByLabel('Find a call').isVisible(), false);
  assert.ok(await page.getByRole('navigation', { name: 'Calls' }).isVisible());
}

test('O5: the docs are sound on any screen, in light and dark', () =>
  stage.filmed('book-looks', async () => {
    for (const screen of [{}, phone, { viewport: { width: 320, height: 640 } }]) {
      for (const path of ['/docs', '/docs/embed', '/docs/privacy', '/docs/decisions']) {
        const page = await open(path, screen);
        await fits(page);
        await isSound(page, `${path} ${JSON.stringify(screen)}`);
        await page.context().close();
      }
    }
  }));

test('O5: the docs are searched by keyboard, on a phone as well, and read from page to page', () =>
  stage.filmed('book-use', async () => {
    const page = await open('/docs');
    const results = page.locator('#results a');
    await page.keyboard.press('/');
    await page.keyboard.type('wordpress');
    await results.first().waitFor();
    const covered = await results.first().evaluate((link) => {
      const { right, top, height } = link.getBoundingClientRect();
      return !link.contains(document.elementFromPoint(right - 8, top + height / 2));
    });
    assert.equal(covered, false, 'nothing of the page lies over the results');
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

    const small = await open('/docs/identity', phone);
    await small.getByRole('button', { name: 'Menu' }).tap();
    await small.getByLabel('Search the docs').fill('retention');
    await small.locator('#results a', { hasText: 'Privacy' }).first().tap();
    await small.waitForURL(/\/docs\/privacy/);
  }));

test('O5: the docs are whole without scripts, and samples name this very server with them', async () => {
  const plain = await open('/docs/embed', { javaScriptEnabled: false });
  assert.ok(await plain.getByRole('heading', { name: 'WordPress' }).isVisible());
  assert.equal(await plain.getByLabel('Search the docs').isVisible(), false);
  const page = await open('/docs/embed', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: /^Copy/ }).first().click();
  await page.getByText('Copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.includes(`src="${stage.chat}/widget.js"`), copied);
});
