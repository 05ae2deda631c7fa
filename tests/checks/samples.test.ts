// O5: what can be copied out of the docs and of the API's page works: commands are there and take these flags, calls exist.
// HTML, scripts and servers are tried by guide.test.ts and webhooks.test.ts, other settings by docs.test.ts.

import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { complaints } from './guide/compile.ts';
import { at, documents, HOST, read, samplesOf, unique } from './guide/pages.ts';

const all = samplesOf(documents);
const commands = all
  .filter(({ language }) => language === 'sh')
  .flatMap(({ page, code }) =>
    code
      .replaceAll(/\\\n\s*/g, '')
      .split('\n')
      .filter((line) => line.trim() && !line.startsWith('#'))
      .map((line) => ({ page, line })),
  );
const { paths } = JSON.parse(read('docs/openapi.json')) as { paths: Record<string, object> };

/** What bash says of it without running it. */
const grammar = (code: string) => spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' }).stderr;

/** Is there such a call? What stands for an id may be anything. */
function isCall(method: string, address: string): boolean {
  const asked = new URL(address).pathname.split('/');
  return Object.entries(paths).some(([path, calls]) => {
    const parts = path.split('/');
    const fits = parts.every((part, place) => part.startsWith('{') || part === asked[place]);
    return fits && parts.length === asked.length && method.toLowerCase() in calls;
  });
}

test('O5: every sample says what it is, in a language that is tried', () => {
  const tried = [
    'sh',
    'json',
    'toml',
    'yaml',
    'html',
    'css',
    'md',
    'js',
    'ts',
    'tsx',
    'vue',
    'python',
    'php',
    'go',
    'text',
  ];
  for (const { page, language, code } of all)
    assert.ok(tried.includes(language), `${page}: \`\`\`${language}\n${code}`);
  for (const { name, text } of documents)
    assert.equal((text.match(/^ *```/gm)?.length ?? 0) % 2, 0, `${name}: a sample does not end`);
});

test('O5: commands are programs that one has, as a shell takes them', () => {
  assert.ok(commands.length > 20);
  const known = ['npm', 'npx', 'git', 'curl', 'node', 'openssl', 'jq'];
  for (const { page, line } of commands) {
    assert.ok(known.includes(line.split(' ')[0] ?? ''), `${page}: ${line}`);
    assert.equal(grammar(line), '', `${page}: ${line}`);
  }
});

test('O5: calls by curl exist, and send what is JSON', () => {
  const calls = commands.filter(({ line }) => line.includes(HOST));
  assert.ok(calls.length > 3);
  for (const { page, line } of calls) {
    const [address = ''] = line.match(RegExp(`${HOST}[^\\s"']*`)) ?? [];
    const [, body] = line.match(/ -d '([^']*)'/) ?? [];
    const [, method = body ? 'POST' : 'GET'] = line.match(/ -X (\w+)/) ?? [];
    assert.ok(isCall(method, address), `${page}: ${line}`);
    if (body) assert.doesNotThrow(() => JSON.parse(body), `${page}: ${line}`);
  }
});

test('O5: wrangler has the commands and the flags that the docs name', async () => {
  const named = commands.filter(({ line }) => line.startsWith('npx wrangler '));
  const words = (line: string) =>
    (line.match(/^npx wrangler ((?:[a-z][a-z\d-]*(?= |$) ?)+)/)?.[1] ?? '').trim();
  const helps = new Map<string, string>();
  for (const command of unique(named.map(({ line }) => words(line)))) helps.set(command, await help(command));
  for (const { page, line } of named)
    for (const [, flag = ''] of line.replace(/"[^"]*"/g, '').matchAll(/ --([\w-]+)/g))
      assert.match(helps.get(words(line)) ?? '', RegExp(`--${flag}\\b`), `${page}: ${line}`);
});

/** What wrangler tells of a command; its last words may be what it is done to. */
async function help(command: string): Promise<string> {
  const wrangler = at('node_modules/wrangler/bin/wrangler.js');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [wrangler, ...command.split(' '), '--help'],
    {
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
      timeout: 60_000,
    },
  );
  const heading = stdout.split('\n').find((line) => line.trim()) ?? '';
  const [, told = ''] = heading.match(/^wrangler ([a-z\d -]*[a-z\d])/) ?? [];
  assert.ok(told && command.startsWith(told), `wrangler ${command}: ${heading}`);
  return stdout;
}

test('O5: samples of YAML are YAML', (context) => {
  const yaml = all.filter(({ language }) => language === 'yaml');
  assert.ok(yaml.length > 0);
  const reads = ['-c', 'import sys, yaml; yaml.safe_load(sys.stdin)'];
  if (spawnSync('python3', ['-c', 'import yaml']).status !== 0) return context.skip('Python has no yaml');
  for (const { page, code } of yaml)
    assert.equal(
      spawnSync('python3', reads, { input: code, encoding: 'utf8' }).stderr,
      '',
      `${page}:\n${code}`,
    );
});

test('O5: what the API’s page gives to copy is a command, a script or JSON, and calls what there is', () => {
  const blocks = samplesOfPage();
  const of = (title: string) => blocks.filter((block) => block.title === title).map(({ code }) => code);
  const [requests, sockets, bodies] = [of('Request'), of('Connect'), of('Body')];
  assert.ok(requests.length > 100 && sockets.length > 1 && bodies.length > 30);
  assert.equal(grammar(requests.join('\n')), '');
  for (const code of requests) {
    const line = code.replaceAll(/\\\n\s*/g, '');
    const [, address = ''] = line.match(/"(https:[^"]*)"/) ?? [];
    const [, method = / -[dF] /.test(line) ? 'POST' : 'GET'] = line.match(/ -X (\w+)/) ?? [];
    assert.ok(isCall(method, address), line);
  }
  for (const code of bodies) assert.doesNotThrow(() => JSON.parse(code), code);
  const files = sockets.map((code, index) => ({ name: `socket-${index}.ts`, code: `${VARIABLES}${code};` }));
  assert.equal(complaints(files, 'test-results/api'), '');
});

/** What whoever copies it has. */
const VARIABLES = 'declare const id: string, session: string, key: string, after: string;\n';

function samplesOfPage(): { title: string; code: string }[] {
  const page = readFileSync(at('dist/api/docs.html'), 'utf8');
  const plain: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  const pattern = /<figcaption>([^<]*)<\/figcaption><pre[^>]*><code>([^<]*)<\/code>/g;
  return [...page.matchAll(pattern)].map(([, title = '', code = '']) => ({
    title,
    code: code.replace(/&([\w#]+);/g, (all, name) => plain[name] ?? all),
  }));
}
