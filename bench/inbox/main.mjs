// node main.mjs [--quick]: measures how news spreads from a room to all agents who look at the inbox, for few and for many.

import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { at, shown } from '../../scripts/lib/paths.mjs';
import { say, step } from '../../scripts/lib/steps.mjs';
import { main } from '../../scripts/lib/stop.mjs';
import { start } from '../lib/contender.mjs';
import { employ } from './agents.mjs';
import { full, quick } from './plan.mjs';
import { summarize, table, write } from './report.mjs';

const isQuick = process.argv.includes('--quick');
const plan = isQuick ? quick : full;
// Not the system's folder for temporary files: that is often no disk.
const folder = at('.wrangler/bench', String(process.pid));

async function bench() {
  mkdirSync(folder, { recursive: true });
  cpSync(at('build'), `${folder}/build`, { recursive: true });
  const server = { server: at('bench/lib/ours.mjs'), args: [`${folder}/build/index.js`] };
  const ours = await start({ name: 'ours', folder, load: at('bench/inbox/load.mjs'), ...server });
  try {
    const summary = summarize(await measure(ours), plan);
    say(`\n${table(summary)}\n`);
    if (isQuick) say('A quick run is kept nowhere; `npm run bench -- inbox` writes bench/results.');
    else say(`Written to ${write(summary).map(shown).join(' and ')}.`);
  } finally {
    await ours.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(ours) {
  let cookies;
  await step('an organization with its agents', async () => {
    const { organizationId } = await ours.order('prepare', { rooms: plan.rooms });
    cookies = await employ(ours, organizationId, Math.max(...plan.crowds));
  });
  const samples = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    await step(`round ${round + 1} of ${plan.rounds}`, async (tell) => {
      for (const crowd of plan.crowds) {
        tell(`${crowd} agents`);
        await ours.order('gather', { cookies: cookies.slice(0, crowd) });
        samples.push({ crowd, ...(await sample(ours)) });
      }
    });
  }
  return samples;
}

async function sample(ours) {
  const before = ours.worked();
  const changes = await ours.order('changes', { count: plan.changes });
  const work = (ours.worked() - before) / plan.changes;
  const bursts = [];
  for (let n = 0; n < plan.bursts; n += 1) bursts.push((await ours.order('burst')).time);
  return { ...changes, work, burst: bursts.sort((a, b) => a - b)[bursts.length >> 1] };
}

main(bench);
