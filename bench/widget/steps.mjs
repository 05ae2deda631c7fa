// What is loaded at each step from looking at a page to the first message, as the edge sends it.

import { sleep } from './line.mjs';
import { click, composing, hover, ready, visit } from './visit.mjs';

const QUIET = 700;

/** Bytes and requests of each step, and which they were, for one who speaks this language. */
export async function weigh({ edge, shop, startBrowser }, language) {
  const browser = await startBrowser();
  try {
    let page;
    let frame;
    return {
      language,
      seen: await during(edge, async () => {
        page = await visit(browser, shop, [language]);
      }),
      hovered: await during(edge, async () => {
        await hover(page);
        await ready(page);
      }),
      opened: await during(edge, async () => {
        await click(page);
        frame = await composing(page);
      }),
      sent: await during(edge, () => say(page, frame)),
    };
  } finally {
    await browser.close();
  }
}

async function say(page, frame) {
  await page.keyboard.type('Is the olive tree an indoor plant?');
  await page.keyboard.press('Enter');
  await frame.waitForSelector('.status.sent, .status.delivered, .status.seen');
}

/** Until nothing has come for a while. */
async function during(edge, work) {
  edge.sent.length = 0;
  await work();
  for (let count = -1; count !== edge.sent.length; ) {
    count = edge.sent.length;
    await sleep(QUIET);
  }
  const sent = edge.sent.splice(0);
  return { bytes: sent.reduce((sum, { bytes }) => sum + bytes, 0), requests: sent.length, sent };
}
