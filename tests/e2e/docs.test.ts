// The docs, the API's description and its page, as they are served.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;

before(async () => {
  server = await startServer();
});
after(() => server.close());

const ask = (path: string, init: RequestInit = {}) =>
  fetch(server.origin + path, { redirect: 'manual', ...init });

test('the description is there for programs on any site', async () => {
  const answer = await ask('/api/openapi.json', { headers: { origin: 'https://tool.example' } });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
  assert.equal(answer.headers.get('access-control-allow-origin'), '*');
  assert.match(answer.headers.get('cache-control') ?? '', /public, max-age=\d+/);
  const committed = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'));
  assert.deepEqual(await answer.json(), committed);
});

test('the page is there under its short name, and runs nothing from elsewhere', async () => {
  const answer = await ask('/api/docs');
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
  assert.match(
    answer.headers.get('content-security-policy') ?? '',
    /default-src 'none'; script-src 'self'; style-src 'self'/,
  );
  const html = await answer.text();
  assert.doesNotMatch(html, /<script(?! src="\/a\/docs-[0-9a-f]{10}\.js" defer>)|<style|\son\w+=|\sstyle=/);
  for (const [, file] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g))
    assert.equal((await ask(file ?? '')).status, 200, file);
  assert.equal((await ask('/api/docs/')).headers.get('location'), '/api/docs');
});

test('what else is below /api is still the Worker’s', async () => {
  for (const path of ['/api/openapi', '/api/docs.html', '/api/docs/x']) {
    const answer = await ask(path);
    assert.equal(answer.status, 404, path);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  }
});

test('O5: every page of the docs is there, under a strict policy, and runs nothing from elsewhere', async () => {
  for (const path of ['/docs', '/docs/embed', '/docs/decisions', '/docs/changelog']) {
    const answer = await ask(path);
    assert.equal(answer.status, 200, path);
    assert.match(
      answer.headers.get('content-security-policy') ?? '',
      /default-src 'none'; script-src 'self'; style-src 'self'.*require-trusted-types-for 'script'/,
    );
    assert.doesNotMatch(
      await answer.text(),
      /<script(?! src="\/a\/docs-[0-9a-f]{10}\.js" defer>)|<style|<[^>]*\s(?:on\w+|style)=/,
      path,
    );
  }
  assert.equal((await ask('/docs/')).headers.get('location'), '/docs');
});

test('O5: an address that is no page of the docs says so, and is not found', async () => {
  for (const path of ['/docs/nothing', '/docs/embed/more', '/docs/a.html']) {
    const answer = await ask(path);
    assert.equal(answer.status, 404, path);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    const html = await answer.text();
    assert.match(html, /This page is not here/);
    assert.match(html, /noindex/);
  }
});
