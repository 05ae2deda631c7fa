// The guides are true: their samples are sound, compile and run, and they name what there is, and all of it.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import type { Embed } from '../../widget/protocol/generated.ts';
import { call, expectStatus, signUp, visit } from '../support/client.ts';
import { startServer } from '../support/server.ts';
import { complaints } from './guide/compile.ts';
import { mistakes, scriptsIn } from './guide/markup.ts';
import {
  at,
  documents,
  HOST,
  membersOf,
  namesUnder,
  page,
  pages,
  read,
  samples,
  samplesOf,
  unique,
} from './guide/pages.ts';
import { askForToken, isInstalled, servers, user } from './guide/servers.ts';

/** Of the guides and of what stands beside them. */
const everywhere = samplesOf(documents);
/** Whole servers, which are run instead: here, and by webhooks.test.ts. */
const SERVER = /^\/\/ (chat-token|webhook)\.mjs$/m;
const all = pages.map(({ text }) => text).join('\n');
const api = page('javascript-api.md');
const widgetSources = (ending: RegExp, folder = 'widget') =>
  readdirSync(at(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => read(`${folder}/${name}`))
    .join('\n');
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

test('every guide is in the index', () => {
  for (const { name } of pages.filter(({ name }) => name !== 'README.md'))
    assert.ok(page('README.md').includes(`](${name})`), name);
});

test('links to a part of a guide lead there', () => {
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-');
  const links = [...all.matchAll(/\]\(([\w.-]+\.md)#([\w-]+)\)/g)];
  assert.ok(links.length > 3);
  for (const [, name = '', part = ''] of links)
    assert.ok(
      matches(page(name), /^#+ (.+)$/gm)
        .map(slug)
        .includes(part),
      `${name}#${part}`,
    );
});

test('HTML samples are well formed, and the files they load are there', () => {
  const html = everywhere.filter(({ language }) => language === 'html');
  assert.ok(html.length > 5 && html.some(({ page }) => page === 'README.md'));
  for (const { page, code } of html) assert.deepEqual(mistakes(code), [], `${page}:\n${code}`);
});

test('what the guides say is at an address is there', () => {
  const routes = matches(read('src/http/routes.rs'), /route!\(\w+ "([^"]+)"/g);
  const isRoute = (path: string) => routes.some((route) => route.replace(/\{\w+\}.*/, '') === path);
  const isThere = (path: string) =>
    [path, `${path}.html`].some((file) => existsSync(at(`dist${file}`))) ||
    isRoute(path.replace(/wk_.*/, ''));
  const named = [
    ...matches(all, /`(\/(?:v1|frame|chat|api)\/[\w./-]*[\w…])`/g),
    ...matches(all, RegExp(`${HOST}(/[\\w./…-]+)`, 'g')),
  ];
  assert.ok(named.includes('/widget.js') && named.includes('/chat/wk_…'));
  for (const path of unique(named)) assert.ok(isThere(path), `${path} is not there`);
});

test('A5: the code that a widget’s settings give is what the guide says', async () => {
  await using server = await startServer();
  const owner = await signUp(server.origin);
  const { id } = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body.items[0] ?? {};
  const { items } = expectStatus(await owner.call<Embed>(`/api/widgets/${id}/embed`), 200).body;
  assert.equal(items.length, 9);
  const said = [...samples.map(({ code }) => code.trim()), ...matches(page('embed.md'), /`([^`\n]+)`/g)];
  for (const { platform, code } of items) {
    const sample = code.replaceAll(server.origin, HOST).replaceAll(owner.widgetKey, 'wk_…');
    assert.ok(said.includes(sample), `${platform}:\n${sample}`);
  }
});

test('calls over HTTP that the guides name exist', () => {
  const { paths } = JSON.parse(read('docs/openapi.json')) as { paths: Record<string, object> };
  const calls = [...all.matchAll(/`(GET|POST|PATCH|DELETE) (\/api\/[^`]+)`/g)];
  assert.ok(calls.length > 3);
  for (const [, method = '', path = ''] of calls)
    assert.ok(method.toLowerCase() in (paths[path] ?? {}), `${method} ${path}`);
});

test('W21: everything that the page may load is in the policy’s guide', () => {
  const parts = readdirSync(at('dist/v1')).filter((name) => name.endsWith('.js') && name !== 'widget.js');
  assert.ok(parts.length > 3);
  for (const part of parts) assert.ok(page('csp.md').includes(`\`/v1/${part}\``), part);
});

test('W17: samples compile against the page API’s types, and those are the program’s', () => {
  const isPages = ({ language, code }: { language: string; code: string }) =>
    /^(js|ts|tsx|vue)$/.test(language) && !SERVER.test(code);
  const scripts = everywhere.filter(isPages).map(({ language, code, page }, index) => ({
    name: `${index}-${page.replace(/\.md$/, '').replaceAll('/', '-')}.${language === 'tsx' ? 'tsx' : 'ts'}`,
    code: language === 'vue' ? (scriptsIn(code)[0] ?? '') : code,
  }));
  const html = everywhere.filter(({ language }) => language === 'html');
  const inline = html.flatMap(({ code }) => scriptsIn(code));
  assert.ok(scripts.length > 10 && inline.length > 3);
  const files = [...scripts, ...inline.map((code, index) => ({ name: `inline-${index}.ts`, code }))];
  assert.equal(
    complaints([...files, { name: 'same.ts', code: SAME }, { name: 'wrong.ts', code: WRONG }]),
    '',
  );
});

const SAME = `
import type * as wire from '../../widget/protocol/generated.ts';
type Same<A, B> = [A, B] extends [B, A] ? true : false;
type Option<Name extends keyof ChatDesk.Options> = NonNullable<ChatDesk.Options[Name]>;
export const same: true[] = [
  true satisfies Same<Option<'position'>, wire.Position>,
  true satisfies Same<Option<'theme'>, wire.Theme>,
  true satisfies Same<Option<'look'>, wire.Look>,
  true satisfies Same<Option<'size'>, wire.Size>,
  true satisfies Same<Option<'bubbleIcon'>, wire.BubbleIcon>,
  true satisfies Same<ChatDesk.Message['sender']['kind'], wire.PartyKind>,
];`;

const WRONG = `
// @ts-expect-error
chatdesk('opne');
// @ts-expect-error
chatdesk('init', { widgetKey: 'wk_…', colour: '#fff' });
// @ts-expect-error
chatdesk('init', { position: 'left' });
// @ts-expect-error
chatdesk('send');
// @ts-expect-error
chatdesk('on', 'opened', () => {});
chatdesk('on', 'unread', (count: number) => count);
// @ts-expect-error
ChatDesk.on('unread', (count: string) => count);
ChatDesk.on('message', ({ sender }) => sender.name.trim());`;

test('W1: the guide and the types have the options that there are', () => {
  const source = widgetSources(/\.ts$/, 'widget/loader');
  const blocks = matches(source, /^const (?:OPTIONS|OTHERS)[^\n]*\{\n(.*?)^\};/gms);
  assert.equal(blocks.length, 2, 'the options were found');
  const options = unique(matches(blocks.join('\n'), /^ {2}(\w+): /gm));
  assert.deepEqual(namesUnder('Options', api), options);
  assert.deepEqual(membersOf('Options'), options);
});

test('W17: the guide and the types have the calls that there are', () => {
  const [calls = ''] = matches(read('widget/loader/api.ts'), /^ {2}'(init [\w ]+)'/gm);
  const known = unique(calls.split(' '));
  assert.ok(known.length > 10);
  assert.deepEqual(namesUnder('Calls', api), known);
  assert.deepEqual(membersOf('Methods'), known);
  const inTypes = membersOfQueue();
  assert.deepEqual(inTypes, known);
});

/** The calls by name. */
function membersOfQueue(): string[] {
  const [, body = ''] = /interface Queue \{(.*?)^ {2}\}/ms.exec(read('widget/widget.d.ts')) ?? [];
  return unique(matches(body.replace(/, .*/g, ''), /'(\w+)'/g));
}

test('W17: the guide and the types have the events that there are', () => {
  const sources = widgetSources(/\.tsx?$/);
  const loaders = matches(sources, /\bemit\(([^,;]*?)[,)]/g).flatMap((given) =>
    matches(given, /'([\w:]+)'/g),
  );
  const frames = matches(sources, /(?:type: 'event', name: |#event\()'([\w:]+)'/g);
  const events = unique([...loaders, ...frames]);
  assert.deepEqual(namesUnder('Events', api), events);
  assert.deepEqual(membersOf('Events'), events);
});

test('what the console is said to say, it says', () => {
  const server = ['http/widget/config.rs', 'domain/plan.rs', 'protocol/problem.rs'];
  const sources = widgetSources(/\.tsx?$/) + server.map((name) => read(`src/${name}`)).join('\n');
  const said = matches(
    all,
    /`(?:ChatDesk: )?((?:init needs|there is no|the (?:chat|frame|option)|"…")[^`]*)`/g,
  );
  assert.ok(said.length > 8);
  // Each line is put together from words, what it is about, and the server's own words and code.
  const pieces = said.flatMap((line) => line.split(/…|[()]|: (?=[A-Z])|widget\. (?=\(not)/));
  for (const piece of pieces) assert.ok(sources.includes(piece.trim()), `“${piece}” is said nowhere`);
  const warnings = matches(widgetSources(/\.ts$/, 'widget/loader'), /warn\(\s*[`']([^`'$]*)/g);
  for (const words of warnings.filter((words) => words.length > 2))
    assert.ok(all.includes(words.replace('ChatDesk: ', '')), `“${words}” is in no guide`);
});

test('W18: why a token is refused, in the server’s words', () => {
  const refusals = read('src/http/widget/identity.rs');
  const rows = [...page('identity.md').matchAll(/^\| `((?:invalid_)?identity\w*)` \| (.+?) \|/gm)];
  assert.ok(rows.length >= 4);
  for (const [, code = '', words = ''] of rows)
    assert.ok(refusals.includes(`"${code}"`) && refusals.includes(`"${words}"`), code);
});

test('W3: the classes and properties that own CSS may rely on are in use', () => {
  const theming = page('theming.md');
  const markup = widgetSources(/\.tsx$/, 'widget/frame');
  const used = new Set(
    matches(markup, /(?:class=|class=\{[^}]*|\bname=)["'`{]?([^>\n]*)/g).flatMap(
      (text) => text.match(/[\w-]+/g) ?? [],
    ),
  );
  const [, classes = ''] = theming.split('| class | |');
  const named = unique(matches(classes, /^\| (.*?) \|/gm).flatMap((cell) => matches(cell, /\.([\w-]+)/g)));
  assert.ok(named.length > 12);
  for (const name of named) assert.ok(used.has(name), `.${name} is nowhere`);
  const rules = widgetSources(/\.css$/) + widgetSources(/look\.ts$/).replaceAll('`', '');
  for (const property of unique(matches(theming, /(--[a-z][\w-]*)/g)))
    assert.ok(rules.includes(`var(${property})`), `${property} is used nowhere`);
});

test('W18: the sample servers sign what ChatDesk believes', async (context) => {
  await using server = await startServer();
  const owner = await signUp(server.origin);
  const { body: widgets } = await owner.call<{ items: { id: string }[] }>('/api/widgets');
  const path = `/api/widgets/${widgets.items[0]?.id}/identity-secret`;
  const { identity_secret } = (await owner.call<{ identity_secret: string }>(path)).body;
  for (const sample of servers) {
    await context.test(sample.language, async (one) => {
      if (!isInstalled(sample)) return one.skip(`${sample.probe[0]} is not installed`);
      const isSample = ({ page, language, code }: (typeof samples)[number]) =>
        page === 'identity.md' && language === sample.language && code.includes(sample.file);
      const code = samples.find(isSample)?.code ?? assert.fail('there is a sample');
      const { token, stranger, cacheControl } = await askForToken(sample, code, identity_secret);
      assert.deepEqual([stranger, cacheControl], [401, 'no-store']);
      assertShort(token);
      const visitor = await visit(server.origin, owner.widgetKey);
      type Identified = { widget_customer: { full_name: string; email: string; custom_fields: object } };
      const answer = await visitor.call<Identified>('/api/widget/identify', { body: { token } });
      const { full_name, email, custom_fields } = expectStatus(answer, 200).body.widget_customer;
      assert.deepEqual([full_name, email, custom_fields], [user.name, user.email, {}]);
      const again = { widgetKey: owner.widgetKey, identityToken: token };
      assert.equal(
        (await call(server.origin, '/api/widget/init', { body: again })).status,
        401,
        'it is good for once',
      );
    });
  }
});

/** As `tests/support/jwt.ts` makes them. */
function assertShort(token: string): void {
  const decode = (part: string) => JSON.parse(`${Buffer.from(part, 'base64url')}`);
  const [header, claims] = token.split('.', 2).map(decode);
  assert.deepEqual(header, { alg: 'HS256', typ: 'JWT' });
  assert.equal(claims.sub, user.id);
  assert.ok(claims.exp - claims.iat <= 600 && claims.jti.length >= 16);
}
