// I3: what agents see of a customer: where they came from, what they did, and their picture.

import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { converse, expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { inboxSocket } from '../support/socket.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const asked: IncomingMessage[] = [];
let answer: (response: ServerResponse) => void;
const gravatar = createServer((request, response) => {
  asked.push(request);
  answer(response);
});
let server: TestServer;
let owner: Owner;

before(async () => {
  await new Promise<void>((resolve) => gravatar.listen(0, '127.0.0.1', resolve));
  const { port } = gravatar.address() as AddressInfo;
  server = await startServer({ GRAVATAR: `http://127.0.0.1:${port}` });
  owner = await signUp(server.origin);
});
after(async () => {
  await server.close();
  gravatar.closeAllConnections();
  gravatar.close();
});

type List<T> = { items: T[]; next_cursor: string | null };
interface Event {
  id: string;
  name: string;
  url: string | null;
  title: string | null;
  data: object | null;
  at: string;
}
interface Session {
  url: string | null;
  referrer: string | null;
  language: string | null;
  browser: string | null;
  os: string | null;
  device: string | null;
  ip: string | null;
  created_at: string;
  last_seen_at: string;
}

async function customerOf({ visitorId }: Visitor): Promise<string> {
  const list = await owner.call<List<{ id: string; visitor_id: string }>>('/api/customers');
  return list.body.items.find(({ visitor_id }) => visitor_id === visitorId)?.id ?? '';
}

test('I3: the pages and events of a customer, the newest first, page by page', async () => {
  await owner.call('/api/organization', { method: 'PATCH', body: { tracking: true } });
  const visitor = await visit(server.origin, owner.widgetKey);
  const events = Array.from({ length: 5 }, (_, n) => ({
    name: n === 4 ? 'order' : 'page_view',
    url: `https://shop.example/${n}`,
    title: `<b>Page</b> ${n}`,
    at: new Date(Date.now() - 60_000 + n * 1_000).toISOString(),
    ...(n === 4 && { data: { total: 12 } }),
  }));
  expectStatus(await visitor.call('/api/widget/track', { body: { events } }), 204);
  const path = `/api/customers/${await customerOf(visitor)}/events`;
  const seen: Event[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = cursor ? `&cursor=${cursor}` : '';
    const page: List<Event> = expectStatus(
      await owner.call<List<Event>>(`${path}?limit=2${query}`),
      200,
    ).body;
    seen.push(...page.items);
    cursor = page.next_cursor;
  }
  assert.deepEqual(
    seen.map(({ url, title, at }) => ({ url, title, at })),
    events.map(({ url, title, at }) => ({ url, title, at })).reverse(),
  );
  assert.deepEqual([seen[0]?.name, seen[0]?.data, seen[1]?.data], ['order', { total: 12 }, null]);
  assert.equal(new Set(seen.map(({ id }) => id)).size, 5);
  assert.equal((await owner.call(`${path}?cursor=x`)).status, 422);
  assert.equal((await owner.call(`/api/customers/${randomUUID()}/events`)).status, 404);
  const other = await signUp(server.origin);
  assert.equal((await other.call(path)).status, 404);
});

test('I3: the sessions of a customer: device, page and place as far as the organization keeps them', async () => {
  const page = { url: 'https://shop.example/blue', title: 'Blue', referrer: 'https://search.example/' };
  const visitor = await visit(server.origin, owner.widgetKey, { page, language: 'pt-BR' });
  await visit(server.origin, owner.widgetKey, { visitorId: visitor.visitorId, language: 'de' });
  const path = `/api/customers/${await customerOf(visitor)}/sessions`;
  const { items } = expectStatus(await owner.call<List<Session>>(path), 200).body;
  assert.deepEqual(
    items.map(({ language }) => language),
    ['de', 'pt-BR'],
  );
  const first = items[1];
  assert.deepEqual([first?.url, first?.referrer], [page.url, page.referrer]);
  assert.ok(first && first.created_at <= first.last_seen_at);
  assert.equal((await owner.call<List<Session>>(`${path}?limit=1`)).body.items.length, 1);
  assert.equal((await owner.call(`/api/customers/${randomUUID()}/sessions`)).status, 404);
});

async function pictured(email: string | null): Promise<() => Promise<Response>> {
  const visitor = await visit(server.origin, owner.widgetKey, { userData: { ...(email && { email }) } });
  const path = `/api/customers/${await customerOf(visitor)}/picture`;
  return () => fetch(server.origin + path, { headers: { cookie: owner.cookie } });
}

test('I3: a picture is fetched by the server, which tells nobody who asks for whom', async () => {
  const email = `Grace-${randomUUID()}@Example.com`;
  const look = await pictured(email);
  answer = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PNG);
  asked.length = 0;
  const picture = await look();
  assert.equal(picture.status, 200);
  assert.equal(picture.headers.get('content-type'), 'image/png', 'what its bytes say');
  assert.equal(picture.headers.get('cache-control'), 'private, max-age=86400');
  assert.equal(picture.headers.get('x-content-type-options'), 'nosniff');
  assert.deepEqual(Buffer.from(await picture.arrayBuffer()), PNG);
  const hash = createHash('sha256').update(email.toLowerCase()).digest('hex');
  assert.equal(asked[0]?.url, `/avatar/${hash}?s=80&d=404`);
  const told = JSON.stringify(asked[0]?.headers);
  assert.ok(!told.includes(owner.cookie) && !/cookie|referer|x-forwarded/i.test(told), told);
  assert.equal((await fetch(picture.url)).status, 401, 'for agents only');
});

test('I3: whatever the outside answers, there is a picture or there is none', async () => {
  const look = await pictured(`${randomUUID()}@example.com`);
  const answers: Record<string, (response: ServerResponse) => void> = {
    'none there': (response) => response.writeHead(404).end('no'),
    'broken there': (response) => response.writeHead(500).end('stack trace'),
    'a page': (response) =>
      response.writeHead(200, { 'content-type': 'image/png' }).end('<script>alert(1)</script>'),
    'a drawing': (response) =>
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg onload="x"/>'),
    'nothing in it': (response) => response.writeHead(200).end(),
    'too large': (response) => response.writeHead(200).end(Buffer.concat([PNG, Buffer.alloc(256 * 1024)])),
    'broken off': (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write(PNG);
      response.destroy();
    },
    'never an end': (response) => void response.writeHead(200).write(PNG),
  };
  for (const [what, how] of Object.entries(answers)) {
    answer = how;
    const began = Date.now();
    const picture = await look();
    assert.equal(picture.status, 204, what);
    assert.equal(await picture.text(), '', what);
    assert.ok(Date.now() - began < 15_000, what);
  }
});

test('I3: no picture is asked for without an email, or where the organization does not want that', async () => {
  answer = (response) => response.writeHead(200).end(PNG);
  const nobody = await pictured(null);
  asked.length = 0;
  assert.equal((await nobody()).status, 204);
  const look = await pictured(`${randomUUID()}@example.com`);
  expectStatus(await owner.call('/api/organization', { method: 'PATCH', body: { gravatar: false } }), 200);
  assert.equal((await look()).status, 204);
  assert.equal(asked.length, 0);
  expectStatus(await owner.call('/api/organization', { method: 'PATCH', body: { gravatar: null } }), 200);
  assert.equal((await look()).status, 200);
});

test('V4: a name that an agent writes reaches everyone who has the inbox open', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const conversation = await converse(visitor);
  const id = await customerOf(visitor);
  await using inbox = await inboxSocket(server.origin, owner.cookie);
  await inbox.next('welcome');
  const body = { name: 'Grace Hopper', email: 'grace@example.com' };
  expectStatus(await owner.call(`/api/customers/${id}`, { method: 'PATCH', body }), 200);
  for (let told = ''; !told.includes('Grace Hopper'); ) {
    const frame = await inbox.next('conversation');
    const shown = frame.conversation as { id: string; widget_customer: object };
    if (shown.id === conversation) told = JSON.stringify(shown.widget_customer);
    if (told.includes('Grace Hopper')) assert.match(told, /"email":"grace@example.com"/);
  }
});
