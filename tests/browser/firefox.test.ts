// The same in Firefox: open, write, be answered, come back. Where there is no Firefox, the run says so.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { startFirefox } from '../support/firefox.ts';
import { openGuest } from '../support/guest.ts';
import { until } from '../support/wait.ts';

const without = process.env.FIREFOX_PATH ? false : 'there is no Firefox here (name one in FIREFOX_PATH)';
const BUBBLE = 'chatdesk-widget >>> button.launcher';

async function open(page: Page): Promise<Frame> {
  await page.locator(BUBBLE).click();
  const frame = await until(
    async () => page.frames().find((each) => each.url().includes('/frame/')),
    (found) => found !== undefined,
  );
  await (frame as Frame).waitForSelector('textarea');
  return frame as Frame;
}

const says = (frame: Frame, text: string) => frame.waitForSelector(`::-p-text(${text})`, { timeout: 15_000 });

test('W2, W10, W11: in Firefox a visitor opens the chat, writes, is answered, and finds it all after a reload', {
  skip: without,
}, async () => {
  await using guest = await openGuest();
  await using firefox = await startFirefox();
  assert.ok(firefox);
  const page = await firefox.newPage();
  const thrown: unknown[] = [];
  page.on('pageerror', (error) => thrown.push(error));
  await page.goto(guest.host.put('/', { head: guest.host.tag() }));
  const frame = await open(page);
  await frame.type('textarea', 'Do you speak Firefox?');
  await page.keyboard.press('Enter');
  await says(frame, 'Sent');
  const [row] = await until(
    () => guest.stage.server.sql('SELECT id FROM conversations'),
    (rows) => rows.length === 1,
  );
  await guest.owner.call(`/api/conversations/${row?.id}/messages`, {
    body: { clientId: crypto.randomUUID(), body: 'Fluently.' },
  });
  await says(frame, 'Fluently.');
  await page.evaluate(`history.pushState(null, '', '/next')`);
  await page.goto(guest.host.origin);
  const again = await open(page);
  await says(again, 'Do you speak Firefox?');
  await says(again, 'Fluently.');
  await page.evaluate('ChatDesk.destroy()');
  assert.equal((await page.$$('chatdesk-widget')).length, 0);
  assert.ok(await page.evaluate(`/native code/.test(history.pushState)`), 'no hook is left');
  assert.deepEqual(thrown, []);
});
