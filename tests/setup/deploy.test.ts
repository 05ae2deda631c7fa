import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { launch } from '../support/starter.ts';

const deploy = (flags: string[], env: Record<string, string> = {}) =>
  launch('npm', ['run', 'deploy', '--silent', '--', ...flags], env);

test('deploy --dry-run needs no account and names every binding', async () => {
  const command = deploy(['--dry-run']);
  assert.equal(await command.code, 0, command.output());
  for (const binding of ['ROOM', 'INBOX', 'COURIER', 'DB', 'FILES', 'EMAIL', 'ASSETS']) {
    assert.match(command.output(), new RegExp(`env\\.${binding}\\b`));
  }
});

test('deploying without being logged in is said in a sentence, with what to do', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'chatdesk-home-'));
  const env = { XDG_CONFIG_HOME: home, CLOUDFLARE_API_TOKEN: '', CLOUDFLARE_API_KEY: '' };
  const command = deploy([], env);
  assert.equal(await command.code, 1);
  assert.match(command.output(), /You are not logged in to Cloudflare\.\nRun `npx wrangler login`/);
  assert.doesNotMatch(command.output(), /\n {4}at /, 'no stack trace');
  rmSync(home, { recursive: true });
});
