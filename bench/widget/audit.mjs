// Lighthouse, with its slow phone on its slow line, both really slowed down and not only calculated.

import lighthouse from 'lighthouse';
import { getLogNormalScore } from 'lighthouse/shared/statistics.js';
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

/** As Lighthouse reckons it, but not rounded: by a whole point two equal pages differ where one is just below the half. */
function scoreOf({ categories, audits }) {
  const parts = categories.performance.auditRefs.filter(({ weight }) => weight > 0);
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0);
  const points = parts.map(({ id, weight }) => {
    const { scoringOptions, numericValue } = audits[id];
    return weight * getLogNormalScore(scoringOptions, numericValue);
  });
  return (100 * points.reduce((sum, part) => sum + part, 0)) / weights;
}

function figuresOf(lhr, chat) {
  const { categories, audits } = lhr;
  const value = (name) => audits[name].numericValue;
  const loaded = audits['network-requests'].details.items;
  return {
    score: scoreOf(lhr),
    shown: Math.round(categories.performance.score * 100),
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
