// What the docs say is so.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { unstable_readConfig as readConfig } from 'wrangler';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
];

test('links between pages lead somewhere', () => {
  for (const page of pages) {
    for (const [, target] of read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      const file = path.join(root, path.dirname(page), target ?? '');
      assert.ok(existsSync(file), `${page} links to ${target}, which is not there`);
    }
  }
});

test('npm commands in the docs exist', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const page of pages) {
    for (const [, name] of read(page).matchAll(
      /npm (?:run )?(start|test|torture|fuzz|bench|deploy|fix|build)\b/g,
    )) {
      assert.ok(scripts[name ?? ''], `${page} names npm ${name}`);
    }
  }
});

test('files and folders that the docs name are there', () => {
  for (const page of pages) {
    for (const [, name] of read(page).matchAll(
      /`((?:src|tests|widget|dashboard|scripts|docs)\/[\w./-]*)`/g,
    )) {
      assert.ok(existsSync(path.join(root, name ?? '')), `${page} names ${name}, which is not there`);
    }
  }
});

const samples = (language: string) =>
  pages.flatMap((page) =>
    [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => ({
      page,
      code,
    })),
  );

test('O5: samples of JSON are JSON', () => {
  const json = samples('json');
  assert.ok(json.length > 0);
  for (const { page, code } of json) assert.doesNotThrow(() => JSON.parse(code), `${page}:\n${code}`);
});

test('O5: samples of TOML are settings that wrangler takes', () => {
  const folder = path.join(root, 'test-results/toml');
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
  const statements = pages.flatMap((page) =>
    [...read(page).matchAll(/--command "([^"]+)"/g)].map(([, sql = '']) => ({ page, sql })),
  );
  assert.ok(statements.length >= 3);
  for (const { page, sql } of statements) assert.doesNotThrow(() => database.prepare(sql), `${page}: ${sql}`);
});

const KNOWN = ['npm', 'npx', 'git', 'curl', 'node', 'openssl', 'jq'];

test('O5: commands that the docs name are programs that one has', () => {
  const lines = samples('sh').flatMap(({ page, code }) =>
    code
      .replaceAll(/\\\n\s*/g, '')
      .split('\n')
      .filter((line) => line.trim() && !line.startsWith('#'))
      .map((line) => ({ page, line })),
  );
  assert.ok(lines.length > 20);
  for (const { page, line } of lines) {
    const [program = ''] = line.split(' ');
    assert.ok(KNOWN.includes(program), `${page}: ${line}`);
  }
});
