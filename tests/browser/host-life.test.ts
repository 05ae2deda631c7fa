// W19: pages that come back from the browser's memory, are prepared and never seen, or have a service worker.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { type Guest, launcher, listen, openGuest, requestsTo } from '../support/guest.ts';
import { chatFrame } from '../support/people.ts';

let guest: Guest;

before(async () => {
  guest = await openGuest();
});
after(() => guest?.[Symbol.asyncDispose]());

test('W19: closed, it does not keep the browser from remembering the page, and works on when that comes back', async () => {
  const { host } = guest;
  const other = host.put('/other', { body: 'Elsewhere' });
  const here = host.put('/here', {
    head: `<script>addEventListener('pageshow', ({ persisted }) => { window.restored = persisted })</script>${host.tag()}`,
  });
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '',
    args: asRoot,
    // Playwright's own.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(here);
    await launcher(page).waitFor();
    await page.goto(other);
    await page.goBack({ waitUntil: 'commit' });
    await page.waitForFunction('window.restored !== undefined');
    assert.equal(await page.evaluate('restored'), true);
    await launcher(page).click();
    await chatFrame(page).getByRole('textbox').waitFor();
  } finally {
    await browser.close();
  }
});

test('W19: a page that is only prepared asks for nothing until it is seen', async () => {
  const { host, stage } = guest;
  const page = await stage.newPage();
  const asked = requestsTo(page, stage.chat);
  const prepare = `<script>Object.defineProperty(document, 'prerendering', { value: true, configurable: true })</script>`;
  await page.goto(host.put('/prepared', { head: prepare + host.tag() }));
  await page.waitForTimeout(500);
  assert.deepEqual(asked, ['GET /widget.js']);
  await page.evaluate(`document.dispatchEvent(new Event('prerenderingchange'))`);
  await launcher(page).waitFor();
  assert.deepEqual(asked, ['GET /widget.js', 'GET /api/widget/config']);
});

test('W19: a service worker of the page stands between and does no harm', async () => {
  const { host, stage } = guest;
  const worker = `addEventListener('install', () => skipWaiting());
    addEventListener('activate', (event) => event.waitUntil(clients.claim()));
    addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));`;
  host.put('/worker.js', { html: worker, type: 'text/javascript' });
  const here = host.put('/with-worker', { head: host.tag() });
  const page = await stage.newPage();
  const { thrown } = listen(page);
  await page.goto(here);
  await page.evaluate(
    `navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready)`,
  );
  await page.reload();
  assert.ok(await page.evaluate('!!navigator.serviceWorker.controller'));
  await launcher(page).click();
  await chatFrame(page).getByRole('textbox').waitFor();
  assert.deepEqual(thrown, []);
});

test('W21: what the page needs for itself comes first, and a page that never has all of it gets its chat too', async () => {
  const { host, stage } = guest;
  const body = '<img src="/slow.png" alt="">';
  const never = '<script>window.setTimeout = () => 0</script>';
  const here = host.put('/with-picture', { head: never + host.tag(), body });
  const page = await stage.newPage();
  const asked = requestsTo(page, stage.chat);
  const held = new Promise<() => void>((take) => {
    void page.route('**/slow.png', (route) => take(() => void route.fulfill({ body: '' })));
  });
  await page.goto(here, { waitUntil: 'commit' });
  const release = await held;
  await page.waitForFunction('window.ChatDesk');
  await page.waitForTimeout(500);
  assert.deepEqual(asked, ['GET /widget.js']);
  release();
  await launcher(page).waitFor();
  await page.unroute('**/slow.png');
  await page.route('**/slow.png', () => {});
  await page.goto(host.put('/without-end', { head: host.tag(), body }), { waitUntil: 'commit' });
  await launcher(page).waitFor();
});
