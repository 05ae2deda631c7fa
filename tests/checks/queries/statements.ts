// Every SQL statement that the worker may run: what `statement!`, `bind` and `prepare` send to D1, and what objects ask of
// their own SQLite.

import { adapters } from './allowed.ts';
import { type Range, readSources, type Source } from './rust.ts';
import { callsOf, Texts, Unknown, where } from './texts.ts';

export type Database = 'D1' | 'room' | 'inbox';

export interface Statement {
  /** `store/widgets by_key`: the file and the function. */
  place: string;
  line: number;
  database: Database;
  sql: string;
}

export interface Found {
  statements: Statement[];
  /** What could not be read, in words for whoever wrote it. */
  problems: string[];
  /** What makes each object's tables. */
  migrations: Record<'room' | 'inbox', string[]>;
}

interface Call {
  source: Source;
  at: number;
  query: Range;
  database: Database;
}

const looksLikeSql = /^\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH|PRAGMA|CREATE|ALTER|DROP)\s/;

export function findStatements(folder: string): Found {
  const sources = readSources(folder);
  const texts = new Texts(sources);
  const migrations = {
    room: migrationsIn(sources, texts, 'room/log'),
    inbox: migrationsIn(sources, texts, 'inbox/list'),
  };
  const statements: Statement[] = [];
  const problems: string[] = [];
  for (const call of sources.flatMap(callsIn)) {
    const { source, at, query, database } = call;
    const place = placeOf(source, at);
    const line = source.tokens[at]?.line ?? 0;
    if (place in adapters) continue;
    try {
      for (const sql of texts.of(source, query)) statements.push({ place, line, database, sql: tidy(sql) });
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      problems.push(
        `src/${where(source)}.rs:${line} (${place}): the statement cannot be read, because ${error.message}. Write it as a literal, a constant, or \`format!\` of those; else say in tests/checks/queries/allowed.ts what it can be.`,
      );
    }
  }
  problems.push(...sources.flatMap((source) => strays(source, texts)));
  return { statements: distinct(statements), problems, migrations };
}

const placeOf = (source: Source, at: number) => `${where(source)} ${source.around(at)?.name ?? '-'}`;

const tidy = (sql: string) => sql.replace(/\s+/g, ' ').trim();

function distinct(statements: Statement[]): Statement[] {
  const byText = new Map(statements.map((statement) => [`${statement.place}\n${statement.sql}`, statement]));
  return [...byText.values()].sort((one, other) => (one.place < other.place ? -1 : 1));
}

function callsIn(source: Source): Call[] {
  return [...toD1(source), ...toOwnSqlite(source)];
}

function toD1(source: Source): Call[] {
  const macros = [...source.tokens.keys()].filter((at) => source.is(at, 'statement', '!', '('));
  // Not in `statement!` itself.
  const bound = callsOf(source, 'bind').filter(
    (at) => source.list(at + 1).length === 3 && !source.is(at + 2, '$'),
  );
  const prepared = callsOf(source, 'prepare').filter((at) => source.is(at - 1, '.'));
  return [
    ...macros.flatMap((at) => callWith(source, at, source.list(at + 2)[1], 'D1')),
    ...bound.flatMap((at) => callWith(source, at, source.list(at + 1)[1], 'D1')),
    ...prepared.flatMap((at) => callWith(source, at, source.list(at + 1)[0], 'D1')),
  ];
}

/** `sql.first(query, values)`, `Sql::exec(&sql, query, values)`. */
function toOwnSqlite(source: Source): Call[] {
  const database = where(source).startsWith('room/') ? 'room' : 'inbox';
  const calls = ['exec', 'run', 'first'].flatMap((name) => callsOf(source, name));
  return calls.flatMap((at) => {
    const given = source.list(at + 1);
    const isMethod = source.is(at - 1, '.') && given.length === 2;
    const isFunction = source.is(at - 3, 'Sql') && given.length === 3;
    return isMethod || isFunction ? callWith(source, at, given.at(-2), database) : [];
  });
}

const callWith = (source: Source, at: number, query: Range | undefined, database: Database): Call[] =>
  query ? [{ source, at, query, database }] : [];

function migrationsIn(sources: Source[], texts: Texts, name: string): string[] {
  const source = sources.find((candidate) => where(candidate) === name);
  const list = source?.constants.get('MIGRATIONS');
  if (!source || !list)
    throw new Error(`src/${name}.rs has no MIGRATIONS any more; tell tests/checks/queries/statements.ts`);
  return texts.of(source, list);
}

/** SQL that nothing seems to run is run in a way that is not looked at here. */
function strays(source: Source, { used }: Texts): string[] {
  return source.tokens
    .filter((token) => token.kind === 'text' && looksLikeSql.test(token.value) && !used.has(token))
    .filter(({ value }) => !/^\s*CREATE TABLE IF NOT EXISTS meta\b/.test(value))
    .map(
      ({ line, value }) =>
        `src/${where(source)}.rs:${line}: nothing that is known here runs "${tidy(value).slice(0, 60)}…". If it is run in a new way, teach it to tests/checks/queries/statements.ts.`,
    );
}
