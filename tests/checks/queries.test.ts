// Every SQL statement in src/ beside the tables it is for: what does it read? Found by reading the sources, so that a new
// statement is looked at the day it is written. All of them, with their plans, go to test-results/queries.md.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Rule } from './queries/allowed.ts';
import { needless, type Planned, page, Tables, unexcused } from './queries/plans.ts';
import { type Database, findStatements, type Statement } from './queries/statements.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const found = findStatements(at('src'));
const META = 'CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID';
const tables: Record<Database, Tables> = {
  D1: new Tables([readFileSync(at('schema.sql'), 'utf8')]),
  room: new Tables([META, ...found.migrations.room]),
  inbox: new Tables([META, ...found.migrations.inbox]),
};
const refused: string[] = [];
const planned = found.statements.flatMap(planOf);

mkdirSync(at('test-results'), { recursive: true });
writeFileSync(at('test-results/queries.md'), page(planned));

function planOf(statement: Statement): Planned[] {
  try {
    return [tables[statement.database].plan(statement)];
  } catch (error) {
    refused.push(
      `${statement.place}, line ${statement.line}: ${String(error)}\n    ${statement.sql}\n    Is the table in ${statement.database === 'D1' ? 'schema.sql' : `the ${statement.database}'s MIGRATIONS`}?`,
    );
    return [];
  }
}

const none = (problems: string[], what: string) =>
  assert.equal(problems.length, 0, `${what}:\n\n${problems.join('\n\n')}\n`);
const held = (rule: Rule, hint: string) => none(unexcused(planned, rule), hint);

test('every statement is found, and SQLite takes it', () => {
  none(found.problems, 'statements that cannot be read');
  none(refused, 'statements that SQLite refuses');
  const of = (database: Database) => planned.filter((statement) => statement.database === database).length;
  console.log(`statements: ${of('D1')} for D1, ${of('room')} in rooms, ${of('inbox')} in inboxes`);
  assert.ok(of('D1') > 20 && of('room') > 10 && of('inbox') > 5, 'the sources are really read');
});

test('S1: every statement names the organization whose rows it touches', () =>
  held('organization', 'add `organization_id = ?`, or in tests/checks/queries/allowed.ts why not'));

test('no statement reads a whole table', () =>
  held('scan', 'add an index or a condition, or in tests/checks/queries/allowed.ts why not'));

test('no statement reads all that an organization has', () =>
  held(
    'whole organization',
    'ask for a page by an index, or say in tests/checks/queries/allowed.ts why not',
  ));

test('a page comes out of an index in its order', () =>
  held('sort', 'give the index that order, or say in tests/checks/queries/allowed.ts why not'));

test('what is let pass is still there', () => none(needless(planned), 'take it out of allowed.ts'));

test('the rules find what they are for', () => {
  const rulesFor = (sql: string) => {
    const statement: Statement = { place: 'here', line: 1, database: 'D1', sql };
    return tables.D1.plan(statement).findings.map(({ rule }) => rule);
  };
  const bad: [sql: string, rule: Rule][] = [
    ['SELECT name FROM agents WHERE avatar_url = ?', 'scan'],
    [
      'SELECT COUNT(*) FROM conversations c JOIN agents a ON a.name = c.id WHERE c.organization_id = ?',
      'scan',
    ],
    ['SELECT id FROM conversations WHERE organization_id = ? ORDER BY created_at LIMIT 9', 'sort'],
    ['SELECT COUNT(*) FROM messages WHERE organization_id = ?', 'scan'],
    ['SELECT COUNT(*) FROM conversations AS c WHERE c.organization_id = ?', 'whole organization'],
    ['SELECT organization_id FROM conversations WHERE id = ?', 'organization'],
    ['SELECT id, name FROM labels WHERE name = ?', 'organization'],
    ['UPDATE widget_configs SET name = ? WHERE id = ?', 'organization'],
    ['DELETE FROM labels WHERE id = ?', 'organization'],
    ["INSERT INTO labels (id, name, color, created_at) VALUES (?, ?, '', 0)", 'organization'],
    [
      "INSERT INTO labels (id, organization_id, name, color, created_at) VALUES (?, ?, ?, '', 0) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
      'organization',
    ],
  ];
  for (const [sql, rule] of bad) assert.ok(rulesFor(sql).includes(rule), `${rule}: ${sql}`);
  const good =
    'SELECT id FROM conversations WHERE organization_id = ? AND status = ? ORDER BY updated_at LIMIT 9';
  assert.deepEqual(rulesFor(good), []);
});
