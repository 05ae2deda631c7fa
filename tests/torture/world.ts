// The worker in the real runtime, whose process can be killed: it comes back by itself, on the same port and state.

import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { requireFreePort } from '../../scripts/lib/ports.mjs';
import type { Row } from '../support/server.ts';
import { commandOf, family } from '../support/starter.ts';
import { inTime } from '../support/wait.ts';
import type { Host, HostOptions, News } from './host.ts';

export interface World extends AsyncDisposable {
  readonly origin: string;
  /** Ends the server's process as a power cut does; resolves once another has taken its place. */
  kill(): Promise<void>;
  /** Lets an object fall out of memory. Its sockets hibernate, or are closed as in a deploy. */
  evict(className: 'Room' | 'Inbox', name: string, webSockets: 'hibernate' | 'close'): Promise<void>;
  /** Reads or writes the database behind the server's back. */
  sql<T extends Row = Row>(query: string, ...params: unknown[]): Promise<T[]>;
  /** What the worker has complained about. */
  readonly faults: string[];
}

const hostFile = fileURLToPath(new URL('./host.ts', import.meta.url));
/** How long a server may take to be there, for the first time or again, and how long one question to it. */
const [START, PATIENCE, EVICTION] = [30_000, 5_000, 10_000];

export async function openWorld(options: Partial<HostOptions> = {}): Promise<World> {
  const port = await lastingPort();
  const given: HostOptions = { port, build: 'build', vars: {}, ...options };
  // It is no test, though a test starts it.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = fork(hostFile, [JSON.stringify(given)], { execArgv: [], env });
  const faults: string[] = [];
  const { ask, next } = correspond(child, faults);
  const { pid = fail('No process could be started.') } = child;
  await inTime(Promise.race([next('ready'), endOf(child)]), START);
  return {
    origin: `http://127.0.0.1:${port}`,
    faults,
    kill: async () => {
      const restarted = next('restarted');
      process.kill(serverOf(pid), 'SIGKILL');
      await inTime(restarted, START);
    },
    evict: (...args) => inTime(ask('evict', ...args), EVICTION).then(() => undefined, unlessAsleep),
    sql: <T extends Row>(query: string, ...params: unknown[]) =>
      insist(() => inTime(ask('sql', query, params), PATIENCE) as Promise<T[]>),
    [Symbol.asyncDispose]: async () => {
      await inTime(ask('close'), PATIENCE).catch(() => undefined);
      for (const one of family(pid).reverse()) end(one);
    },
  };
}

type Ask = (name: keyof Host, ...args: unknown[]) => Promise<unknown>;

/** Questions with their answers, and what is told without being asked for. */
function correspond(child: ChildProcess, faults: string[]) {
  const open = new Map<number, (news: { value?: unknown; error?: string }) => void>();
  const awaited = new Map<string, () => void>();
  let last = 0;
  child.on('message', (news: News) => {
    if ('id' in news) open.get(news.id)?.(news);
    else if (news.event === 'fault') faults.push(news.message);
    else awaited.get(news.event)?.();
  });
  const ask: Ask = (name, ...args) => {
    const id = ++last;
    child.send({ id, name, args });
    return new Promise((resolve, reject) => {
      open.set(id, ({ value, error }) => {
        open.delete(id);
        if (error === undefined) resolve(value);
        else reject(new Error(error));
      });
    });
  };
  const next = (event: string) => new Promise<void>((resolve) => void awaited.set(event, resolve));
  return { ask, next };
}

const endOf = (child: ChildProcess) =>
  new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`The server's host ended (${code}).`)));
  });

const serverOf = (host: number): number =>
  family(host).find((pid) => commandOf(pid).includes('workerd serve')) ?? fail('There is no server to kill.');

function fail(what: string): never {
  throw new Error(what);
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Not one of those that the system gives to whoever connects: while the server is dead, nobody shall take it. */
async function lastingPort(): Promise<number> {
  const port = randomInt(20_000, 30_000);
  const isFree = await requireFreePort(port, '').then(
    () => true,
    () => false,
  );
  return isFree ? port : lastingPort();
}

/** The server may be killed under a query of ours; all of ours may be asked twice. */
async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (const since = performance.now(); ; await sleep(100)) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() - since > START) throw error;
    }
  }
}

/** An object that is not in memory is what an eviction is after; one that hangs is found otherwise. */
function unlessAsleep(error: unknown): void {
  if (!/not currently running|Nothing came of it/.test(String(error))) throw error;
}
