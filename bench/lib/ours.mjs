// node ours.mjs ENTRY DATA: ChatDesk as it is built, with the limits out of the way of a load from one address. ENTRY is
// build/index.js, or a module beside it that stands before it.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  unstable_getMiniflareWorkerOptions as readOptions,
  unstable_splitSqlQuery as splitSql,
} from 'wrangler';
import { at } from '../../scripts/lib/paths.mjs';
import { secrets } from '../../tests/support/secrets.ts';
import { serve } from './serve.mjs';
import { startWorkerd } from './workerd.mjs';

const noLimit = 1_000_000_000;
const [entry, dataFolder] = process.argv.slice(2);
const { workerOptions } = readOptions(at('wrangler.toml'));
// Static files have no part in this.
const { assets: _, ratelimits, bindings, ...rest } = workerOptions;
const beside = ['index.js', 'index_bg.wasm'].map((name) => path.join(path.dirname(entry), name));
const files = [...new Set([entry, ...beside])];
const { runtime, origin, pid } = await startWorkerd(files, dataFolder, {
  ...rest,
  name: 'chatdesk',
  ratelimits: Object.fromEntries(
    Object.entries(ratelimits).map(([name, limit]) => [
      name,
      { ...limit, simple: { limit: noLimit, period: 60 } },
    ]),
  ),
  bindings: {
    ...bindings,
    ...secrets,
    LIMIT_MESSAGES: String(noLimit),
    LIMIT_SOCKETS: '500',
  },
});
const database = await runtime.getD1Database('DB');
await database.batch(
  splitSql(readFileSync(at('schema.sql'), 'utf8')).map((query) => database.prepare(query)),
);

serve({
  origin,
  pid,
  /** Rows of the database. */
  ask: async ({ sql, values = [] }) => {
    const { results } = await database
      .prepare(sql)
      .bind(...values)
      .all();
    return results;
  },
  close: () => runtime.dispose(),
});
