// W23: exact builds stay reachable and never change, and a chat window that was open during a deploy finds its parts.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startServer, type TestServer } from '../support/server.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const immutable = 'public, max-age=31536000, immutable';
const SCRIPT = 'export const old = true;';
let server: TestServer;

before(async () => {
  server = await startServer();
  await server.keep('builds/build/0ld0ld00/widget.js', SCRIPT);
  await server.keep('builds/build/0ld0ld00/window.js', SCRIPT);
  await server.keep('builds/w/forms-0LD0LD00.js', SCRIPT);
  await server.keep('builds/w/frame-0ld0ld00.css', 'a{}');
});
after(() => server.close());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(server.origin + path, { headers, method });
const navigating = { 'sec-fetch-mode': 'navigate', accept: 'text/html' };

test('W23: a build of an earlier deploy is there for any site, and will be', async () => {
  for (const headers of [{}, navigating, { origin: 'https://shop.example', 'sec-fetch-mode': 'cors' }]) {
    const answer = await get('/build/0ld0ld00/widget.js?v=0ld0ld00', headers);
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), SCRIPT);
    const of = (name: string) => answer.headers.get(name);
    assert.equal(of('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(of('cache-control'), immutable);
    assert.equal(of('access-control-allow-origin'), '*');
    assert.equal(of('cross-origin-resource-policy'), 'cross-origin');
    assert.equal(of('x-content-type-options'), 'nosniff');
  }
  const head = await get('/build/0ld0ld00/widget.js', {}, 'HEAD');
  assert.equal(head.status, 200);
  assert.equal(await head.text(), '');
  const tag = (await get('/build/0ld0ld00/window.js')).headers.get('etag') ?? '';
  assert.equal((await get('/build/0ld0ld00/window.js', { 'if-none-match': tag })).status, 304);
});

test('W23: the build of this deploy is served in the same way', async () => {
  const build = readdirSync(`${dist}build`).find((name) => existsSync(`${dist}build/${name}/widget.js`));
  for (const name of ['widget', 'window', 'calls']) {
    const answer = await get(`/build/${build}/${name}.js`);
    assert.equal(answer.status, 200, name);
    assert.equal(await answer.text(), readFileSync(`${dist}build/${build}/${name}.js`, 'utf8'));
    assert.match(answer.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.equal(answer.headers.get('cache-control'), immutable);
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
  }
});

test('W23: a window that is open finds parts and styles of its own build', async () => {
  for (const [path, type] of [
    ['/w/forms-0LD0LD00.js', 'text/javascript; charset=utf-8'],
    ['/w/forms-0LD0LD00.js?1700000000000', 'text/javascript; charset=utf-8'],
    ['/w/frame-0ld0ld00.css', 'text/css; charset=utf-8'],
  ] as [string, string][]) {
    const answer = await get(path, { 'sec-fetch-mode': 'cors' });
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get('content-type'), type);
    assert.equal(answer.headers.get('cache-control'), immutable);
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'same-origin');
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
  }
});

test('W23: what never was is a problem that nobody keeps, not the dashboard', async () => {
  for (const path of [
    '/build/n0tth3r3/widget.js',
    '/build/0ld0ld00/other.js',
    '/build/0ld0ld00/widget.js.map',
    '/build/0ld0ld00/',
    '/build/0ld0ld00',
    '/build/',
    '/build/short/widget.js',
    '/w/forms-N0TTH3R3.js',
    '/w/..%2Fbuild%2F0ld0ld00%2Fwidget.js',
    '/build/0ld0ld00/..%2F..%2Fw%2Fforms-0LD0LD00.js',
  ])
    for (const headers of path.startsWith('/build/') ? [{}, navigating] : [{}]) {
      const answer = await get(path, headers);
      assert.equal(answer.status, 404, path);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json', path);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    }
  assert.equal((await get('/build/0ld0ld00/widget.js', {}, 'PUT')).status, 404);
});

test('S6: every address of the dashboard is the dashboard, under its own policy', async () => {
  const home = await get('/', navigating);
  const policy = home.headers.get('content-security-policy');
  const page = await home.text();
  assert.match(policy ?? '', /frame-ancestors 'none'/);
  for (const path of ['/inbox', '/settings/widgets/7', '/login?next=%2Finbox'])
    for (const headers of [navigating, {}]) {
      const answer = await get(path, headers);
      assert.equal(answer.status, 200, path);
      assert.equal(answer.headers.get('content-security-policy'), policy);
      assert.equal(answer.headers.get('x-frame-options'), 'DENY');
      assert.equal(answer.headers.get('cache-control'), 'no-cache');
      assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
      assert.equal(await answer.text(), page);
    }
  assert.equal((await get('/inbox', {}, 'POST')).status, 404);
});

test('S1: no file of an organization can be had as a build', async () => {
  const organization = '0190a5c8-1111-7000-8000-0000000000a6';
  await server.keep(`${organization}/file`, 'secret');
  for (const path of [
    `/w/..%2F..%2F${organization}%2Ffile`,
    `/build/..%2F${organization}/file`,
    `/w/${organization}`,
  ]) {
    const answer = await get(path);
    assert.equal(answer.status, 404, path);
    assert.doesNotMatch(await answer.text(), /secret/);
  }
});
