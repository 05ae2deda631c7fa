import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { at } from './paths.mjs';
import { start } from './processes.mjs';
import { say } from './steps.mjs';
import { Stop } from './stop.mjs';
import { wrangler, wranglerEnv } from './wrangler.mjs';

const patience = 90_000;
const alarming = /\[ERROR\]|"level":"(error|warn)"|^Uncaught|✘/;

/**
 * Starts the worker in the local runtime. Everything it prints goes to a log file; the terminal gets errors
 * and warnings only, unless all is wanted.
 */
export function startServer({ port, stateFolder, more, verbose }) {
  mkdirSync(stateFolder, { recursive: true });
  const log = createWriteStream(path.join(stateFolder, 'server.log'));
  const place = ['--port', port, '--ip', 'localhost', '--inspector-port', '0', '--persist-to', stateFolder];
  const args = [
    at('scripts/lib/leash.mjs'),
    ...wrangler,
    'dev',
    ...place,
    '--show-interactive-dev-session=false',
    // Nobody sends mail from a laptop: the developer opens it.
    '--var',
    'DEV_MAILS:on',
    ...['--var', 'ALLOW_PRIVATE_URLS:on'],
    ...more,
  ];
  let shown;
  const server = start(wrangler[0], args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: wranglerEnv,
    onLine(line) {
      log.write(`${stripVTControlCharacters(line)}\n`);
      const isNew = alarming.test(line) && line !== shown;
      if (verbose || isNew) say(line);
      if (isNew) shown = line;
    },
  });
  return { ended: server.ended, logFile: log.path, origin: `http://localhost:${port}` };
}

/** Waits until the server answers; stops when it ends before. */
export async function untilHealthy(server) {
  const over = server.ended.then(() => {
    throw new Stop(`The server ended before it answered.\nWhat it printed is in ${server.logFile}.`);
  });
  over.catch(() => {});
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (await Promise.race([isHealthy(server.origin), over])) return;
    await sleep(200);
  }
  throw new Stop(`The server does not answer on ${server.origin}.\nWhat it printed is in ${server.logFile}.`);
}

const isHealthy = (origin) =>
  fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(5_000) }).then(
    async (response) => (await response.arrayBuffer()) && response.status === 200,
    () => false,
  );
