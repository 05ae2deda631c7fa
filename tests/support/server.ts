// The built worker in the real runtime, on a free port, with a fresh state of its own.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createTestHarness, experimental_readRawConfig as readRawConfig } from 'wrangler';
import { secrets } from './secrets.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cron = '17 3 * * *';

// A placeholder for `Request.cf` at once, not after a look-up that a closed network lets time out.
process.env.CLOUDFLARE_CF_FETCH_ENABLED ??= 'false';

export type Row = Record<string, unknown>;

/** The part of D1 that tests use. */
interface Database {
  prepare(query: string): { bind(...params: unknown[]): { all<T>(): Promise<{ results: T[] }> } };
  batch<T>(statements: unknown[]): Promise<{ results: T[] }[]>;
}

/** The part of R2 that tests use. */
interface Bucket {
  list(): Promise<{ objects: { key: string }[] }>;
  put(key: string, content: string): Promise<unknown>;
}

export interface TestServer extends AsyncDisposable {
  readonly origin: string;
  /** Reads or writes the database behind the server's back. */
  sql<T extends Row = Row>(query: string, ...params: unknown[]): Promise<T[]>;
  /** What each query finds, all of them asked at one moment. */
  sqlAtOnce(queries: string[], ...params: unknown[]): Promise<Row[][]>;
  /** The keys of all files that are stored. */
  files(): Promise<string[]>;
  /** Puts a file there, as a deploy does. */
  keep(key: string, content: string): Promise<void>;
  /** Lets a conversation's room fall out of memory. Its sockets hibernate, or are closed as in a deploy. */
  evictRoom(conversationId: string, webSockets?: 'hibernate' | 'close'): Promise<void>;
  /** The same for an organization's inbox. */
  evictInbox(organizationId: string, webSockets?: 'hibernate' | 'close'): Promise<void>;
  /** The same for an organization's courier. */
  evictCourier(organizationId: string): Promise<void>;
  /** Hands over a mail that came for it. */
  hand(mail: Handed): Promise<{ outcome: string; rejectReason?: string }>;
  /** Runs what the clock runs every night. */
  scheduled(): Promise<void>;
  /** What the worker has logged so far, one line each. */
  logs(): string[];
  close(): Promise<void>;
}

interface Handed {
  from: string;
  to: string;
  raw: string;
}

export interface ServerOptions {
  /** `false`: whoever asks from one address may ask as much as they like. */
  limited?: boolean;
  /** Another worker, which stands before the built one; without limits. */
  main?: string;
  /** The only address that mail may come from. */
  sender?: string;
  /** Limits at the edge by their names, in a minute; others nobody reaches. */
  limits?: Record<string, number>;
}

/** Starts a server. Close it (`await using` does), or the test process never ends. */
export async function startServer(
  given: Record<string, string> = {},
  { limited = true, main, limits, sender }: ServerOptions = {},
): Promise<TestServer> {
  // Nobody outside is asked for anything.
  const vars = { DNS: '', ...given };
  const isAsConfigured = limited && !main && !limits && !sender;
  const harness = createTestHarness(
    isAsConfigured ? asConfigured(vars) : withLimits(vars, limits, main, sender),
  );
  const { url } = await harness.listen();
  const handle = harness.getWorker<{ DB: Database; FILES: Bucket }>();
  const { DB, FILES } = await handle.getEnv();
  await applySchema(DB);

  const evict = (binding: string, name: string, webSockets: 'hibernate' | 'close') =>
    handle.evictDurableObject(binding as never, { name, webSockets }).catch(unlessAsleep);
  const close = () => harness.close();

  return {
    origin: url.origin,
    sql: async <T extends Row>(query: string, ...params: unknown[]) => {
      const statement = DB.prepare(query).bind(...params);
      return (await statement.all<T>()).results;
    },
    sqlAtOnce: async (queries, ...params) => {
      const answers = await DB.batch<Row>(queries.map((query) => DB.prepare(query).bind(...params)));
      return answers.map(({ results }) => results);
    },
    files: async () => (await FILES.list()).objects.map(({ key }) => key),
    keep: async (key, content) => void (await FILES.put(key, content)),
    evictRoom: (id, webSockets = 'hibernate') => evict('ROOM', id, webSockets),
    evictInbox: (id, webSockets = 'hibernate') => evict('INBOX', id, webSockets),
    evictCourier: (id) => evict('COURIER', id, 'hibernate'),
    hand: (mail) => handle.email(mail),
    scheduled: async () => void (await handle.scheduled({ cron })),
    logs: () => harness.getLogs().map(({ message }) => message),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const asConfigured = (vars: Record<string, string>) => ({
  root,
  workers: [{ configPath: './wrangler.toml', prebuiltWorkerDir: './build', secrets, vars }],
});

/** The same with other limits at the edge, mostly such that nobody reaches: they can be changed in the configuration only. */
function withLimits(
  vars: Record<string, string>,
  wanted: Record<string, number> = {},
  main = 'build/index.js',
  sender?: string,
) {
  const { build: _, assets, ...config } = readRawConfig({ config: `${root}wrangler.toml` }).rawConfig;
  const limits: { name: string; namespace_id: string }[] = config.ratelimits ?? [];
  const simple = (name: string) => ({ limit: wanted[name] ?? 1_000_000, period: 60 as const });
  const changed = {
    main: root + main,
    assets: { ...assets, directory: `${root}dist` },
    ...(sender && { send_email: [{ name: 'EMAIL', allowed_sender_addresses: [sender] }] }),
    ratelimits: limits.map((limit) => ({ ...limit, simple: simple(limit.name) })),
    vars: { ...config.vars, ...secrets, ...vars },
  };
  // Not the project's folder, whose .dev.vars would have the last word.
  return { root: `${root}tests`, workers: [{ config: { ...config, ...changed } }] };
}

/** All at once: asked one by one, its hundred statements take ten times as long. */
async function applySchema(database: Database): Promise<void> {
  await database
    .prepare(readFileSync(`${root}schema.sql`, 'utf8'))
    .bind()
    .all();
}

/** An object that is not in memory is what an eviction is after. */
function unlessAsleep(error: unknown): void {
  if (!String(error).includes('not currently running')) throw error;
}
