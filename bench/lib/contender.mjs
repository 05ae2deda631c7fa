// A contender: its server and its load, a process each.

import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const stdio = ['ignore', 'ignore', 'inherit', 'ipc'];

/**
 * Starts both: `server` is run with `args` and a folder for its data, `load` with the contender's name and the server's
 * origin.
 */
export async function start({ name, folder, args = [], ...files }) {
  const dataFolder = path.join(folder, `${name}-${Date.now()}`);
  mkdirSync(dataFolder, { recursive: true });
  const server = fork(files.server, [...args, dataFolder], { stdio });
  const { origin, pid } = await next(server, name);
  const load = fork(files.load, [name, origin], { stdio });
  const ask = async (child, question) => {
    const reply = next(child, name);
    child.send(question);
    const { error, result, answer } = await reply;
    if (error) throw new Error(`${name}: ${error}`);
    return result ?? answer;
  };
  return {
    name,
    origin,
    order: (order, options = {}) => ask(load, { order, ...options }),
    /** Asks the server's process. */
    ask: (question = {}) => ask(server, question),
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
