// The docs as they are built: nothing is missing, every link leads somewhere, and they stay light.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { addressOf, groups } from '../../docs/site/book/contents.mjs';
import { readMarkdown } from '../../docs/site/book/markdown.mjs';
import { find } from '../../docs/site/script/find.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const at = (file: string) => path.join(root, file);
const read = (file: string) => readFileSync(at(file), 'utf8');
const below = (folder: string, ending: string) =>
  readdirSync(at(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name));

const sources = groups().flatMap(({ sources, folded }) => [...sources, ...(folded?.sources ?? [])]);
const pages = ['dist/docs.html', 'dist/api/docs.html', ...below('dist/docs', '.html')];
const html = new Map(pages.map((page) => [page, read(page)]));
const weight = (file: string) => gzipSync(readFileSync(at(file)), { level: 9 }).length;

const idsOf = (page: string) =>
  new Set([...(html.get(page) ?? '').matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));

test('O5: every page of docs/ is in the menu of the docs, once', () => {
  const written = [...below('docs', '.md'), 'CHANGELOG.md', 'CONTRIBUTING.md'];
  assert.deepEqual([...sources].sort(), written.sort());
  for (const source of sources) assert.ok(html.has(`dist${addressOf(source)}.html`), source);
});

test('O5: every link of the built docs leads to a page, a part of it or a file that is there', () => {
  for (const [page, text] of html) {
    const here = page.slice('dist'.length, -'.html'.length);
    const ids = idsOf(page);
    for (const [, link = ''] of text.matchAll(/<a [^>]*href="([^"]+)"/g)) {
      if (/^https?:/.test(link)) continue;
      const { pathname, hash } = new URL(link, `https://chat.example.com${here}`);
      const target = pathname === here ? page : `dist${pathname}.html`;
      const isThere = existsSync(at(target)) || existsSync(at(`dist${pathname}`));
      assert.ok(isThere, `${page} links to ${link}, which is not there`);
      const known = target === page ? ids : idsOf(target);
      assert.ok(!hash || known.has(decodeURIComponent(hash.slice(1))), `${page}: no ${hash} in ${link}`);
    }
  }
});

test('O5: every link on disk leads to a heading that is there', () => {
  for (const source of [...sources, 'README.md']) {
    for (const [, link = ''] of read(source).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
      const [target = '', part] = link.split('#');
      const file = target ? path.join(path.dirname(source), target) : source;
      if (!part) continue;
      const { sections } = readMarkdown(read(file), file, new Set());
      const ids = sections.map(({ id }) => id);
      assert.ok(ids.includes(part), `${source} links to ${link}, which is no heading`);
    }
  }
});

test('S5: HTML in a page of the docs is shown, not run', () => {
  const text = '# A <b>\n\n<script>alert(1)</script>\n\n[x](javascript:alert) <img src=x onerror=alert(1)>\n';
  const content = String(readMarkdown(text, 'docs/x.md', new Set()).content);
  assert.doesNotMatch(content, /<script|<img|<b>|href="javascript/);
});

test('O5: the search finds the page that is meant, first', () => {
  const [words = ''] = /data-words="[^"]+"/.exec(html.get('dist/docs.html') ?? '') ?? [];
  const index = JSON.parse(read(`dist${words.slice('data-words="'.length, -1)}`));
  const first = (wanted: string) => find(index, wanted, 12).matches[0]?.address ?? '';
  for (const [wanted, address] of [
    ['wordpress', '/docs/embed#wordpress'],
    ['shopify', '/docs/embed#shopify'],
    ['content security policy', '/docs/csp'],
    ['javascript api', '/docs/javascript-api'],
    ['rollback', '/docs/deploy'],
    ['prometheus', '/docs/operating#figures'],
    ['changing session_secret', '/docs/security#changing-session_secret'],
    ['mail is not sent', '/docs/operating#mail-is-not-sent'],
    ['do not track', '/docs/privacy'],
    ['webhook signature', '/docs/webhooks'],
    ['POST /api/webhooks', '/api/docs#postWebhooks'],
  ] as const)
    assert.ok(first(wanted).startsWith(address), `${wanted}: ${first(wanted)}`);
  assert.equal(find(index, 'wordpress qqqq', 12).isClose, true);
  assert.deepEqual(find(index, 'qqqq', 12).matches, []);
  assert.deepEqual(find(index, '  ', 12).matches, []);
  for (const odd of ['(', '[a', '\\', '*', '$&', '…'.repeat(50)]) find(index, odd, 12);
  assert.ok(weight(`dist${words.slice('data-words="'.length, -1)}`) <= 80 * 1024, 'the words of the search');
});

test('O5: a page of the docs is light', () => {
  for (const [page, text] of html) {
    if (page === 'dist/api/docs.html') continue;
    assert.ok(weight(page) <= 12 * 1024, `${page} weighs ${weight(page)}`);
    const files = [...text.matchAll(/(?:src|href)="(\/a\/[^"]+)"/g)].map(([, file]) => `dist${file}`);
    const sum = files.reduce((sum, file) => sum + weight(file), 0);
    assert.ok(sum <= 7 * 1024, `${page} loads ${sum}`);
  }
});
