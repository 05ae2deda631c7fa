// The sample receivers of docs/webhooks.md, run as they stand there, each where its language is installed.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/starter.ts';
import { until } from '../support/wait.ts';

const text = readFileSync(fileURLToPath(new URL('../../docs/webhooks.md', import.meta.url)), 'utf8');
const secret = 'whsec_a-secret-for-tests-only';

const servers = [
  {
    language: 'js',
    probe: [process.execPath, '--version'],
    file: 'webhook.mjs',
    run: [process.execPath, 'webhook.mjs'],
  },
  { language: 'python', probe: ['python3', '--version'], file: 'webhook.py', run: ['python3', 'webhook.py'] },
  {
    language: 'php',
    probe: ['php', '--version'],
    file: 'webhook.php',
    run: ['php', '-S', '127.0.0.1:PORT', 'webhook.php'],
  },
  { language: 'go', probe: ['go', 'version'], file: 'main.go', run: ['go', 'run', 'main.go'] },
];

const now = () => Math.floor(Date.now() / 1000);
const body = JSON.stringify({
  id: randomUUID(),
  type: 'message.created',
  data: { message: { body: 'Zoë “Z”' } },
});
const sign = (key: string, id: string, timestamp: number | string, signed = body) =>
  `v1=${createHmac('sha256', key).update(`${id}.${timestamp}.${signed}`).digest('hex')}`;

async function ask(url: string, headers: Record<string, string>, sent = body): Promise<number> {
  const answer = await fetch(url, { method: 'POST', headers, body: sent });
  await answer.arrayBuffer();
  return answer.status;
}

function headersOf(id: string, timestamp: number | string, signature: string) {
  return { 'chatdesk-id': id, 'chatdesk-timestamp': `${timestamp}`, 'chatdesk-signature': signature };
}

for (const server of servers) {
  const [command = '', ...args] = server.probe;
  const isInstalled = spawnSync(command, args, { timeout: 10_000 }).status === 0;
  test(`A9: the sample in ${server.language} takes what is genuine and nothing else`, {
    skip: !isInstalled,
  }, async () => {
    const [, code] = new RegExp(`^\`\`\`${server.language}\\n(.*?)^\`\`\`$`, 'ms').exec(text) ?? [];
    assert.ok(code);
    const folder = mkdtempSync(path.join(tmpdir(), 'chatdesk-webhook-'));
    writeFileSync(path.join(folder, server.file), code);
    const port = await freePort();
    const [program = '', ...words] = server.run.map((word) => word.replace('PORT', `${port}`));
    const env = { ...process.env, PORT: `${port}`, CHATDESK_WEBHOOK_SECRET: secret };
    const child = spawn(program, words, { cwd: folder, env, detached: true, stdio: 'ignore' });
    try {
      const url = `http://127.0.0.1:${port}/`;
      await until(
        () => ask(url, {}).catch(() => 0),
        (status) => status === 401,
        60_000,
      );
      const [id, time] = [randomUUID(), now()];
      const good = sign(secret, id, time);
      assert.equal(await ask(url, headersOf(id, time, good)), 204);
      for (const [why, headers, sent] of [
        ['another body', headersOf(id, time, good), body.replace('Z', 'X')],
        ['another id', headersOf(randomUUID(), time, good)],
        ['another secret', headersOf(id, time, sign('whsec_other', id, time))],
        ['long ago', headersOf(id, time - 600, sign(secret, id, time - 600))],
        ['no time', headersOf(id, 'soon', sign(secret, id, 'soon'))],
        ['cut', headersOf(id, time, good.slice(0, -1))],
        ['no signature', { 'chatdesk-id': id, 'chatdesk-timestamp': `${time}` }],
      ] as [string, Record<string, string>, string?][])
        assert.equal(await ask(url, headers, sent), 401, why);
    } finally {
      // All of it: what is compiled runs in a process of its own.
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
