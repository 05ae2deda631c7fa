// How SQLite would run a statement, and what is wrong with that.

import { DatabaseSync } from 'node:sqlite';
import { allowed, type Rule, small } from './allowed.ts';
import type { Statement } from './statements.ts';

export interface Planned extends Statement {
  plan: string[];
  findings: Finding[];
}

export interface Finding {
  rule: Rule;
  detail: string;
}

/** A database that has nothing but its tables. */
export class Tables {
  private readonly database = new DatabaseSync(':memory:');
  /** Those that belong to an organization. */
  private readonly owned: Set<string>;
  /** Indexes of just the rows that somebody looks for. */
  private readonly partial: Set<string>;

  constructor(schema: string[]) {
    for (const part of schema) this.database.exec(part);
    this.partial = new Set(this.names("type = 'index' AND sql LIKE '% WHERE %'"));
    this.owned = new Set(
      this.names("type = 'table'").filter((name) => this.columns(name).includes('organization_id')),
    );
  }

  /** Throws when SQLite does not take it. */
  plan(statement: Statement): Planned {
    const rows = this.database.prepare(`EXPLAIN QUERY PLAN ${statement.sql}`).all() as { detail: string }[];
    const plan = rows.map(({ detail }) => detail);
    return { ...statement, plan, findings: this.judge(statement.sql, plan) };
  }

  private judge(sql: string, plan: string[]): Finding[] {
    const of = (rule: Rule, details: (string | undefined)[]) =>
      details.flatMap((detail) => (detail === undefined ? [] : [{ rule, detail }]));
    return [
      ...of(
        'scan',
        plan.filter((line) => readsAll(line, sql) && !this.partial.has(line.split(' ').at(-1) ?? '')),
      ),
      ...of('sort', /\bLIMIT\b/i.test(sql) ? plan.filter((line) => line.startsWith('USE TEMP B-TREE')) : []),
      ...of(
        'whole organization',
        plan.filter((line) => readsOrganization(line, sql)),
      ),
      ...of('organization', [this.crosses(sql)]),
    ];
  }

  /** Why it could touch rows of more than one organization. */
  private crosses(sql: string): string | undefined {
    const table = [...tablesIn(sql).values()].find((name) => this.owned.has(name));
    if (!table) return undefined;
    const [, target] = /^(?:WITH .*\) )?INSERT (?:OR \w+ )?INTO (\w+)/i.exec(sql) ?? [];
    if (!target)
      return comparesOrganization(sql) ? undefined : `it reads or writes ${table} of any organization`;
    if (!/INSERT (?:OR \w+ )?INTO \w+ \([^)]*\borganization_id\b/i.test(sql))
      return `its rows of ${target} have no organization`;
    const [, conflict] = /ON CONFLICT \(([^)]*)\) DO UPDATE/i.exec(sql) ?? [];
    const isWithin =
      conflict === undefined || conflict.includes('organization_id') || comparesOrganization(sql);
    return isWithin ? undefined : `a row of ${target} that another organization has is overwritten`;
  }

  private names(condition: string): string[] {
    const rows = this.database.prepare(`SELECT name FROM sqlite_master WHERE ${condition}`).all();
    return rows.map(({ name }) => String(name));
  }

  private columns(table: string): string[] {
    return this.database
      .prepare('SELECT name FROM pragma_table_info(?)')
      .all(table)
      .map(({ name }) => String(name));
  }
}

/** In a condition, with a value or with the same column of what would be overwritten. */
const comparesOrganization = (sql: string) =>
  /\borganization_id (?:= |IN \()\?/i.test(sql) ||
  /\bexcluded\.organization_id = \w+\.organization_id|\b\w+\.organization_id = excluded\.organization_id/i.test(
    sql,
  );

const keywords = 'FROM|WHERE|SET|ON|JOIN|LEFT|INNER|CROSS|ORDER|GROUP|LIMIT|VALUES|SELECT|USING|RETURNING';
const naming = new RegExp(
  `(?:\\b(?:FROM|JOIN|INTO|UPDATE)|,) (\\w+)(?: (?:AS )?(?!(?:${keywords})\\b)(\\w+))?`,
  'gi',
);

/** Tables by the names that they go by in a statement. */
function tablesIn(sql: string): Map<string, string> {
  const named = [...sql.matchAll(naming)];
  return new Map(
    named.flatMap(([, table = '', alias = table]) => [
      [alias, table],
      [table, table],
    ]),
  );
}

/** A table or a whole index, from one end to the other. Lists that came along and parts of the statement are none. */
function readsAll(line: string, sql: string): boolean {
  if (/AUTOMATIC/.test(line)) return true;
  const [, name = ''] = /^SCAN (\S+)/.exec(line) ?? [];
  if (!name || name.startsWith('(') || /CONSTANT ROW/.test(line)) return false;
  if (/VIRTUAL TABLE INDEX/.test(line)) return /VIRTUAL TABLE INDEX 0:$/.test(line);
  // Rows that point at a new one are only looked for while there are some that point at nothing.
  if (/\bINSERT\b/i.test(sql) && !tablesIn(sql).has(name)) return false;
  const isPart = new RegExp(`\\b${name} AS (?:NOT )?(?:MATERIALIZED )?\\(|\\) (?:AS )?${name}\\b`, 'i');
  return !isPart.test(sql);
}

/** Everything of one kind that an organization has, where that can be much and no page is asked for. */
function readsOrganization(line: string, sql: string): boolean {
  const [, name] = /^SEARCH (\w+) .*\(organization_id=\?\)$/.exec(line) ?? [];
  return name !== undefined && !small.has(tablesIn(sql).get(name) ?? name) && !/\bLIMIT\b/i.test(sql);
}

/** What is found and has no reason to be let pass. */
export const unexcused = (planned: Planned[], rule: Rule): string[] =>
  planned.flatMap(({ place, line, sql, plan, findings }) =>
    findings
      .filter((finding) => finding.rule === rule && !allowed[rule][place])
      .map(({ detail }) => `${place}, line ${line}: ${detail}\n    ${sql}\n    ${plan.join('\n    ')}`),
  );

/** Reasons that nothing needs. */
export const needless = (planned: Planned[]): string[] =>
  Object.entries(allowed).flatMap(([rule, places]) =>
    Object.keys(places)
      .filter(
        (place) => !planned.some((one) => one.place === place && one.findings.some((it) => it.rule === rule)),
      )
      .map((place) => `${rule}: ${place}`),
  );

/** All statements with their plans, for people. */
export function page(planned: Planned[]): string {
  const entries = planned.map(({ place, database, sql, plan, findings }) => {
    const excuses = findings.map(({ rule }) => `${rule}: ${allowed[rule][place] ?? 'NOT ALLOWED'}`);
    const notes = excuses.map((excuse) => `\n- ${excuse}`).join('');
    return `## ${place} (${database})\n\n\`\`\`sql\n${sql}\n\`\`\`\n\n\`\`\`\n${plan.join('\n')}\n\`\`\`\n${notes}\n`;
  });
  return `# What is asked of SQLite, and how it does it\n\n${entries.join('\n')}`;
}
