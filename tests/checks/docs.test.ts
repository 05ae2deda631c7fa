// What the docs say is so.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

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
