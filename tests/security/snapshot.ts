// All that there is of an organization: its rows, and what its own people read.

import { type Client, operator } from '../support/client.ts';
import type { Row, TestServer } from '../support/server.ts';
import { until } from '../support/wait.ts';
import { type Operation, operations, type Who } from './description.ts';
import { fill, urlOf } from './fill.ts';
import type { Home } from './world.ts';

export interface Snapshot {
  /** By table, each row as a text. */
  rows: Record<string, string[]>;
  /** By call, its answer as a text. */
  reads: Record<string, string>;
}

/** Seen last, written out at, counted at, reckoned when somebody looked: that changes with every look. */
const passing = /^(?:(?:last_(?:seen|used)|exported|counted)_at|open_wait)$/;
/** Reads that tell how things are just now, or of the reads themselves. */
const live = /presence|audit|organization\/export|\/socket$/;
/** Who takes things away is written into the log: what the snapshot itself does is nobody's change. */
const isTaking = ({ action }: Row) => /\.exported$/.test(String(action));

/** Whoever has a widget's key opens its chat, and is counted. */
const COUNTED = new Set(['widget_openings']);

export async function snapshot(server: TestServer, home: Home): Promise<Snapshot> {
  return { rows: await stored(server, home), reads: await readsOf(home) };
}

/** The rows alone, which is the quicker half. */
export async function stored(server: TestServer, home: Home): Promise<Snapshot['rows']> {
  await settled(server, home);
  return rowsOf(server, home);
}

async function readsOf(home: Home): Promise<Record<string, string>> {
  const reads = operations.filter(({ method, path }) => method === 'GET' && !live.test(path));
  const answers = await Promise.all(reads.map((operation) => read(home, operation)));
  return Object.fromEntries(answers.filter((answer) => answer !== undefined));
}

async function read(home: Home, operation: Operation): Promise<[string, string] | undefined> {
  const readers: Partial<Record<Who, Client>> = { login: home.owner, session: home.visitor };
  const reader = readers[operation.who];
  if (!reader) return undefined;
  const { status, body } = await reader.call(urlOf(operation, fill(operation, home)));
  return [operation.name, lasting({ status, body })];
}

/** Each hour, addresses of files are signed anew. */
const SIGNED = /\?until=\d+&signature=[\w-]+/;
const lasting = (value: unknown) =>
  JSON.stringify(value, (key, inner) => {
    if (passing.test(key)) return undefined;
    return typeof inner === 'string' ? inner.replace(SIGNED, '') : inner;
  });

async function rowsOf({ sql, sqlAtOnce }: TestServer, { ids }: Home): Promise<Snapshot['rows']> {
  const tables = await sql<{ name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_master WHERE type = 'table'",
  );
  const columnOf = (name: string) => (name === 'organizations' ? 'id' : 'organization_id');
  const owned = tables
    .filter(({ name, sql: made }) => !COUNTED.has(name) && new RegExp(`\\b${columnOf(name)}\\b`).test(made))
    .map(({ name }) => name);
  const found = await sqlAtOnce(
    owned.map((name) => `SELECT * FROM ${name} WHERE ${columnOf(name)} = ?`),
    ids.organization,
  );
  const texts = (rows: Row[]) =>
    rows
      .filter((row) => !isTaking(row))
      .map(lasting)
      .sort();
  return Object.fromEntries(owned.map((name, index) => [name, texts(found[index] ?? [])]));
}

/** The copies of its conversations have arrived. */
async function settled(server: TestServer, { ids, neighbourIds }: Home): Promise<void> {
  type Room = { database: { behind: number }; inbox: { behind: number } };
  for (const { conversation } of [ids, neighbourIds]) {
    const ask = () => operator(server.origin).call<Room>(`/api/operator/rooms/${conversation}`);
    await until(ask, ({ body }) => body.database.behind === 0 && body.inbox.behind === 0);
  }
}

/** What has changed or gone, and what is new; these tables may have grown, and with them lists. */
export function differences(before: Snapshot, after: Snapshot, mayGrow: string[] = []): string[] {
  const found: string[] = [];
  for (const [table, rows] of Object.entries(before.rows)) {
    const now = after.rows[table] ?? [];
    found.push(...rows.filter((row) => !now.includes(row)).map((row) => `${table} no longer has ${row}`));
    const news = mayGrow.includes(table) ? [] : now.filter((row) => !rows.includes(row));
    found.push(...news.map((row) => `${table} now has ${row}`));
  }
  for (const [name, was] of Object.entries(before.reads)) {
    const is = after.reads[name] ?? '';
    const isList = !name.includes('{');
    if (was !== is && !(isList && mayGrow.length > 0))
      found.push(`${name} ${beginningAtTheDifference(was, is)}`);
  }
  return found;
}

function beginningAtTheDifference(was: string, is: string): string {
  const at = [...was].findIndex((char, index) => char !== is[index]);
  const around = (text: string) => text.slice(Math.max(0, at - 80), at + 120);
  return `gave …${around(was)}… and gives …${around(is)}…`;
}

/** Ids, keys, hashes and secrets: what is in the rows and cannot be guessed. */
export function tokensIn({ rows }: Snapshot): Set<string> {
  const values = Object.values(rows)
    .flat()
    .flatMap((row) => Object.values(JSON.parse(row) as object));
  return new Set(values.filter((value) => /^[\w.:@$+=/,-]{16,}$/.test(String(value))).map(String));
}
