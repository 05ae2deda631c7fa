// People in browsers: an agent on our origin, a visitor on the shop's.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { startShop } from '../../scripts/demo/server.mjs';
import { startBrowser } from './browser.ts';
import { type ServerOptions, startServer, type TestServer } from './server.ts';

export interface Stage extends AsyncDisposable {
  server: TestServer;
  /** Our own origin, on another site than the shop's. */
  chat: string;
  newPage(options?: BrowserContextOptions): Promise<Page>;
  openShop(widgetKey: string): Promise<string>;
  /** Keeps pictures of all pages when a test fails. Closes what was opened, as windows that are left go on working. */
  filmed(name: string, play: () => Promise<void>): Promise<void>;
}

export async function openStage(
  vars: Record<string, string> = {},
  options: ServerOptions = {},
): Promise<Stage> {
  // The browser first: without one, no server is left running.
  const browser = await startBrowser();
  const server = await startServer(vars, options);
  const shops: { close(): Promise<void> }[] = [];
  let playing = 0;
  let kept: BrowserContext[] = [];
  const chat = server.origin.replace('127.0.0.1', 'localhost');
  return {
    server,
    chat,
    newPage: (options) => newPage(browser, options),
    openShop: async (widgetKey) => {
      const shop = await startShop({ port: 0, chatOrigin: chat, widgetKey });
      shops.push(shop);
      return shop.origin;
    },
    filmed: async (name, play) => {
      if (playing === 0) kept = browser.contexts();
      playing += 1;
      await play()
        .catch((error) => takePictures(browser, name).then(() => Promise.reject(error)))
        .finally(() => {
          playing -= 1;
        });
      // Tests may run side by side.
      if (playing === 0) await closeAll(browser.contexts().filter((one) => !kept.includes(one)));
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      for (const shop of shops) await shop.close();
      await server.close();
    },
  };
}

async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  context.setDefaultTimeout(15_000);
  return context.newPage();
}

const closeAll = (contexts: BrowserContext[]) => Promise.all(contexts.map((context) => context.close()));

async function takePictures(browser: Browser, name: string): Promise<void> {
  mkdirSync('test-results', { recursive: true });
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [index, page] of pages.entries())
    await page.screenshot({ path: `test-results/${name}-${index}.png` });
}

/** A new organization, its owner there to answer, in front of the inbox; gives the widget's key. */
export async function foundOrganization(agent: Page, chat: string, organization: string): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  const signUp = await agent.request.post(`${chat}/api/auth/signup`, {
    data: { organization, name: 'Ada Marsh', email, password: 'correct-horse-battery' },
    headers: { origin: chat },
  });
  const { widget } = await signUp.json();
  await agent.goto(`${chat}/inbox`);
  await agent.getByRole('button', { name: /account, available$/ }).waitFor();
  return widget?.key ?? assert.fail(JSON.stringify(widget));
}

export const chatFrame = (visitor: Page): FrameLocator => visitor.frameLocator('iframe[title]');

/** Who has talked here before is connected at once, and then the frame names the button. */
export const openChat = (visitor: Page) =>
  visitor.getByRole('button', { name: /^(Chat:|Open chat)/ }).click();

export async function write(frame: FrameLocator, text: string): Promise<void> {
  const box = frame.getByRole('textbox');
  await box.fill(text);
  await box.press('Enter');
}
