// The worker in the real runtime, whose process can be killed: it comes back by itself, on the same port and state.

import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_readConfig as readConfig, unstable_splitSqlQuery as splitSql } from 'wrangler';
import { requireFreePort } from '../../scripts/lib/ports.mjs';
import { secrets } from '../support/secrets.ts';
import type { Row } from '../support/server.ts';
import { commandOf, family } from '../support/starter.ts';
import { inTime } from '../support/wait.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

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

export interface WorldOptions {
  /** Where the built worker is. */
  build?: string;
  vars?: Record<string, string>;
}

/** The people here write more than people do, and the limits of the edge are not what is tested. */
const NO_LIMIT = { limit: 1_000_000, period: 60 as const };
/** How often, and how long each time, the database is asked while the server comes back. */
const [TRIES, PATIENCE] = [40, 5_000];
const RESTART = 30_000;

export async function openWorld({ build = 'build', vars = {} }: WorldOptions = {}): Promise<World> {
  const port = await lastingPort();
  const faults: string[] = [];
  let restarted = () => {};
  const runtime = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port,
      cf: false,
      logRequests: false,
      log: new Log(LogLevel.NONE),
      handleStructuredLogs: ({ level, message }) => {
        if (level === 'error') faults.push(message);
      },
      unsafeHandleRuntimeRestart: () => restarted(),
      workers: [workerOf(path.resolve(root, build), vars)],
    }),
  );
  const world: World = {
    origin: (await runtime.ready).origin,
    faults,
    kill: async () => {
      const again = new Promise<void>((resolve) => {
        restarted = resolve;
      });
      process.kill(processOn(port), 'SIGKILL');
      await inTime(again, RESTART);
    },
    evict: (className, name, webSockets) =>
      runtime.unsafeEvictDurableObject('chatdesk', className, { name, webSockets }).catch(unlessAsleep),
    sql: <T extends Row>(query: string, ...params: unknown[]) =>
      insist(async () => {
        const database = await runtime.getD1Database('DB');
        return (
          await database
            .prepare(query)
            .bind(...params)
            .all<T>()
        ).results;
      }),
    [Symbol.asyncDispose]: () => runtime.dispose(),
  };
  for (const statement of splitSql(readFileSync(path.join(root, 'schema.sql'), 'utf8')))
    await world.sql(statement);
  return world;
}

/** The part of wrangler.toml that is used here. */
interface Config {
  compatibility_date: string;
  compatibility_flags: string[];
  vars: Record<string, string>;
  durable_objects: { bindings: { name: string; class_name: string }[] };
  d1_databases: { binding: string }[];
  r2_buckets: { binding: string }[];
  send_email: { name: string }[];
  ratelimits: { name: string; namespace_id: string }[];
}

/** wrangler.toml's worker, without the files of its site. */
function workerOf(build: string, vars: Record<string, string>) {
  const config = readConfig({ config: path.join(root, 'wrangler.toml') }) as Config;
  const objects = config.durable_objects.bindings;
  return {
    name: 'chatdesk',
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: config.compatibility_flags,
    modulesRoot: build,
    modules: [
      { type: 'ESModule' as const, path: path.join(build, 'index.js') },
      { type: 'CompiledWasm' as const, path: path.join(build, 'index_bg.wasm') },
    ],
    bindings: { ...config.vars, ...secrets, ...vars },
    durableObjects: Object.fromEntries(
      objects.map(({ name, class_name: className }) => [name, { className, useSQLite: true }]),
    ),
    d1Databases: config.d1_databases.map(({ binding }) => binding),
    r2Buckets: config.r2_buckets.map(({ binding }) => binding),
    email: { send_email: config.send_email },
    ratelimits: Object.fromEntries(
      config.ratelimits.map(({ name, namespace_id }) => [name, { namespace_id, simple: NO_LIMIT }]),
    ),
  };
}

/** Not one of those that the system gives to whoever connects: while the server is dead, nobody shall take it. */
async function lastingPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    if (await isFree(port)) return port;
  }
}

const isFree = (port: number) =>
  requireFreePort(port, '').then(
    () => true,
    () => false,
  );

/** Ours, and not one of another world in this process. */
function processOn(port: number): number {
  const isOurs = (pid: number) => pid !== process.pid && commandOf(pid).includes(`127.0.0.1:${port}`);
  const pid = family(process.pid).find(isOurs);
  if (pid === undefined) throw new Error(`No process serves port ${port}.`);
  return pid;
}

/** The server may be killed under a query of ours; all of ours may be asked twice. */
async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await inTime(ask(), PATIENCE);
    } catch (error) {
      if (tries === TRIES) throw error;
      await sleep(100);
    }
  }
}

/** An object that is not in memory is what an eviction is after. */
function unlessAsleep(error: unknown): void {
  if (!String(error).includes('not currently running')) throw error;
}
