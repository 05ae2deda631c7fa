// node main.mjs [--quick]: what the widget does to a shop's page, what it weighs step by step, and how long opening the
// chat takes on a slow phone. CHROME_PATH names the browser.

import { shown } from '../../scripts/lib/paths.mjs';
import { say, step } from '../../scripts/lib/steps.mjs';
import { main } from '../../scripts/lib/stop.mjs';
import { audit } from './audit.mjs';
import { timeOpenings } from './opening.mjs';
import { full, languages, quick } from './plan.mjs';
import { table, write } from './report.mjs';
import { openStage } from './stage.mjs';
import { weigh } from './steps.mjs';
import { summarize } from './summary.mjs';

const isQuick = process.argv.includes('--quick');
const plan = isQuick ? quick : full;

async function bench() {
  let stage;
  await step('worker, edge and shop', async () => {
    stage = await openStage();
  });
  try {
    const weights = await weighAll(stage);
    const openings = await timeAll(stage);
    const audits = await auditAll(stage);
    const summary = summarize(plan, { audits, weights, openings });
    say(`\n${table(summary)}\n`);
    if (isQuick) say('A quick run is kept nowhere; `npm run bench -- widget` writes bench/results.');
    else say(`Written to ${write(summary).map(shown).join(' and ')}.`);
  } finally {
    await stage.close();
  }
}

async function weighAll(stage) {
  const weights = [];
  await step('weight of each step', async (tell) => {
    for (const language of languages) {
      tell(language);
      weights.push(await weigh(stage, language));
    }
  });
  return weights;
}

async function timeAll(stage) {
  const openings = [];
  await step('opening the chat, slowly', async (tell) => {
    for (let round = 0; round < plan.opened; round += 1) openings.push(await timeOpenings(stage, tell));
  });
  return openings;
}

/** Without and with in turns, and neither always first. */
async function auditAll(stage) {
  const audits = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    await step(`round ${round + 1} of ${plan.rounds}`, async (tell) => {
      const pages = ['without', 'with'];
      for (const page of round % 2 ? pages.reverse() : pages) {
        tell(page);
        audits.push({ page, ...(await auditOne(stage, page)) });
      }
    });
  }
  return audits;
}

async function auditOne({ edge, shop, startBrowser }, page) {
  const browser = await startBrowser();
  const address = page === 'with' ? `with/${languages[0]}` : page;
  try {
    return await audit(browser, `${shop.origin}/${address}`, edge.origin);
  } finally {
    await browser.close();
  }
}

main(bench);
