// The widget's files, as they are served to pages of others.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;

before(async () => {
  server = await startServer();
});
after(() => server.close());

test('the types of the page’s API are text, for pages and programs anywhere', async () => {
  const answer = await fetch(`${server.origin}/v1/widget.d.ts`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8');
  assert.equal(answer.headers.get('access-control-allow-origin'), '*');
  assert.match(answer.headers.get('cache-control') ?? '', /max-age=300/);
  assert.match(await answer.text(), /export|declare/);
});

test('the script is a script under each of its names', async () => {
  for (const path of ['/widget.js', '/v1/widget.js', '/v1/window.js']) {
    const answer = await fetch(server.origin + path);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/javascript/, path);
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin', path);
  }
});

test('A4: the preview of the settings is for our own pages, and asks nobody for anything', async () => {
  for (const path of ['/preview/', '/preview/frame']) {
    const { status, headers } = await fetch(server.origin + path);
    assert.equal(status, 200, path);
    assert.equal(headers.get('x-frame-options'), 'SAMEORIGIN', path);
    assert.equal(headers.get('x-robots-tag'), 'noindex', path);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /frame-ancestors 'self'/, path);
    assert.match(policy, /connect-src 'none'/, path);
    assert.ok(!policy.includes("frame-ancestors 'none'") && !policy.includes(','), policy);
  }
});
