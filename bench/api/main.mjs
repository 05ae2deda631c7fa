// node main.mjs [--quick]: measures the API's calls beside a bare worker on the same runtime, in turns, and what lists cost
// with a hundred and with a hundred thousand conversations.

import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { at, shown } from '../../scripts/lib/paths.mjs';
import { say, step } from '../../scripts/lib/steps.mjs';
import { main } from '../../scripts/lib/stop.mjs';
import { start } from '../lib/contender.mjs';
import { calls, full, quick } from './plan.mjs';
import { table, write } from './report.mjs';
import { measureCosts, measureSizes } from './sizes.mjs';
import { summarizeCalls, summarizeLists } from './summary.mjs';

const isQuick = process.argv.includes('--quick');
const plan = isQuick ? quick : full;
// Not the system's folder for temporary files: that is often no disk.
const folder = at('.wrangler/bench', String(process.pid));
const build = `${folder}/build`;
const load = at('bench/api/load.mjs');
const startOurs = (entry) =>
  start({ name: 'ours', folder, load, server: at('bench/lib/ours.mjs'), args: [`${build}/${entry}`] });
const startBare = () => start({ name: 'bare', folder, load, server: at('bench/api/servers/bare.mjs') });

async function bench() {
  mkdirSync(folder, { recursive: true });
  cpSync(at('build'), build, { recursive: true });
  cpSync(at('bench/api/servers/counted.mjs'), `${build}/counted.mjs`);
  try {
    const samples = await measureCalls();
    const { costs, lists } = await measureCounted();
    const summary = {
      rounds: plan.rounds,
      seconds: plan.time.duration / 1000,
      people: plan.people,
      sizes: plan.sizes,
      calls: summarizeCalls(samples, costs),
      lists: summarizeLists(lists),
    };
    say(`\n${table(summary)}\n`);
    if (isQuick) say('A quick run is kept nowhere; `npm run bench -- api` writes bench/results.');
    else say(`Written to ${write(summary).map(shown).join(' and ')}.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureCalls() {
  const samples = [];
  const contenders = [];
  try {
    await step('servers started', async () => {
      contenders.push(await startOurs('index.js'), await startBare());
      for (const { order } of contenders) await order('prepare', { people: plan.people, conversations: 100 });
    });
    for (let round = 0; round < plan.rounds; round += 1) {
      await step(`round ${round + 1} of ${plan.rounds}`, async (tell) => {
        for (const call of calls) samples.push(...(await measureCall(contenders, call, tell)));
      });
    }
  } finally {
    for (const contender of contenders) await contender.stop();
  }
  return samples;
}

/** Ours, for all and for somebody alone, then the bare worker with as many bytes. */
async function measureCall([ours, bare], { name, title, like }, tell) {
  const times = { people: plan.people, ...plan.time };
  tell(title);
  const sample = await ours.order('call', { name, ...times });
  const alone = await ours.order('call', { name, ...times, people: 1 });
  const details = { bytes: sample.bytes };
  const others = [];
  for (const contender of ['fixed', like])
    others.push({ name, contender, ...(await bare.order('call', { name: contender, details, ...times })) });
  return [{ name, contender: 'ours', ...sample }, { name, contender: 'alone', ...alone }, ...others];
}

/** On a server that counts, which takes a little time itself. */
async function measureCounted() {
  const contender = await startOurs('counted.mjs');
  const found = {};
  try {
    await step('what calls ask for', async (tell) => {
      found.costs = await measureCosts(contender, tell);
    });
    await step('short and long lists', async (tell) => {
      found.lists = await measureSizes(contender, plan, tell);
    });
    return found;
  } finally {
    await contender.stop();
  }
}

main(bench);
