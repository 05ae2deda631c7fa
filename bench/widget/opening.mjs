// How long it takes from the click to a composer with the focus, on a slow line and a slow processor.

import { sleep } from './line.mjs';
import { openings, slow } from './plan.mjs';
import { click, composing, hover, ready, visit } from './visit.mjs';

/** The time of each way to open, in milliseconds. */
export async function timeOpenings(stage, tell) {
  const times = {};
  for (const opening of openings) {
    tell(opening.title);
    times[opening.name] = await timeOne(stage, opening);
  }
  return times;
}

async function timeOne({ edge, shop, startBrowser }, { name, language = 'en-GB' }) {
  const browser = await startBrowser();
  try {
    if (name === 'again') await lookBefore(browser, shop);
    const page = await visit(browser, shop, [language]);
    await note(page);
    edge.slow(true);
    if (name === 'hover') await hover(page).then(() => sleep(1_000));
    await click(page);
    return await between(page, await composing(page));
  } finally {
    edge.slow(false);
    await browser.close();
  }
}

/** Came near once, on another page, and opened nothing. */
async function lookBefore(browser, shop) {
  const page = await visit(browser, shop);
  await hover(page);
  await ready(page);
  await page.close();
}

/** Slows the page and, before their first line, its frames; notes the click and when the composer has the focus. */
async function note(page) {
  const session = await page.createCDPSession();
  session.on('sessionattached', (child) => {
    void child.send('Emulation.setCPUThrottlingRate', { rate: slow.processor });
    void child.send('Runtime.runIfWaitingForDebugger');
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slow.processor });
  await page.evaluateOnNewDocument(noteFocus);
  await page.evaluate(noteClick);
}

// Clocks of a browser's processes are one; where each begins to count is not.
const now = 'performance.timeOrigin + performance.now()';
const noteClick = `addEventListener('pointerdown', () => { window.clickedAt = ${now} }, { capture: true, once: true })`;
const noteFocus = `addEventListener('focusin', ({ target }) => {
  if (target.localName === 'textarea') window.focusedAt ??= ${now};
}, true)`;

async function between(page, frame) {
  const [clicked, focused] = await Promise.all(
    [page, frame].map((one) => one.evaluate('[window.clickedAt, window.focusedAt]')),
  );
  const time = focused[1] - clicked[0];
  if (!(time > 0)) throw new Error('the click or the focus was not noticed');
  return time;
}
