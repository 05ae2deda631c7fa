// node host.ts OPTIONS: the runtime of one world, in a process of its own: some of what it is asked, the runtime's library
// does while everything else in the process stands still, and a server that hangs would hang the play.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_readConfig as readConfig } from 'wrangler';
import { secrets } from '../support/secrets.ts';

export interface HostOptions {
  port: number;
  /** Where the built worker is. */
  build: string;
  vars: Record<string, string>;
}

/** What it is asked for, and what each answers. */
export interface Host {
  sql(query: string, params: unknown[]): Promise<unknown[]>;
  evict(className: string, name: string, webSockets: 'hibernate' | 'close'): Promise<void>;
  close(): Promise<void>;
}

export interface Question {
  id: number;
  name: keyof Host;
  args: unknown[];
}

/** What it tells: an answer, or what happens. */
export type News =
  | { id: number; value?: unknown; error?: string }
  | { event: 'ready' | 'restarted' }
  | { event: 'fault'; message: string };

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

const root = fileURLToPath(new URL('../../', import.meta.url));
const at = (file: string) => path.resolve(root, file);
/** The people here write more than people do, and the limits of the edge are not what is tested. */
const NO_LIMIT = { limit: 1_000_000, period: 60 as const };

const tell = (news: News) => process.send?.(news);

async function serve({ port, build, vars }: HostOptions): Promise<void> {
  process.env.RUNTIME = (createRequire(import.meta.url)('workerd') as { default: string }).default;
  process.env.MINIFLARE_WORKERD_PATH = at('tests/torture/runtime.sh');
  const runtime = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port,
      cf: false,
      logRequests: false,
      log: new Log(LogLevel.NONE),
      handleStructuredLogs: ({ level, message }) => {
        if (level === 'error') tell({ event: 'fault', message });
      },
      unsafeHandleRuntimeRestart: () => void tell({ event: 'restarted' }),
      workers: [workerOf(at(build), vars)],
    }),
  );
  await runtime.ready;
  const host = hostOf(runtime);
  process.on('message', (question: Question) => void answer(host, question));
  await host.sql(readFileSync(at('schema.sql'), 'utf8'), []);
  tell({ event: 'ready' });
}

const hostOf = (runtime: Miniflare): Host => ({
  sql: async (query, params) => {
    const database = await runtime.getD1Database('DB');
    return (
      await database
        .prepare(query)
        .bind(...params)
        .all()
    ).results;
  },
  evict: (className, name, webSockets) =>
    runtime.unsafeEvictDurableObject('chatdesk', className, { name, webSockets }),
  close: () => runtime.dispose(),
});

async function answer(host: Host, { id, name, args }: Question): Promise<void> {
  const ask = host[name] as (...args: unknown[]) => Promise<unknown>;
  const error = (error: unknown) => ({ id, error: String(error) });
  tell(await ask(...args).then((value) => ({ id, value }), error));
}

/** wrangler.toml's worker, without the files of its site. */
function workerOf(build: string, vars: Record<string, string>) {
  const config = readConfig({ config: at('wrangler.toml') }) as Config;
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

new Worker(new URL('./watchdog.ts', import.meta.url)).unref();
await serve(JSON.parse(process.argv[2] ?? '') as HostOptions);
