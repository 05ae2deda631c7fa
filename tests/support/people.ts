// People in browsers: an agent on our origin, a visitor on the shop's.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { startShop } from '../../scripts/demo/server.mjs';
import { startBrowser } from './browser.ts';
import { startServer, type TestServer } from './server.ts';

export interface Stage extends AsyncDisposable {
  server: TestServer;
  /** Our own origin, on another site than the shop's. */
  chat: string;
  newPage(options?: BrowserContextOptions): Promise<Page>;
  openShop(widgetKey: string): Promise<string>;
  /** Keeps pictures of all pages when a test fails. */
  filmed(name: string, play: () => Promise<void>): Promise<void>;
}

export async function openStage(vars: Record<string, string> = {}): Promise<Stage> {
  // The browser first: without one, no server is left running.
  const browser = await startBrowser();
  const server = await startServer(vars);
  const shops: { close(): Promise<void> }[] = [];
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
    filmed: (name, play) =>
      play().catch((error) => takePictures(browser, name).then(() => Promise.reject(error))),
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

async function takePictures(browser: Browser, name: string): Promise<void> {
  mkdirSync('test-results', { recursive: true });
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [index, page] of pages.entries())
    await page.screenshot({ path: `test-results/${name}-${index}.png` });
}

/** Signs up as a person would and gives the widget key that the first screen shows. */
export async function signUpInBrowser(agent: Page, chat: string, organization: string): Promise<string> {
  await agent.goto(`${chat}/signup`);
  await agent.getByLabel('Organization').fill(organization);
  await agent.getByLabel('Your name').fill('Ada Marsh');
  await agent.getByLabel('Email').fill(`ada-${Date.now()}@example.com`);
  await agent.getByLabel('Password').fill('correct-horse-battery');
  await agent.getByRole('button', { name: 'Create account' }).click();
  const code = await agent.getByText('data-widget-key').first().textContent();
  return /wk_[\w-]+/.exec(code ?? '')?.[0] ?? assert.fail('the embed code is shown');
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
