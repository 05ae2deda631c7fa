// W23: what a deploy keeps of the widget is all that its pages name.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { keepBuilds } from '../../scripts/lib/builds.mjs';
import { runWrangler } from '../../scripts/lib/wrangler.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

test('W23: exact builds and the parts of the chat window are put where the worker looks for them', async () => {
  const state = mkdtempSync(path.join(tmpdir(), 'chatdesk-builds-'));
  const target = ['--local', '--persist-to', state];
  await keepBuilds('chatdesk-files', target);
  const [, script = ''] = /src="\/(w\/[^"]+)"/.exec(readFileSync(`${dist}frame.html`, 'utf8')) ?? [];
  const [, version] = /\?v=([0-9a-f]{8})/.exec(readFileSync(`${dist}widget.js`, 'utf8')) ?? [];
  for (const name of [script, `build/${version}/widget.js`, `build/${version}/window.js`]) {
    const file = path.join(state, 'kept');
    await runWrangler(['r2', 'object', 'get', `chatdesk-files/builds/${name}`, '--file', file, ...target]);
    assert.deepEqual(readFileSync(file), readFileSync(dist + name), name);
  }
  rmSync(state, { recursive: true });
});
