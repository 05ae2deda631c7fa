// npm run torture -- --minutes 20: the rooms under everything that can happen to them, for as long as is wanted.

import { randomInt } from 'node:crypto';
import { build } from './build.mjs';
import { readFlags, readNumber } from './lib/flags.mjs';
import { whenOrphaned } from './lib/orphan.mjs';
import { at, projectNode } from './lib/paths.mjs';
import { endChildrenOnSignals, leave, start } from './lib/processes.mjs';
import { say } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { setUp } from './setup.mjs';

const help = `npm run torture -- [flags]

  --minutes N   how long (20)
  --rooms N     conversations at once (3)
  --seed N      chooses the same harms again; what they hit is up to the machine
  --help        show this

docs/torture.md tells what is done and how to read what is found.`;

const table = { '--minutes': 'value', '--rooms': 'value', '--seed': 'value', '--help': 'switch' };

async function torture() {
  const flags = readFlags(process.argv.slice(2), table);
  if (flags['--help']) return say(help);
  if (flags.rest.length > 0) throw new Stop(`There is no flag ${flags.rest[0]}.\n\n${help}`);
  const minutes = readNumber(flags, '--minutes', 20);
  const rooms = Math.ceil(readNumber(flags, '--rooms', 3));
  const seed = Math.floor(readNumber(flags, '--seed', randomInt(1, 2 ** 31)));
  await setUp();
  await build(['worker']);
  const args = [at('tests/torture/long.ts'), minutes, rooms, seed].map(String);
  return start(projectNode, args, { stdio: ['ignore', 'inherit', 'inherit'] }).ended;
}

endChildrenOnSignals();
whenOrphaned(() => leave(1));
main(torture);
