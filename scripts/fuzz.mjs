// npm run fuzz -- --minutes 10: the API against its description, for as long as is wanted.

import { randomInt } from 'node:crypto';
import { build } from './build.mjs';
import { readFlags, readNumber } from './lib/flags.mjs';
import { whenOrphaned } from './lib/orphan.mjs';
import { at, projectNode } from './lib/paths.mjs';
import { endChildrenOnSignals, leave, start } from './lib/processes.mjs';
import { provideSchemathesis, schemathesis } from './lib/schemathesis.mjs';
import { say, step } from './lib/steps.mjs';
import { main } from './lib/stop.mjs';
import { setUp } from './setup.mjs';

const help = `npm run fuzz -- [flags]

  --minutes N   how long (10)
  --seed N      the same cases again
  --help        show this

Other flags go to \`schemathesis run\` as they are, such as --include-path-regex widget or --max-failures 1.
What is found is shown with the request that does it again, and kept in test-results/fuzz.txt.`;

async function fuzz() {
  const flags = readFlags(process.argv.slice(2), {
    '--minutes': 'value',
    '--seed': 'value',
    '--help': 'switch',
  });
  if (flags['--help']) return say(help);
  const minutes = readNumber(flags, '--minutes', 10);
  const seed = Math.floor(readNumber(flags, '--seed', randomInt(1, 2 ** 31)));
  await setUp();
  await build();
  await step('schemathesis', provideSchemathesis);
  const args = [at('tests/fuzz/long.ts'), minutes, seed, ...flags.rest].map(String);
  return start(projectNode, args, {
    env: { SCHEMATHESIS: schemathesis },
    stdio: ['ignore', 'inherit', 'inherit'],
  }).ended;
}

endChildrenOnSignals();
whenOrphaned(() => leave(1));
main(fuzz);
