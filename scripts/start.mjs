// npm start: everything that is needed to try ChatDesk on this machine, without an account anywhere.

import path from 'node:path';
import { build } from './build.mjs';
import { startShop } from './demo/server.mjs';
import { localDatabase } from './lib/database.mjs';
import { demo, seedDemo } from './lib/demo.mjs';
import { startServer, untilHealthy } from './lib/dev-server.mjs';
import { readFlags } from './lib/flags.mjs';
import { whenOrphaned } from './lib/orphan.mjs';
import { at, shown } from './lib/paths.mjs';
import { requireFreePort } from './lib/ports.mjs';
import { endChildrenOnSignals, leave } from './lib/processes.mjs';
import { localSecrets } from './lib/secrets.mjs';
import { bold, cyan, dim, green, say, step } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { setUp } from './setup.mjs';

const help = `npm start -- [flags]

  --port N            where ChatDesk listens (8787); the demo shop takes the port after it
  --persist-to DIR    where data is kept (.wrangler/state)
  --no-demo           without the demo organization and its shop
  --verbose           show everything the server prints
  --help              show this

Other flags go to \`wrangler dev\` as they are.`;

const table = {
  '--port': 'value',
  '--persist-to': 'value',
  '--no-demo': 'switch',
  '--verbose': 'switch',
  '--help': 'switch',
};

async function startAll() {
  const flags = readFlags(process.argv.slice(2), table);
  if (flags['--help']) return say(help);
  const port = readPort(flags['--port'] ?? '8787');
  const withDemo = !flags['--no-demo'];
  const stateFolder = path.resolve(flags['--persist-to'] ?? at('.wrangler/state'));
  await requirePorts(port, withDemo);

  await setUp();
  await build();
  await step('local secrets', localSecrets);
  await step('local database', (tell) => localDatabase(stateFolder, tell));
  await requirePorts(port, withDemo);
  const server = startServer({ port, stateFolder, more: flags.rest, verbose: flags['--verbose'] });
  await step('server started', () => untilHealthy(server));
  const shop = withDemo ? await startDemo(server.origin, port + 1) : undefined;

  banner({ server, shop, withDemo });
  say(`ready ${server.origin}`);
  await server.ended;
  throw new Stop(`The server ended by itself.\nWhat it printed is in ${shown(server.logFile)}.`);
}

async function startDemo(origin, port) {
  let widgetKey;
  await step('demo organization', async () => {
    widgetKey = await seedDemo(origin);
  });
  return startShop({ port, chatOrigin: origin, widgetKey });
}

function banner({ server, shop, withDemo }) {
  const line = (label, value) => say(`  ${label.padEnd(12)}${value}`);
  say(`\n  ${bold(green('ChatDesk is running'))}\n`);
  if (shop) line('Demo shop', `${cyan(shop.origin)}   the widget, as a visitor sees it`);
  line('Dashboard', `${cyan(server.origin)}   where agents answer`);
  if (withDemo) line('Log in', `${demo.email} · ${demo.password}`);
  line('Mails', `${cyan(`${server.origin}/dev/mails`)}   what would be sent`);
  line('Server log', dim(shown(server.logFile)));
  say(`\n  ${dim('Ctrl-C stops it all.')}\n`);
}

async function requirePorts(port, withDemo) {
  const example = `npm start -- --port ${port + 10}`;
  await requireFreePort(port, `Stop that program, or take another port: ${example}`);
  if (!withDemo) return;
  const why = 'The demo shop needs it. Stop the other program, take other ports';
  await requireFreePort(port + 1, `${why} (${example}) or leave the shop out (--no-demo).`);
}

function readPort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65535) return port;
  throw new Stop(`"${text}" is not a port. Choose a number between 1 and 65534: npm start -- --port 8800`);
}

endChildrenOnSignals(0);
whenOrphaned(() => leave(1));
main(startAll);
