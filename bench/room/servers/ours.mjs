// node ours.mjs BUILD DATA: ChatDesk as it is built, with the limits out of the way of a load from one address.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  unstable_getMiniflareWorkerOptions as readOptions,
  unstable_splitSqlQuery as splitSql,
} from 'wrangler';
import { at } from '../../../scripts/lib/paths.mjs';
import { serve } from './serve.mjs';
import { startWorkerd } from './workerd.mjs';

const noLimit = 1_000_000_000;
const [buildFolder, dataFolder] = process.argv.slice(2);
const { workerOptions } = readOptions(at('wrangler.toml'));
// Static files have no part in this.
const { assets: _, ratelimits, bindings, ...rest } = workerOptions;
const files = ['index.js', 'index_bg.wasm'].map((name) => path.join(buildFolder, name));
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
    SESSION_SECRET: 'a-secret-for-measurements-only-0123456789',
    OPERATOR_TOKEN: 'a-token-for-measurements-only-0123456789',
    LIMIT_MESSAGES: String(noLimit),
    LIMIT_SOCKETS: '500',
  },
});
// In each conversation they are numbered without gaps: counting them all would take the time of what is measured.
const arrived = `SELECT SUM((SELECT MAX(seq) FROM messages WHERE conversation_id = conversations.id)) AS n
  FROM conversations`;
const database = await runtime.getD1Database('DB');
await database.batch(
  splitSql(readFileSync(at('schema.sql'), 'utf8')).map((query) => database.prepare(query)),
);

serve({
  origin,
  pid,
  /** How many entries have reached D1. */
  ask: () => database.prepare(arrived).first('n'),
  close: () => runtime.dispose(),
});
