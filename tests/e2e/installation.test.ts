// A5: the code to embed, and a look at a page: is the widget on it? S1: no look at what only we could reach.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Checked, Embed, Problem, Widget } from '../../widget/protocol/generated.ts';
import { addAgent } from '../security/world.ts';
import { type Client, expectStatus, type Owner, signUp } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

type Reply = { status?: number; headers?: OutgoingHttpHeaders; body?: string | Buffer } | 'never';
const replies = new Map<string, Reply>();
/** What was asked of the site. */
const visits: IncomingMessage[] = [];
const site = createServer((request, response) => {
  visits.push(request);
  const reply = replies.get(request.url ?? '');
  if (reply === 'never') return;
  const { status = 200, headers = {}, body = '' } = reply ?? { status: 404 };
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
});

/** DNS over HTTPS, as far as it is asked here. */
const known: Record<string, [four: string[], six: string[]] | undefined> = {};
const questions: string[] = [];
const dns = createServer((request, response) => {
  const { searchParams: asked } = new URL(request.url ?? '', 'http://dns');
  questions.push(`${asked.get('name')} ${asked.get('type')}`);
  const addresses = known[asked.get('name') ?? ''];
  const isFour = asked.get('type') === '1';
  const records = (isFour ? addresses?.[0] : addresses?.[1]) ?? [];
  const Answer = records.map((data) => ({ name: asked.get('name'), type: isFour ? 1 : 28, TTL: 60, data }));
  response
    .writeHead(200, { 'content-type': 'application/dns-json' })
    .end(JSON.stringify({ Status: 0, Answer }));
});

const opened = (server: Server) =>
  new Promise<string>((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ),
  );

/** What the harness asks with, in the worker's name; it follows redirects where the runtime itself does as it is told. */
const usual = globalThis.fetch;

/** One that may reach this machine, and one as it is deployed. */
let laptop: TestServer;
let deployed: TestServer;
let owner: Owner;
let widget: Widget;
let outside: Owner;
let theirs: Widget;
let at: string;

before(async () => {
  at = await opened(site);
  globalThis.fetch = (input, init) =>
    usual(input, `${input}`.startsWith(at) ? { headers: init?.headers ?? {}, redirect: 'manual' } : init);
  const DNS = `${await opened(dns)}/dns-query`;
  laptop = await startServer({ ALLOW_PRIVATE_URLS: 'on', DNS }, { limited: false });
  deployed = await startServer({ ALLOW_PRIVATE_URLS: 'off', DNS }, { limited: false });
  owner = await signUp(laptop.origin);
  widget = await only(owner);
  outside = await signUp(deployed.origin);
  theirs = await only(outside);
});
after(async () => {
  globalThis.fetch = usual;
  await laptop.close();
  await deployed.close();
  for (const server of [site, dns]) {
    server.closeAllConnections();
    server.close();
  }
});

async function only(who: Client): Promise<Widget> {
  const { items } = (await who.call<{ items: Widget[] }>('/api/widgets')).body;
  return items[0] ?? assert.fail('there is a widget');
}

const check = (url: unknown, who: Client = owner, { id } = widget) =>
  who.call<Checked & Problem>(`/api/widgets/${id}/check`, { body: { url } });
const checked = async (path: string) => expectStatus(await check(at + path), 200).body;
/** A page at a new address. */
const put = (reply: Reply): string => {
  const path = `/${randomUUID()}`;
  replies.set(path, reply);
  return path;
};
const tag = (key = widget.key) =>
  `<script async src="${laptop.origin}/widget.js" data-widget-key="${key}"></script>`;

test('A5: the code for each kind of site has one’s own address and key', async () => {
  const { body } = expectStatus(await owner.call<Embed>(`/api/widgets/${widget.id}/embed`), 200);
  assert.deepEqual(
    [body.key, body.url, body.script],
    [widget.key, `${laptop.origin}/chat/${widget.key}`, `${laptop.origin}/widget.js`],
  );
  const platforms = ['html', 'queue', 'wordpress', 'shopify', 'react', 'next', 'vue', 'tag_manager', 'link'];
  assert.deepEqual(
    body.items.map(({ platform }) => platform),
    platforms,
  );
  assert.equal(body.items[0]?.code, tag());
  for (const { code, title, steps } of body.items) {
    assert.ok(code.includes(laptop.origin) && title && steps.length > 0);
    assert.ok(!JSON.stringify([code, steps]).includes('example.com'));
  }
  const agent = await addAgent(laptop, { owner, mark: randomUUID() }, 'plain');
  expectStatus(await agent.call(`/api/widgets/${widget.id}/embed`), 200);
  assert.equal((await check(`${at}/`, agent)).status, 403);
  expectStatus(await owner.call(`/api/widgets/${randomUUID()}/embed`), 404);
  expectStatus(await check(`${at}/`, owner, { ...widget, id: randomUUID() }), 404);
});

test('A5: a page that has the widget, and how one that has it not', async () => {
  const installed = await checked(put({ body: `<!doctype html><title>Shop</title>${tag()}` }));
  assert.deepEqual([installed.ok, installed.code], [true, 'installed']);
  const codeOf = async (reply: Reply) => {
    const { ok, code, detail } = await checked(put(reply));
    assert.ok(!ok && detail.length > 10, detail);
    return code;
  };
  assert.equal(await codeOf({ body: '<p>Hello</p>' }), 'not_found');
  assert.equal(await codeOf({ body: tag('wk_somebodyelse') }), 'other_key');
  assert.equal(
    await codeOf({ body: '<script src="https://www.googletagmanager.com/gtm.js"></script>' }),
    'tag_manager',
  );
  const policy = { 'content-security-policy': "default-src 'self'" };
  assert.equal(await codeOf({ body: tag(), headers: policy }), 'content_security_policy');
  assert.equal(await codeOf({ body: '{}', headers: { 'content-type': 'application/json' } }), 'not_html');
  assert.equal(await codeOf({ status: 500, body: tag() }), 'unreachable');
  assert.equal(await codeOf({ status: 404 }), 'unreachable');
});

test('A5: of a large page the beginning is read, and nobody waits for a slow one', async () => {
  const filler = '<p>ö</p>'.repeat(80_000);
  assert.equal((await checked(put({ body: tag() + filler }))).code, 'installed');
  assert.equal((await checked(put({ body: filler + tag() }))).code, 'not_found');
  const start = Date.now();
  assert.equal((await checked(put('never'))).code, 'unreachable');
  assert.ok(Date.now() - start < 8_000);
});

test('A5: the old key, another site’s list', async () => {
  const old = widget.key;
  const page = put({ body: tag() });
  const renewed = await owner.call<Widget>(`/api/widgets/${widget.id}/key`, { body: {} });
  widget = expectStatus(renewed, 200).body;
  assert.equal((await checked(page)).code, 'old_key');
  assert.equal(widget.previous_key, old);
  const change = (allowedDomains: string[]) =>
    owner.call(`/api/widgets/${widget.id}`, { method: 'PATCH', body: { allowedDomains } });
  const now = put({ body: tag() });
  expectStatus(await change(['shop.example']), 200);
  assert.equal((await checked(now)).code, 'domain_not_allowed');
  expectStatus(await change([]), 200);
  assert.equal((await checked(now)).code, 'installed');
});

test('A5: three redirects are followed, each by hand', async () => {
  const page = put({ body: tag() });
  const to = (location: string, status = 302) => put({ status, headers: { location } });
  const third = to(`.${page}`, 301);
  const second = to(at + third, 308);
  assert.equal((await checked(second)).code, 'installed');
  const first = to(`//127.0.0.1:${new URL(at).port}${second}`);
  assert.equal((await checked(first)).code, 'installed');
  assert.equal((await checked(to(first))).code, 'unreachable', 'a fourth is too many');
  for (const location of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'http://a:b@127.0.0.1/',
  ])
    assert.equal((await checked(to(location))).code, 'unreachable', location);
  assert.equal((await checked(put({ status: 302 }))).code, 'unreachable');
});

test('S7: what is no address is said to be none', async () => {
  for (const url of ['', ' ', 'https://', 'http://[', 'https://a b', 'x'.repeat(3_000), 'https://a..b/']) {
    const { status, body } = await check(url);
    assert.deepEqual([status, body.errors?.[0]?.field], [422, 'url'], url);
  }
  for (const url of [7, null, {}]) assert.equal((await check(url)).status, 422);
  assert.equal((await owner.call(`/api/widgets/${widget.id}/check`, { body: {} })).status, 422);
});

const refusal = async (url: string) => {
  const { status, body } = await check(url, outside, theirs);
  return [status, body.errors?.[0]?.code ?? body.code];
};

test('S1: nobody is sent into a network that only we can reach', async () => {
  const before = visits.length;
  const { port } = new URL(at);
  assert.deepEqual(await refusal(`${at}/`), [422, 'https_required']);
  for (const host of [
    '127.0.0.1',
    'localhost',
    '2130706433',
    '0x7f.1',
    '127.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '①②⑦.0.0.1',
  ])
    assert.deepEqual(await refusal(`https://${host}:${port}/`), [422, 'private_address'], host);
  for (const url of ['https://metadata.google.internal/', '169.254.169.254', 'https://printer.local'])
    assert.deepEqual(await refusal(url), [422, 'private_address'], url);
  assert.deepEqual(await refusal('https://a:b@shop.example/'), [422, 'credentials_in_url']);
  assert.deepEqual(await refusal('https://shop.example:22/'), [422, 'port_not_allowed']);
  assert.equal(visits.length, before, 'nobody was asked');
  assert.deepEqual(questions, [], 'nor what their addresses are');
});

test('S1: a name is refused when any of its addresses is private', async () => {
  known['rebind.example'] = [['93.184.215.14', '127.0.0.1'], []];
  known['six.example'] = [['93.184.215.14'], ['fd00::1']];
  known['xn--mnchen-3ya.example'] = [['10.0.0.1'], []];
  for (const host of ['rebind.example', 'six.example', 'münchen.example'])
    assert.deepEqual(await refusal(host), [422, 'private_address'], host);
  assert.deepEqual(questions.slice(0, 2).toSorted(), ['rebind.example 1', 'rebind.example 28']);
  assert.deepEqual(await refusal('nobody.example'), [200, 'unreachable'], 'there is no such name');
});
