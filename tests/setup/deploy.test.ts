// O3: one command brings ChatDesk to Cloudflare, here to an account that is pretended.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Cloudflare, startCloudflare } from '../support/cloudflare.ts';
import { launch } from '../support/starter.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

let account: Cloudflare;

before(async () => {
  account = await startCloudflare();
});
after(async () => {
  for (const name of readdirSync(root)) if (/^wrangler\..+\.toml$/.test(name)) rmSync(path.join(root, name));
  await account?.[Symbol.asyncDispose]();
});

const deploy = (flags: string[], env: Record<string, string> = {}) =>
  launch('npm', ['run', 'deploy', '--silent', '--', ...flags], env);

async function deployed(...flags: string[]): Promise<string> {
  const command = deploy(flags, account.env);
  assert.equal(await command.code, 0, command.output());
  return command.output();
}

const binding = (worker: string, name: string) =>
  account.workers.get(worker)?.bindings.find((one) => one.name === name);
const tables = (database: string) =>
  account.databases.get(database)?.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() ?? [];

test('deploy --dry-run needs no account and names every binding', async () => {
  const command = deploy(['--dry-run']);
  assert.equal(await command.code, 0, command.output());
  for (const name of ['ROOM', 'INBOX', 'COURIER', 'DB', 'FILES', 'EMAIL', 'ASSETS']) {
    assert.match(command.output(), new RegExp(`env\\.${name}\\b`));
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

test('O3: the first deploy makes database, tables, bucket and secrets, and says where it is', async () => {
  const said = await deployed();
  assert.match(said, /https:\/\/chatdesk\.fern\.workers\.dev/);
  assert.match(said, /sign up to create your organization/);
  assert.ok(tables('chatdesk').length > 25);
  assert.equal(binding('chatdesk', 'DB')?.id, 'chatdesk');
  const files = [...(account.buckets.get('chatdesk-files') ?? [])];
  assert.ok(
    files.some((name) => /^builds\/build\/\w+\/widget\.js$/.test(name)),
    `${files}`,
  );
  const secrets = account.secrets.get('chatdesk');
  for (const name of ['SESSION_SECRET', 'OPERATOR_TOKEN'])
    assert.match(secrets?.get(name) ?? '', /^[\w-]{43}$/, name);
  assert.doesNotMatch(said, new RegExp([...(secrets?.values() ?? [])].join('|')), 'no secret is shown');
});

test('O3: the next deploy brings new code and leaves secrets and database alone', async () => {
  const before = new Map(account.secrets.get('chatdesk'));
  account.databases
    .get('chatdesk')
    ?.exec("INSERT INTO organizations (id, name, plan, created_at) VALUES ('o', 'Fern', 'plus', 1)");
  const said = await deployed();
  assert.match(said, /Deployed\./);
  assert.deepEqual(account.secrets.get('chatdesk'), before);
  assert.equal(binding('chatdesk', 'SESSION_SECRET'), undefined, 'not even sent');
  assert.deepEqual(
    account.unknown.filter((asked) => !asked.startsWith('GET ')),
    [],
  );
  assert.equal(account.imports, 1, 'nobody had to wait for the database');
  assert.equal(account.databases.get('chatdesk')?.prepare('SELECT name FROM organizations').all().length, 1);
});

test('O3: one of another name has nothing in common with the first', async () => {
  const said = await deployed('--name', 'fern-staging');
  assert.match(said, /npx wrangler secret put OPERATOR_TOKEN --name fern-staging/);
  assert.equal(binding('fern-staging', 'DB')?.id, 'fern-staging');
  assert.equal(tables('fern-staging').length, tables('chatdesk').length);
  assert.ok(account.buckets.has('fern-staging-files'));
  for (const name of ['SESSION_SECRET', 'OPERATOR_TOKEN'])
    assert.notEqual(
      account.secrets.get('fern-staging')?.get(name),
      account.secrets.get('chatdesk')?.get(name),
    );
  for (const one of account.workers.get('fern-staging')?.bindings ?? [])
    if (one.type === 'ratelimit')
      assert.notEqual(one.namespace_id, binding('chatdesk', one.name)?.namespace_id, one.name);
});

test('a name that is none is refused before anything is made', async () => {
  const command = deploy(['--name', 'Fern & Oak'], account.env);
  assert.equal(await command.code, 1);
  assert.match(command.output(), /"Fern & Oak" is no name/);
  assert.equal(account.workers.size, 2);
});

const guide = readFileSync(path.join(root, 'docs/deploy.md'), 'utf8');
const commands = [...guide.matchAll(/```sh\n([^`]+)```/g)].flatMap(([, lines = '']) =>
  lines.trim().split('\n'),
);

test('the deploys that the guide names work', async () => {
  const flags = commands.flatMap((line) => /^npm run deploy -- (.+)$/.exec(line)?.[1] ?? []);
  assert.ok(flags.length >= 3, `${commands}`);
  for (const given of flags) {
    const command = deploy([...given.split(' '), '--dry-run'], account.env);
    assert.equal(await command.code, 0, command.output());
  }
});

test('wrangler has the commands that the guide names, with their flags', async () => {
  const named = commands.filter((line) => line.startsWith('npx wrangler '));
  assert.ok(named.length >= 8, `${commands}`);
  for (const line of named) {
    const words = line.split(' ').slice(1);
    const command = launch('npx', [...words, '--help'], account.env);
    assert.equal(await command.code, 0, command.output());
    const [, ...path] = words.filter((word) => /^[a-z0-9-]+$/.test(word));
    assert.match(command.output(), new RegExp(`wrangler ${path.slice(0, -1).join(' ')}`), line);
    for (const flag of words.filter((word) => word.startsWith('--')))
      assert.ok(command.output().includes(flag.split('=')[0] ?? ''), `${line}: ${flag}`);
  }
});
