// Cloudflare's API as far as wrangler asks it while ChatDesk is deployed: one account that keeps what it is given, with real
// SQLite where the databases are.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface Deployed {
  bindings: { name: string; type: string; [field: string]: unknown }[];
  migrations?: { new_tag?: string; steps?: object[] };
}

export interface Cloudflare extends AsyncDisposable {
  /** What makes wrangler talk to this instead. */
  env: Record<string, string>;
  databases: Map<string, DatabaseSync>;
  buckets: Map<string, Set<string>>;
  /** The latest of each name. */
  workers: Map<string, Deployed>;
  secrets: Map<string, Map<string, string>>;
  /** How often files of SQL were run: meanwhile a database answers nobody. */
  imports: number;
  /** What it was asked and does not know. */
  unknown: string[];
}

interface Call {
  path: string;
  method: string;
  body: Buffer;
  query: URLSearchParams;
}

type Answer = object | undefined;

export async function startCloudflare(): Promise<Cloudflare> {
  const home = mkdtempSync(path.join(tmpdir(), 'chatdesk-home-'));
  const account: Cloudflare = {
    env: {},
    databases: new Map(),
    buckets: new Map(),
    workers: new Map(),
    secrets: new Map(),
    imports: 0,
    unknown: [],
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      for (const database of account.databases.values()) database.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
  const handlers = handlersOf(account, () => origin);
  const server = createServer(async (request, response) => {
    const call = await read(request);
    const result = handlers.map(([shape, run]) => {
      const match = shape.exec(`${call.method} ${call.path}`);
      return match && run(call, ...match.slice(1));
    });
    const answer = result.find(Boolean);
    if (!answer) account.unknown.push(`${call.method} ${call.path}`);
    response.statusCode = answer ? 200 : 404;
    response.setHeader('content-type', 'application/json');
    // How an upload says that it is whole.
    if (call.method === 'PUT') response.setHeader('etag', `"${call.path.split('/').at(-1)}"`);
    const code = /\/r2\/buckets\//.test(call.path) ? 10006 : 10007;
    const errors = answer ? [] : [{ code, message: 'This does not exist.' }];
    response.end(JSON.stringify({ success: !!answer, errors, messages: [], result: null, ...answer }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  account.env = {
    XDG_CONFIG_HOME: home,
    CLOUDFLARE_API_BASE_URL: `${origin}/client/v4`,
    CLOUDFLARE_API_TOKEN: 'a-token',
    CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
  };
  return account;
}

const ACCOUNT = 'acc0000000000000000000000000000a';

async function read(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://cloudflare');
  const path = pathname.replace('/client/v4', '').replace(`/accounts/${ACCOUNT}`, '');
  return { path, method: request.method ?? 'GET', body: Buffer.concat(chunks), query: searchParams };
}

const result = (value: unknown) => ({ result: value });
const json = ({ body }: Call) => JSON.parse(body.toString() || '{}');

type Handler = [RegExp, (call: Call, ...found: string[]) => Answer];

function handlersOf(account: Cloudflare, origin: () => string): Handler[] {
  return [...people(), ...databases(account, origin), ...storage(account), ...workers(account)];
}

function people(): Handler[] {
  const mine = { id: ACCOUNT, name: 'Fern & Oak', account: { id: ACCOUNT, name: 'Fern & Oak' } };
  const page = { page: 1, per_page: 20, count: 1, total_count: 1 };
  return [
    [/^GET \/user\/tokens\/verify$/, () => result({ id: 't', status: 'active' })],
    [/^GET \/user$/, () => result({ id: 'u', email: 'ada@example.com' })],
    [/^GET \/(?:accounts|memberships)$/, () => ({ result: [mine], result_info: page })],
  ];
}

function databases(account: Cloudflare, origin: () => string): Handler[] {
  const uploads = new Map<string, string>();
  const shown = (name: string) => (account.databases.has(name) ? result({ uuid: name, name }) : undefined);
  const meta = { duration: 1, rows_read: 0, rows_written: 0, size_after: 0 };
  const ingest = (name: string, file: string) => {
    account.imports += 1;
    account.databases.get(name)?.exec(uploads.get(file) ?? '');
    const imported = { final_bookmark: 'b', num_queries: 1, meta };
    return {
      success: true,
      messages: [],
      status: 'complete',
      type: 'import',
      at_bookmark: 'b',
      result: imported,
    };
  };
  return [
    [
      /^GET \/d1\/database$/,
      ({ query }) => {
        const all = [...account.databases.keys()].map((name) => ({ uuid: name, name }));
        return result(query.get('page') === '1' ? all : []);
      },
    ],
    [
      /^POST \/d1\/database$/,
      (call) => {
        const { name } = json(call);
        account.databases.set(name, new DatabaseSync(':memory:'));
        return shown(name);
      },
    ],
    [/^GET \/d1\/database\/([^/]+)$/, (_, name = '') => shown(name)],
    [
      /^POST \/d1\/database\/([^/]+)\/query$/,
      (call, name = '') => {
        const { sql, params = [] } = json(call);
        const results = account.databases
          .get(name)
          ?.prepare(sql)
          .all(...params);
        return result([{ success: true, results, meta }]);
      },
    ],
    [
      /^POST \/d1\/database\/([^/]+)\/import$/,
      (call, name = '') => {
        const { action, etag, filename } = json(call);
        if (action === 'ingest') return result(ingest(name, filename));
        const file = randomUUID();
        return result({
          success: true,
          messages: [],
          filename: file,
          upload_url: `${origin()}/upload/${file}/${etag}`,
        });
      },
    ],
    [
      /^PUT \/upload\/([^/]+)\/([^/]+)$/,
      ({ body }, file = '') => {
        uploads.set(file, body.toString());
        return {};
      },
    ],
  ];
}

function storage({ buckets }: Cloudflare): Handler[] {
  return [
    [/^GET \/r2\/buckets$/, () => result({ buckets: [...buckets.keys()].map((name) => ({ name })) })],
    [/^GET \/r2\/buckets\/([^/]+)$/, (_, name = '') => (buckets.has(name) ? result({ name }) : undefined)],
    [
      /^POST \/r2\/buckets$/,
      (call) => {
        const { name } = json(call);
        buckets.set(name, new Set());
        return result({ name });
      },
    ],
    [
      /^PUT \/r2\/buckets\/([^/]+)\/objects\/(.+)$/,
      (_, name = '', key = '') => buckets.get(name)?.add(decodeURIComponent(key)) && {},
    ],
  ];
}

function workers(account: Cloudflare): Handler[] {
  const known = (name: string, value: unknown) => (account.workers.has(name) ? result(value) : undefined);
  const subdomain = { enabled: true, previews_enabled: true };
  return [
    [/^GET \/workers\/subdomain$/, () => result({ subdomain: 'fern' })],
    [
      /^GET \/workers\/scripts\/([^/]+)\/secrets$/,
      (_, name = '') =>
        known(
          name,
          [...(account.secrets.get(name)?.keys() ?? [])].map((secret) => ({
            name: secret,
            type: 'secret_text',
          })),
        ),
    ],
    [
      /^GET \/workers\/services\/([^/]+)$/,
      (_, name = '') =>
        known(name, {
          default_environment: {
            environment: 'production',
            script: { tag: 't', tags: [], last_deployed_from: 'wrangler' },
          },
        }),
    ],
    [/^GET \/workers\/scripts\/([^/]+)\/deployments$/, (_, name = '') => known(name, { deployments: [] })],
    [
      /^GET \/workers\/scripts\/([^/]+)\/settings$/,
      (_, name = '') => known(name, { bindings: [], migration_tag: 'v1' }),
    ],
    [
      /^POST \/workers\/scripts\/[^/]+\/assets-upload-session$/,
      (call) => {
        const files = Object.values(json(call).manifest as Record<string, { hash: string }>);
        return result({ jwt: 'a.b.c', buckets: [files.map(({ hash }) => hash)] });
      },
    ],
    [/^POST \/workers\/assets\/upload$/, () => result({ jwt: 'd.e.f' })],
    [
      /^PUT \/workers\/scripts\/([^/]+)$/,
      ({ body }, name = '') => {
        deploy(account, name, JSON.parse(/\{"main_module.*\}/.exec(body.toString('latin1'))?.[0] ?? '{}'));
        return result({ id: name, deployment_id: 'd', startup_time_ms: 5, available_on_subdomain: true });
      },
    ],
    [/^(?:GET|POST) \/workers\/scripts\/[^/]+\/subdomain$/, () => result(subdomain)],
    [
      /^(?:GET|PATCH) \/workers\/workers\/([^/]+)$/,
      (_, name = '') =>
        known(name, { id: name, name, tags: [], subdomain, observability: { enabled: true } }),
    ],
    [/^PUT \/workers\/scripts\/[^/]+\/schedules$/, () => result({ schedules: [] })],
  ];
}

/** Secrets that are not sent stay as they are. */
function deploy({ workers, secrets }: Cloudflare, name: string, { bindings, migrations }: Deployed): void {
  const kept = secrets.get(name) ?? new Map<string, string>();
  for (const { name: secret, type, text } of bindings)
    if (type === 'secret_text') kept.set(secret, `${text}`);
  secrets.set(name, kept);
  workers.set(name, { bindings, ...(migrations && { migrations }) });
}
