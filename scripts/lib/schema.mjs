// Brings a database up to date: an empty one gets schema.sql, one of an earlier release first the migrations it lacks.
// The database itself keeps what was applied to it, in the table that wrangler keeps for migrations, so that a deploy which
// changes nothing there leaves it alone.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { at } from './paths.mjs';
import { runWrangler } from './wrangler.mjs';

export const migrationsFolder = 'src/store/migrations';

const usual = { schema: at('schema.sql'), migrations: at(migrationsFolder) };

const APPLIED = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
);`;

/** `target` says which database: here or there, and of which configuration; `isNew` that there is none yet. */
export async function bringUpToDate(target, tell, { isNew = false, files = usual } = {}) {
  const schema = readFileSync(files.schema, 'utf8');
  const current = `schema ${createHash('sha256').update(schema).digest('hex').slice(0, 16)}`;
  const migrations = readdirSync(files.migrations).filter((name) => name.endsWith('.sql'));
  const applied = isNew ? null : await appliedTo(target);
  if (applied?.includes(current) && migrations.every((name) => applied.includes(name))) return 'up to date';
  if (applied && migrations.length > 0) {
    tell('applying migrations');
    await runWrangler(['d1', 'migrations', 'apply', 'DB', ...target], { onLine: tell });
  }
  tell('applying schema.sql');
  const marks = [...migrations, current].map((name) => `('${name}')`).join(', ');
  const mark = `INSERT OR IGNORE INTO d1_migrations (name) VALUES ${marks};`;
  await execute(`${schema}\n${APPLIED}\n${mark}\n`, target);
  return undefined;
}

/** What was applied, or null where nothing was ever. */
async function appliedTo(target) {
  const tables = await ask(
    "SELECT name FROM sqlite_master WHERE name IN ('organizations', 'd1_migrations')",
    target,
  );
  const has = (table) => tables.some(({ name }) => name === table);
  if (has('d1_migrations'))
    return (await ask('SELECT name FROM d1_migrations', target)).map(({ name }) => name);
  return has('organizations') ? [] : null;
}

async function ask(query, target) {
  const printed = await runWrangler(['d1', 'execute', 'DB', '--json', '--command', query, ...target]);
  return JSON.parse(printed.slice(printed.search(/^\[/m)))[0].results;
}

async function execute(sql, target) {
  const file = at('.wrangler', `schema-${process.pid}.sql`);
  mkdirSync(at('.wrangler'), { recursive: true });
  writeFileSync(file, sql);
  try {
    await runWrangler(['d1', 'execute', 'DB', '--yes', '--file', file, ...target]);
  } finally {
    rmSync(file, { force: true });
  }
}
