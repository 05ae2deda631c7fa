// O3: a database of an earlier release ends up as a new one begins.

import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bringUpToDate, migrationsFolder } from '../../scripts/lib/schema.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const schema = readFileSync(path.join(root, 'schema.sql'), 'utf8');
/** The schema of the first release, which all migrations together start from. */
const first = path.join(root, 'tests/setup/first-release.sql');
const migrations = readdirSync(path.join(root, migrationsFolder)).filter((name) => name.endsWith('.sql'));

/** All that makes a difference: columns however they came to be there, and what else has a name. */
function shapeOf(database: DatabaseSync) {
  const all = (query: string) => database.prepare(query).all() as Record<string, unknown>[];
  const named = all(`SELECT type, name, tbl_name, sql FROM sqlite_master
    WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE 'd1_migrations%' AND name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY type, name`);
  return named.map(({ type, name, tbl_name, sql }) => {
    if (type !== 'table' || /VIRTUAL/i.test(`${sql}`))
      return { type, name, tbl_name, sql: `${sql}`.replaceAll(/\s+/g, ' ') };
    const columns = all(
      `SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo('${name}') ORDER BY name`,
    );
    return {
      type,
      name,
      columns,
      references: all(`SELECT "table", "from", "to" FROM pragma_foreign_key_list('${name}') ORDER BY 2`),
    };
  });
}

function made(...scripts: string[]): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  for (const sql of scripts) database.exec(sql);
  return database;
}

test('O3: the first release and all migrations give the schema', () => {
  if (migrations.length === 0)
    return assert.ok(!existsSync(first), 'there is something to start from and nothing to do');
  assert.ok(existsSync(first), 'keep the schema of the first release in tests/setup/first-release.sql');
  const steps = migrations
    .sort()
    .map((name) => readFileSync(path.join(root, migrationsFolder, name), 'utf8'));
  assert.deepEqual(shapeOf(made(readFileSync(first, 'utf8'), ...steps, schema)), shapeOf(made(schema)));
});

test('migrations only add, so that the code before them works on and a deploy can be taken back', () => {
  for (const name of migrations) {
    assert.match(name, /^\d{4}_[a-z0-9_]+\.sql$/);
    const sql = readFileSync(path.join(root, migrationsFolder, name), 'utf8').replaceAll(/--.*$/gm, '');
    assert.doesNotMatch(sql, /\b(DROP (TABLE|COLUMN)|RENAME|DELETE FROM)\b/i, name);
  }
});

test('O3: what an earlier release keeps is there afterwards, in tables like new ones; the second time nothing is done', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'chatdesk-schema-'));
  const file = (...names: string[]) => path.join(folder, ...names);
  try {
    mkdirSync(file('migrations'));
    const config =
      'name = "x"\n[[d1_databases]]\nbinding = "DB"\ndatabase_name = "x"\nmigrations_dir = "migrations"\n';
    writeFileSync(file('wrangler.toml'), config);
    const target = ['--config', file('wrangler.toml'), '--local', '--persist-to', file('state')];
    const files = { schema: file('schema.sql'), migrations: file('migrations') };
    const told: string[] = [];
    const upgrade = () => bringUpToDate(target, (line: string) => told.push(line), { files });

    // As if one column and one table had come later.
    const older = schema
      .replace(/^ {2}avatar_url TEXT,\n/m, '')
      .replace(/CREATE TABLE IF NOT EXISTS daily_stats \([^;]+;/, '');
    assert.notEqual(older, schema);
    writeFileSync(
      files.schema,
      `${older}\nINSERT INTO agents (id, email, name, password_hash, created_at) VALUES ('a', 'ada@example.com', 'Ada', '-', 1);`,
    );
    await upgrade();
    copyFileSync(path.join(root, 'schema.sql'), files.schema);
    writeFileSync(file('migrations', '0001_faces.sql'), 'ALTER TABLE agents ADD COLUMN avatar_url TEXT;');
    await upgrade();
    const database = new DatabaseSync(sqliteIn(file('state')));
    assert.deepEqual(shapeOf(database), shapeOf(made(schema)));
    assert.deepEqual(
      { ...database.prepare('SELECT name, avatar_url FROM agents').get() },
      { name: 'Ada', avatar_url: null },
    );
    database.close();
    assert.equal(await upgrade(), 'up to date');
    assert.equal(told.filter((line) => line === 'applying schema.sql').length, 2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Where the local runtime keeps the one database. */
function sqliteIn(state: string): string {
  const files = readdirSync(state, { recursive: true, encoding: 'utf8' });
  const found = files.find((name) => name.includes('d1') && /[0-9a-f]{64}\.sqlite$/.test(name));
  assert.ok(found, `${files}`);
  return path.join(state, found);
}
