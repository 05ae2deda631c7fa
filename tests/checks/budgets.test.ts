// Weight: a build that grew too heavy fails.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const gzipped = (path: string) => gzipSync(readFileSync(at(path)), { level: 9 }).length;
const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;

function within(what: string, bytes: number, limit: number): void {
  console.log(`${what}: ${kib(bytes)} of ${kib(limit)} (gzip)`);
  assert.ok(bytes <= limit, `${what} weighs ${kib(bytes)}, more than ${kib(limit)}`);
}

/** All that a page loads at once: its own scripts and styles, and what those import by name. */
function loadedBy(page: string): string[] {
  const html = readFileSync(at(page), 'utf8');
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path) || !existsSync(at(`dist${path}`))) return;
    seen.add(path);
    if (!path.endsWith('.js')) return;
    const code = readFileSync(at(`dist${path}`), 'utf8');
    for (const [, name] of code.matchAll(/(?:from|import)\s*"(\.\.?\/[^"]+|\/[^"]+)"/g)) {
      visit(new URL(name ?? '', `http://host${path}`).pathname);
    }
  };
  for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)) visit(path ?? '');
  return [...seen];
}

test('the worker is at most 752 KiB', () => within('worker', gzipped('build/index_bg.wasm'), 752 * 1024));

test('W21: the loader is at most 3 KiB', () => {
  within('widget.js', gzipped('dist/widget.js'), 3 * 1024);
  assert.deepEqual(readFileSync(at('dist/v1/widget.js')), readFileSync(at('dist/widget.js')));
});

test('W21: opening the chat costs at most 18 KiB', () => {
  const files = [...loadedBy('dist/frame.html'), '/v1/window.js'];
  assert.ok(files.some((file) => file.endsWith('.css')) && files.length >= 3, `${files}`);
  const opening = files.reduce((sum, file) => sum + gzipped(`dist${file}`), gzipped('dist/frame.html'));
  within('frame, opened', opening, 18 * 1024);
  const [conversation] = readdirSync(at('dist/w')).filter((name) => /^conversation.*\.js$/.test(name));
  within('frame, with a conversation', opening + gzipped(`dist/w/${conversation}`), 31 * 1024);
});
