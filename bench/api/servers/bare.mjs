// node bare.mjs DATA: the bare worker beside this file.

import { fileURLToPath } from 'node:url';
import { serve } from '../../lib/serve.mjs';
import { startWorkerd } from '../../lib/workerd.mjs';

const [dataFolder] = process.argv.slice(2);
const file = fileURLToPath(new URL('bare-worker.mjs', import.meta.url));
const { runtime, origin, pid } = await startWorkerd([file], dataFolder, {
  name: 'bare',
  compatibilityDate: '2026-10-01',
  d1Databases: { DB: 'bare' },
  durableObjects: { MADE: { className: 'Made', useSQLite: true } },
});
const database = await runtime.getD1Database('DB');
await database.batch([
  database.prepare('CREATE TABLE items (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID'),
  database.prepare("INSERT INTO items VALUES ('one', 'a row')"),
]);

serve({ origin, pid, close: () => runtime.dispose() });
