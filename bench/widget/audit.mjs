// Lighthouse, with its slow phone on its slow line, both really slowed down and not only calculated.

import lighthouse from 'lighthouse';
import { workOf } from './trace.mjs';

/** What a page pays for itself; `chat` is where the widget comes from. */
export async function audit(browser, url, chat) {
  const { lhr, artifacts } = await lighthouse(url, {
    port: Number(new URL(browser.wsEndpoint()).port),
    onlyCategories: ['performance'],
    throttlingMethod: 'devtools',
    logLevel: 'error',
  });
  if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
  const { origin } = new URL(url);
  return { ...figuresOf(lhr, chat), ...workOf(artifacts.Trace.traceEvents, origin) };
}

function figuresOf({ categories, audits }, chat) {
  const value = (name) => audits[name].numericValue;
  const loaded = audits['network-requests'].details.items;
  return {
    score: Math.round(categories.performance.score * 100),
    blocking: value('total-blocking-time'),
    shift: value('cumulative-layout-shift'),
    paint: value('largest-contentful-paint'),
    work: value('mainthread-work-breakdown'),
    longest: Math.max(...audits['main-thread-tasks'].details.items.map(({ duration }) => duration)),
    requests: loaded.length,
    bytes: loaded.reduce((sum, { transferSize }) => sum + transferSize, 0),
    ours: loaded.filter((one) => new URL(one.url).origin === chat).length,
  };
}
