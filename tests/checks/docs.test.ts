// What the docs say is so.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { unstable_readConfig as readConfig } from 'wrangler';
import { at, documents, read, samplesOf } from './guide/pages.ts';

const all = samplesOf(documents);
const samples = (wanted: string) => all.filter(({ language }) => language === wanted);

test('links between pages lead somewhere', () => {
  for (const { name: page, text } of documents) {
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      const file = at(path.join(path.dirname(page), target ?? ''));
      assert.ok(existsSync(file), `${page} links to ${target}, which is not there`);
    }
  }
});

test('npm commands in the docs exist', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const { name: page, text } of documents) {
    for (const [, name] of text.matchAll(
      /npm (?:run )?(start|test|torture|fuzz|bench|deploy|fix|build)\b/g,
    )) {
      assert.ok(scripts[name ?? ''], `${page} names npm ${name}`);
    }
  }
});

test('files and folders that the docs name are there', () => {
  for (const { name: page, text } of documents) {
    for (const [, name] of text.matchAll(/`((?:src|tests|widget|dashboard|scripts|docs)\/[\w./-]*)`/g)) {
      assert.ok(existsSync(at(name ?? '')), `${page} names ${name}, which is not there`);
    }
  }
});

test('O5: samples of JSON are JSON', () => {
  const json = samples('json');
  assert.ok(json.length > 0);
  for (const { page, code } of json) assert.doesNotThrow(() => JSON.parse(code), `${page}:\n${code}`);
});

test('O5: samples of TOML are settings that wrangler takes', () => {
  const folder = at('test-results/toml');
  mkdirSync(folder, { recursive: true });
  const toml = samples('toml');
  assert.ok(toml.length > 0);
  for (const [index, { page, code }] of toml.entries()) {
    const config = path.join(folder, `${index}.toml`);
    writeFileSync(config, `name = "chatdesk"\ncompatibility_date = "2026-10-01"\n${code}`);
    assert.doesNotThrow(() => readConfig({ config }, { hideWarnings: true }), `${page}:\n${code}`);
  }
});

test('O5: statements for the database that the docs name are taken by it', () => {
  const database = new DatabaseSync(':memory:');
  database.exec(read('schema.sql'));
  const statements = documents.flatMap(({ name: page, text }) =>
    [...text.matchAll(/--command "([^"]+)"/g)].map(([, sql = '']) => ({ page, sql })),
  );
  assert.ok(statements.length >= 3);
  for (const { page, sql } of statements) assert.doesNotThrow(() => database.prepare(sql), `${page}: ${sql}`);
});
