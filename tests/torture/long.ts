// node long.ts MINUTES ROOMS SEED: one play after another on one server, for as long as is wanted or until something
// cannot be. scripts/torture.mjs runs it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { add, type Figures } from './figures.ts';
import { inWords, type Violation } from './history.ts';
import { type Outcome, PATIENCE, play } from './play.ts';
import { openWorld } from './world.ts';

const [minutes, rooms, seed] = process.argv.slice(2).map(Number) as [number, number, number];
const SHOWN = 20;

/** Mostly storms; now and then people who are too fast. */
const kinds = ['storm', 'storm', 'haste'] as const;
const lengths = { storm: 60, haste: 30 };

process.exitCode = await torture();

async function torture(): Promise<number> {
  const since = performance.now();
  const minutesSoFar = () => ((performance.now() - since) / 60_000).toFixed(1);
  let total: Figures = {};
  await using world = await openWorld({ vars: { LIMIT_MESSAGES: '100' } });
  console.log(`seed ${seed}, ${rooms} rooms, ${minutes} min; ${world.origin}`);
  for (let act = 0; performance.now() - since < minutes * 60_000; act++) {
    const kind = kinds[act % kinds.length] ?? 'storm';
    const say = (text: string) => console.log(`${minutesSoFar()} min  ${kind} ${act + 1}: ${text}`);
    const left = minutes * 60 - (performance.now() - since) / 1_000;
    const seconds = Math.max(10, Math.min(lengths[kind], left));
    const options = { seconds, rooms, kind, seed: seed + act, patience: PATIENCE, onProgress: say };
    const outcome = await play(world, options);
    total = add(total, outcome.figures);
    say(`${outcome.figures.messages} messages in the logs, ${outcome.violations.length} violations`);
    if (outcome.violations.length > 0) {
      report(total, outcome.violations, keep(outcome, options.seed, world.faults));
      return 1;
    }
  }
  report(total, []);
  return 0;
}

function report(total: Figures, violations: Violation[], file?: string): void {
  console.log('');
  for (const [name, figure] of Object.entries({ ...total, violations: violations.length }))
    console.log(`${name.padEnd(40)}${figure.toLocaleString('en').padStart(10)}`);
  if (violations.length === 0) return;
  console.log(`\n${violations.slice(0, SHOWN).map(inWords).join('\n')}`);
  console.log(`\nThe whole history is in ${file}.`);
}

/** The rooms in which something was wrong, all that was done to the server, and what it complained about. */
function keep({ rooms: all, violations, harms }: Outcome, playSeed: number, faults: string[]): string {
  const bad = new Set(violations.map(({ room }) => room));
  const file = `test-results/torture-${playSeed}.json`;
  const history = { seed: playSeed, violations, harms, rooms: all.filter(({ id }) => bad.has(id)), faults };
  mkdirSync('test-results', { recursive: true });
  writeFileSync(file, JSON.stringify(history, undefined, 1));
  return file;
}
