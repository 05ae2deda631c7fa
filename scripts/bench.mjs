// npm run bench -- room|api|inbox|widget [--quick]: measures ChatDesk beside what others would do (see bench/).

import { existsSync } from 'node:fs';
import { build } from './build.mjs';
import { browserFound } from './lib/browser.mjs';
import { readFlags } from './lib/flags.mjs';
import { withNetwork } from './lib/network.mjs';
import { at, projectNode } from './lib/paths.mjs';
import { endChildrenOnSignals, run, runAttached } from './lib/processes.mjs';
import { digest, unlessDone } from './lib/stamps.mjs';
import { say, step } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { setUp } from './setup.mjs';

const help = `npm run bench -- room|api|inbox|widget [--quick]

  room      messages a second, times and memory of rooms: ours, a bare one, Socket.IO with SQLite
  api       times of the API's calls beside a bare worker's; what lists cost when they are short and long
  inbox     how news spreads from a room to one agent and to two hundred
  widget    what the widget does to a page, by Lighthouse; what it weighs and how long it takes to open
  --quick   about a minute instead of several; results are shown and not kept`;

async function bench() {
  const { rest, ...flags } = readFlags(process.argv.slice(2), { '--quick': 'switch', '--help': 'switch' });
  if (flags['--help']) return say(help);
  const [name, ...more] = rest;
  const file = at('bench', name ?? '', 'main.mjs');
  if (!name || more.length > 0 || !existsSync(file)) throw new Stop(help);
  await setUp();
  await build(name === 'widget' ? ['worker', 'widget', 'dashboard', 'docs'] : ['worker']);
  if (name === 'room' || name === 'widget') await step('packages to compare with', packages);
  const env = name === 'widget' ? { CHROME_PATH: await browserFound() } : {};
  return runAttached(projectNode, [file, ...(flags['--quick'] ? ['--quick'] : [])], { env });
}

/** They are the measurements' own: nobody else has to install them. */
function packages(tell) {
  const files = ['bench/package.json', 'bench/package-lock.json'];
  return unlessDone(at('bench/node_modules/.chatdesk-stamp'), digest(files), async () => {
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    await withNetwork('The packages to compare with', () =>
      run('npm', args, { cwd: at('bench'), onLine: tell }),
    );
  });
}

endChildrenOnSignals();
main(bench);
