// node main.mjs [--quick]: measures ChatDesk's room, a bare room on the same runtime, and Socket.IO with SQLite, in
// turns: whatever else the machine does then falls on all of them alike.

import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { at, shown } from '../../scripts/lib/paths.mjs';
import { say, step } from '../../scripts/lib/steps.mjs';
import { main } from '../../scripts/lib/stop.mjs';
import { start } from '../lib/contender.mjs';
import { measureIdle } from './idle.mjs';
import { full, quick } from './plan.mjs';
import { table, write } from './report.mjs';
import { summarize } from './summary.mjs';

const isQuick = process.argv.includes('--quick');
const plan = isQuick ? quick : full;
const names = ['ours', 'bare', 'socketio'];
// Not the system's folder for temporary files: that is often no disk.
const folder = at('.wrangler/bench', String(process.pid));
const build = `${folder}/build`;
const startOne = (name) => {
  const isOurs = name === 'ours';
  const server = at(isOurs ? 'bench/lib/ours.mjs' : `bench/room/servers/${name}.mjs`);
  return start({
    name,
    folder,
    server,
    load: at('bench/room/load.mjs'),
    args: isOurs ? [`${build}/index.js`] : [],
  });
};

async function bench() {
  mkdirSync(folder, { recursive: true });
  cpSync(at('build'), build, { recursive: true });
  try {
    const samples = await measureWriting();
    let idle;
    await step('idle sockets', async () => {
      idle = await measureIdle(names, startOne, plan.idle);
    });
    const summary = summarize(plan, samples, idle);
    say(`\n${table(summary)}\n`);
    if (isQuick) say('A quick run is kept nowhere; `npm run bench -- room` writes bench/results.');
    else say(`Written to ${write(summary).map(shown).join(' and ')}.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureWriting() {
  const samples = [];
  const contenders = [];
  try {
    await step('servers started', async () => {
      for (const name of names) contenders.push(await startOne(name));
    });
    await step(`${plan.rooms} rooms each`, async () => {
      for (const contender of contenders) {
        await contender.order('prepare', { count: plan.rooms });
        contender.arrived = await settled(contender);
        contender.written = 0;
      }
    });
    for (let round = 0; round < plan.rounds; round += 1) {
      await step(`round ${round + 1} of ${plan.rounds}`, async (tell) => {
        for (const scene of plan.writing) {
          for (const contender of inTurn(contenders, round))
            samples.push(await measure(contender, scene, tell));
        }
      });
    }
  } finally {
    for (const contender of contenders) await contender.stop();
  }
  return samples;
}

async function measure(contender, scene, tell) {
  const { name, order, worked } = contender;
  tell(`${scene.roomCount} rooms, window ${scene.window}, ${scene.readers} readers: ${name}`);
  const before = worked();
  const { written, ...result } = await order('write', { ...scene, ...plan.time });
  const lag = await caughtUp(contender, written);
  const cost = ((worked() - before) / (written - contender.written)) * 1000;
  contender.written = written;
  return { name, ...scene, ...result, cost, lag };
}

// In each conversation they are numbered without gaps: counting them all would take the time of what is measured.
const arrivals = `SELECT SUM((SELECT MAX(seq) FROM messages WHERE conversation_id = conversations.id)) AS n
  FROM conversations`;

/** How many entries have reached D1, of who has one. */
const inDatabase = async ({ name, ask }) =>
  name === 'ours' ? (await ask({ sql: arrivals }))[0].n : undefined;

/** The same, once nothing more comes. */
async function settled(contender) {
  for (let known = await inDatabase(contender); ; ) {
    await pause(1_500);
    const now = await inDatabase(contender);
    if (now === known) return now;
    known = now;
  }
}

/** What is still on its way to the database would cost the next one its time; says how long that took. */
async function caughtUp(contender, written) {
  const { name, arrived } = contender;
  if (arrived === undefined) return undefined;
  const since = performance.now();
  const patience = 30_000;
  for (;;) {
    const missing = arrived + written - (await inDatabase(contender));
    const time = performance.now() - since;
    if (missing <= 0) return time;
    if (time > patience) throw new Error(`${name}: ${missing} messages are not in the database`);
    await pause(100);
  }
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Nobody is always first. */
const inTurn = (list, round) => list.map((_, n) => list[(n + round) % list.length]);

main(bench);
