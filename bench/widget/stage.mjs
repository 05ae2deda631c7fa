// All that is needed: the worker with an agent who is there, its edge, a shop on another site, and browsers.

import puppeteer from 'puppeteer-core';
import { flags } from '../../tests/support/browser.ts';
import { signUp } from '../../tests/support/client.ts';
import { startServer } from '../../tests/support/server.ts';
import { inboxSocket } from '../../tests/support/socket.ts';
import { startEdge } from './edge.mjs';
import { startShop } from './shop.mjs';

export async function openStage() {
  const stack = new AsyncDisposableStack();
  const keep = (thing, end) => stack.adopt(thing, end);
  try {
    const server = keep(await startServer({}, { limited: false }), (one) => one.close());
    const edge = keep(await startEdge(server.origin), (one) => one.close());
    const owner = await signUp(server.origin);
    keep(await comeToWork(server.origin, owner), (leave) => leave());
    const photographer = await startBrowser();
    const shop = await startShop(photographer, edge.origin, owner.widgetKey).finally(() =>
      photographer.close(),
    );
    keep(shop, (one) => one.close());
    return { edge, shop, startBrowser, close: () => stack.disposeAsync() };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

/** An agent who falls silent is taken for gone. */
async function comeToWork(origin, { cookie }) {
  const socket = await inboxSocket(origin, cookie);
  const beat = setInterval(() => socket.send('ping'), 20_000);
  return async () => {
    clearInterval(beat);
    await socket.close();
  };
}

/** With a fresh profile each time: nothing is known of the shop or of us. */
const startBrowser = () =>
  puppeteer.launch({ executablePath: process.env.CHROME_PATH, headless: true, args: flags });
