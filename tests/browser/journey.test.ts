// The whole journey as people take it: a visitor on the shop's origin, an agent on ours.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { startShop } from '../../scripts/demo/server.mjs';
import { startBrowser } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let browser: Browser;
let chat: string;
/** Whoever is here, for a picture when something fails. */
const contexts: BrowserContext[] = [];

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  chat = server.origin.replace('127.0.0.1', 'localhost');
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function newPage(options = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  context.setDefaultTimeout(10_000);
  contexts.push(context);
  return context.newPage();
}

async function signUp(agent: Page, organization: string): Promise<string> {
  await agent.goto(`${chat}/signup`);
  await agent.getByLabel(/organi[sz]ation|company/i).fill(organization);
  await agent.getByLabel(/your name|^name/i).fill('Ada Marsh');
  await agent.getByLabel(/e-?mail/i).fill(`ada-${Date.now()}@example.com`);
  await agent.getByLabel('Password').fill('correct-horse-battery');
  await agent.getByRole('button', { name: /sign up|create/i }).click();
  const code = await agent.getByText('data-widget-key').first().textContent();
  return /wk_[\w-]+/.exec(code ?? '')?.[0] ?? assert.fail('the embed code is shown');
}

async function takePictures(name: string): Promise<void> {
  const pages = contexts.flatMap((context) => context.pages());
  for (const [index, page] of pages.entries())
    await page.screenshot({ path: `test-results/${name}-${index}.png` });
}

const chatFrame = (visitor: Page): FrameLocator => visitor.frameLocator('iframe[title]');

async function write(frame: FrameLocator, text: string): Promise<void> {
  await frame.getByRole('textbox').fill(text);
  await frame.getByRole('textbox').press('Enter');
}

test('O1: a message travels from a shop’s page to the inbox and back, and is there after a reload', async () => {
  const agent = await newPage();
  const widgetKey = await signUp(agent, 'Fern & Oak');
  const shop = await startShop({ port: 0, chatOrigin: chat, widgetKey });
  try {
    const visitor = await newPage();
    await visitor.goto(shop.origin);
    assert.notEqual(new URL(shop.origin).host, new URL(chat).host, 'two origins');
    await visitor.getByRole('button', { name: /^Chat:/ }).click();
    const frame = chatFrame(visitor);
    await write(frame, 'Do you ship to Norway?');
    await frame.getByRole('log').getByText('Do you ship to Norway?').waitFor();

    const list = agent.getByRole('main').or(agent.locator('body')).first();
    const row = list.getByText('Do you ship to Norway?').first();
    await row.waitFor();
    await row.click();
    const reply = agent.getByRole('textbox', { name: 'Reply' });
    await reply.fill('We do, within a week.');
    await reply.press('Enter');
    await frame.getByRole('log').getByText('We do, within a week.').waitFor();
    await frame.getByText('Ada Marsh').first().waitFor();

    await Promise.all([visitor.reload(), agent.reload()]);
    await visitor.getByRole('button', { name: /^Chat:/ }).click();
    for (const text of ['Do you ship to Norway?', 'We do, within a week.']) {
      await frame.getByRole('log').getByText(text).waitFor();
      await agent.getByRole('log').getByText(text).waitFor();
      assert.equal(await frame.getByRole('log').getByText(text).count(), 1, 'once');
    }
    const bodies = "SELECT body FROM messages WHERE kind = 'text' ORDER BY seq";
    const rows = await until(
      () => server.sql(bodies),
      (found) => found.length === 2,
    );
    assert.deepEqual(
      rows.map(({ body }) => body),
      ['Do you ship to Norway?', 'We do, within a week.'],
    );
  } catch (error) {
    await takePictures('journey');
    throw error;
  } finally {
    await shop.close();
  }
});
