import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { call, cookieOf, expectStatus } from '../support/client.ts';
import { type Command, family, freePort, launch } from '../support/starter.ts';

const state = mkdtempSync(path.join(tmpdir(), 'chatdesk-start-'));
const running = new Set<Command>();

after(async () => {
  for (const command of running) await command.killAll();
  rmSync(state, { recursive: true, force: true });
});

function npmStart(...flags: string[]): Command {
  const command = launch('npm', ['start', '--silent', '--', '--no-demo', '--persist-to', state, ...flags]);
  running.add(command);
  command.code.finally(() => running.delete(command)).catch(() => {});
  return command;
}

const account = {
  organization: 'Fern & Oak',
  name: 'Ada',
  email: 'ada@example.com',
  password: 'correct-horse',
};

test('npm start ends with one ready line, and the server it names is healthy', async () => {
  const port = await freePort();
  const command = npmStart('--port', String(port));
  const ready = await command.line('ready ');
  assert.equal(ready, `ready http://localhost:${port}`);
  assert.equal((await call(`http://localhost:${port}`, '/api/health')).status, 200);

  const children = family(command.child.pid ?? 0).slice(1);
  assert.ok(children.length > 2, 'there is a server to stop');
  command.interrupt();
  await command.code;
  assert.equal(command.output().match(/^ready /gm)?.length, 1);
  assert.deepEqual(await stillThere(children), [], 'nothing is left behind');
});

test('what was written is there after everything was killed', async () => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const first = npmStart('--port', String(port));
  await first.line('ready ');
  const signedUp = expectStatus(await call(origin, '/api/auth/signup', { body: account }), 201);
  await first.killAll();

  const second = npmStart('--port', String(port));
  await second.line('ready ');
  const { email, password } = account;
  expectStatus(await call(origin, '/api/auth/login', { body: { email, password } }), 200);
  const session = await call(origin, '/api/auth/me', { headers: { cookie: cookieOf(signedUp) } });
  assert.equal(session.status, 200, 'the local secrets are the same, and so is the session');
  await second.killAll();
});

test('a killed npm takes its server with it, so that the port is free again', async () => {
  const port = await freePort();
  const command = npmStart('--port', String(port));
  await command.line('ready ');
  const [npm = 0, ...children] = family(command.child.pid ?? 0);
  process.kill(npm, 'SIGKILL');
  assert.deepEqual(await stillThere(children), []);
});

test('a taken port is said in a sentence, with what to do', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const command = npmStart('--port', String(port));
  assert.equal(await command.code, 1);
  assert.match(command.output(), new RegExp(`Port ${port} is taken by another program\\.\\n.*--port \\d+`));
  assert.doesNotMatch(command.output(), /\n {4}at /, 'no stack trace');
  server.close();
});

test('a missing tool is said in a sentence, with where to get it', async () => {
  const node = process.execPath;
  const flags = ['--port', String(await freePort()), '--persist-to', state];
  const command = launch(node, ['scripts/start.mjs', '--no-demo', ...flags], { PATH: path.dirname(node) });
  assert.equal(await command.code, 1);
  assert.match(command.output(), /Rust is not installed.*\n.*https:\/\/rustup\.rs/);
  assert.doesNotMatch(command.output(), /\n {4}at /, 'no stack trace');
});

test('a flag without its value is said in a sentence', async () => {
  const command = launch(process.execPath, ['scripts/start.mjs', '--port']);
  assert.equal(await command.code, 1);
  assert.match(command.output(), /--port needs a value/);
});

async function stillThere(pids: number[]): Promise<number[]> {
  const deadline = Date.now() + 10_000;
  const isThere = (pid: number) => family(0).includes(pid);
  while (Date.now() < deadline && pids.some(isThere))
    await new Promise((resolve) => setTimeout(resolve, 100));
  return pids.filter(isThere);
}
