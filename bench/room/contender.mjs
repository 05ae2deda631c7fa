// A contender: its server and its load, a process each.

import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const stdio = ['ignore', 'ignore', 'inherit', 'ipc'];

/** Starts both. `args` go to the server, before the folder for its data. */
export async function start(name, folder, args = []) {
  const dataFolder = path.join(folder, `${name}-${Date.now()}`);
  mkdirSync(dataFolder, { recursive: true });
  const server = fork(here(`servers/${name}.mjs`), [...args, dataFolder], { stdio });
  const { origin, pid } = await next(server, name);
  const load = fork(here('load.mjs'), [name, origin], { stdio });
  const ask = async (child, question) => {
    const reply = next(child, name);
    child.send(question);
    const { error, result, answer } = await reply;
    if (error) throw new Error(`${name}: ${error}`);
    return result ?? answer;
  };
  return {
    name,
    order: (order, options = {}) => ask(load, { order, ...options }),
    ask: () => ask(server, {}),
    /** How long the server's process has been at work, in milliseconds. */
    worked: () => processorTime(pid),
    /** What the server's process holds in memory now, in bytes. */
    memory: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024,
    stop: () => Promise.all([end(load), end(server)]),
  };
}

/** In ticks of ten milliseconds, as the kernel counts them for all. */
function processorTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function next(child, name) {
  const gone = new AbortController();
  const failed = () => gone.abort(new Error(`${name}: a process ended early`));
  child.once('exit', failed);
  try {
    const [message] = await once(child, 'message', { signal: gone.signal });
    return message;
  } catch (error) {
    throw gone.signal.reason ?? error;
  } finally {
    child.off('exit', failed);
  }
}

/** Both end by themselves when they are let go. */
async function end(child) {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  child.disconnect();
  await ended;
  clearTimeout(timer);
}
