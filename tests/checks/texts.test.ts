// How statements are found for queries.test.ts: every way in which Rust code here puts a text together.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Source, tokensOf } from './queries/rust.ts';
import { callsOf, Texts, Unknown } from './queries/texts.ts';

const code = String.raw`
const COLUMNS: &str = "a, \
    b";
fn plain() { run("SELECT 1 -- not a \"comment\""); }
fn variable(db: &Db) { let other = '"'; let query = r#"SELECT "x""#; run(&*query); }
fn formatted() { let table = "t"; let query = format!("SELECT {COLUMNS} FROM {} -- {{}}", table); run(&query) }
fn chosen(side: Side) {
    let query = match side {
        Side::Left => "left",
        Side::Right { .. } => { log(); "right" }
        _ => if side.up() { "up" } else { "down" },
    };
    run(query);
}
fn longer(filter: Option<u32>) {
    let mut query = String::from("SELECT");
    query.push_str(" x");
    if filter.is_some() { query += " WHERE y"; }
    run(&query);
}
fn given(sql: &str, condition: &str) { run(&format!("WHERE {condition}").to_owned()); }
fn givers(sql: &str) { given(sql, "one"); given(sql, "two"); }
fn closure() { let of = |table: &str| { run(table) }; of("conversations"); of("events"); }
fn outside() { let query = "SELECT 1"; let query = format!("{query} LIMIT 1"); let ask = |n: u32| { run(query) }; }
fn paired() { let (query, n) = if left { ("left", 1) } else { ("right", 2) }; run(query); }
fn each() { for query in ["one", "two"] { run(query); } }
fn from_another() { run(of_a_function(1)); }
fn of_a_function(n: u32) -> &'static str { let x = n; if x > 1 { "many" } else { "one" } }
fn circle(sql: &str) { circle(sql); run(sql) }
fn unknown(texts: &[String]) { run(&texts.join(" ")); }
`;

const source = new Source('src/here.rs', tokensOf(code));
const texts = new Texts([source]);

const textsIn = (name: string) =>
  callsOf(source, 'run')
    .filter((at) => source.around(at)?.name === name)
    .flatMap((at) => source.list(at + 1))
    .flatMap((query) => texts.of(source, query));

test('a statement is read however it is put together', () => {
  const expected: Record<string, string[]> = {
    plain: ['SELECT 1 -- not a "comment"'],
    variable: ['SELECT "x"'],
    formatted: ['SELECT a, b FROM t -- {}'],
    chosen: ['left', 'right', 'up', 'down'],
    longer: ['SELECT x', 'SELECT x WHERE y'],
    given: ['WHERE one', 'WHERE two'],
    of: ['conversations', 'events'],
    ask: ['SELECT 1 LIMIT 1'],
    paired: ['left', 'right'],
    each: ['one', 'two'],
    from_another: ['many', 'one'],
  };
  for (const [name, all] of Object.entries(expected)) assert.deepEqual(textsIn(name), all, name);
});

test('what cannot be read is said to be so', () => {
  for (const name of ['unknown', 'circle']) assert.throws(() => textsIn(name), Unknown, name);
});
