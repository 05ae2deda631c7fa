// Opening gives the composer the focus, also where the frame is a process of its own and nobody pretends to have it:
// Playwright tells every page that it has the focus, so here another hand drives the browser.

import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { flags } from '../support/browser.ts';
import { type Guest, openGuest } from '../support/guest.ts';

let guest: Guest;
let browser: Browser;

before(async () => {
  guest = await openGuest();
  browser = await puppeteer.launch({ executablePath: `${process.env.CHROME_PATH}`, args: flags });
});
after(async () => {
  await browser?.close();
  await guest?.[Symbol.asyncDispose]();
});

async function visit(): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(guest.host.put('/focus', { head: guest.host.tag() }));
  await page.waitForSelector('>>> button.launcher');
  return page;
}

async function writes(page: Page): Promise<void> {
  await page.click('>>> button.launcher');
  const frame = await page.waitForFrame((one) => one.url().includes('/frame/'));
  const isComposing = () => document.activeElement?.localName === 'textarea' && document.hasFocus();
  await frame.waitForFunction(isComposing, { polling: 50 });
  await page.keyboard.type('Hello');
  const isWritten = () => document.querySelector('textarea')?.value === 'Hello';
  await frame.waitForFunction(isWritten, { polling: 50 });
}

test('who clicks at once can write when the chat is there', async () => {
  await writes(await visit());
});

test('who came near before can write too', async () => {
  const page = await visit();
  await page.hover('>>> button.launcher');
  await page.waitForFunction(
    () => document.querySelector('chatdesk-widget')?.shadowRoot?.querySelector('.ready'),
    { polling: 50 },
  );
  await writes(page);
});
