// S2, S6: other sites get neither the chat nor the dashboard, however much they look like ours.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectStatus } from '../../support/client.ts';
import { openSocket, type Socket } from '../../support/socket.ts';
import { type Operation, operations } from '../description.ts';
import { ask, type Home, makeHome, pathOf, rowsOf, type World } from './world.ts';

const ALLOWED = ['shop.example', '*.fern.example', 'https://safe.example'];
const GOOD = [
  'https://shop.example',
  'http://SHOP.example',
  'https://a.b.fern.example',
  'https://safe.example',
];
const LOOKALIKES = [
  'null',
  'https://shop.example.evil.example',
  'https://evilshop.example',
  'https://shop.example:8443',
  'https://shop.example@evil.example',
  'https://user@shop.example',
  'https://shop.example/',
  'https://shop.example#',
  'https://shop.example, https://evil.example',
  'https://shop.example https://evil.example',
  'https://shop-example',
  'https://fern.example',
  'https://evilfern.example',
  'https://.fern.example',
  'https://a.fern.example.evil.example',
  'http://safe.example',
  'https://*',
  '*',
  '*.fern.example',
  'shop.example',
  '//shop.example',
  'file://',
  'file://shop.example',
  'chrome-extension://shop.example',
  'javascript://shop.example',
  'https://xn--shp-example',
  'https://localhost',
];

const json = { 'content-type': 'application/json' };

async function refuses(open: Promise<Socket>, what: string): Promise<void> {
  await assert.rejects(open, /was refused/, what);
}

export function origins(world: World): void {
  /** One organization with a list of sites, and the ways into its chat. */
  async function guarded() {
    const home = await makeHome(world.origin, 'Guarded');
    const body = { allowedDomains: ALLOWED };
    expectStatus(await home.owner.call(`/api/widgets/${home.ids.widget}`, { method: 'PATCH', body }), 200);
    const bearer = { authorization: `Bearer ${home.visitor.token}` };
    const key = home.owner.widgetKey;
    const socket = `${world.origin.replace('http', 'ws')}/api/widget/conversations/${home.ids.conversation}/socket`;
    return {
      config: (headers: Record<string, string>) =>
        ask(world.origin, `/api/widget/config?key=${key}`, { headers }),
      init: (headers: Record<string, string>) => {
        const text = JSON.stringify({ widgetKey: key });
        return ask(world.origin, '/api/widget/init', {
          method: 'POST',
          body: text,
          headers: { ...json, ...headers },
        });
      },
      list: (headers: Record<string, string>) =>
        ask(world.origin, '/api/widget/conversations', { headers: { ...bearer, ...headers } }),
      track: (headers: Record<string, string>) =>
        ask(world.origin, '/api/widget/track', {
          method: 'POST',
          body: '{"events":[]}',
          headers: { ...json, ...bearer, ...headers },
        }),
      socket: (headers: Record<string, string>) =>
        openSocket(socket, { protocols: ['chatdesk.v1', home.visitor.token], headers }),
    };
  }

  test('S2: an origin that looks like an allowed one gets no configuration, session, call or socket', async () => {
    const { socket, ...ways } = await guarded();
    for (const origin of GOOD) {
      for (const [way, go] of Object.entries(ways))
        assert.ok((await go({ origin })).status < 300, `${way} ${origin}`);
      await using at = await socket({ origin });
      await at.next('welcome');
    }
    for (const origin of LOOKALIKES) {
      for (const [way, go] of Object.entries(ways)) {
        const answer = await go({ origin });
        assert.deepEqual([answer.status, answer.code], [403, 'domain_not_allowed'], `${way} ${origin}`);
        assert.equal(answer.headers.get('access-control-allow-origin'), null, `${way} ${origin}`);
      }
      await refuses(socket({ origin }), origin);
    }
  });

  test('S2: without an origin there is neither a configuration nor a session', async () => {
    const { config, init } = await guarded();
    for (const headers of [
      {},
      { referer: 'https://shop.example/' },
      { 'x-forwarded-host': 'shop.example' },
    ]) {
      for (const go of [config, init]) {
        const { status, code } = await go(headers);
        assert.deepEqual([status, code], [403, 'domain_not_allowed'], JSON.stringify(headers));
      }
    }
  });

  test('S2: no answer to a visitor lets cookies come along, whoever asks', async () => {
    for (const origin of ['https://evil.example', 'null', world.origin]) {
      const path = `/api/widget/config?key=${world.home.owner.widgetKey}`;
      const answer = await ask(world.origin, path, { headers: { origin } });
      assert.equal(answer.headers.get('access-control-allow-origin'), origin);
      assert.equal(answer.headers.get('access-control-allow-credentials'), null);
      assert.match(answer.headers.get('vary') ?? '', /origin/i);
    }
    const headers = { origin: 'https://evil.example', cookie: world.home.owner.cookie };
    for (const path of ['/api/auth/me', '/api/customers', '/api/conversations']) {
      const answer = await ask(world.origin, path, { headers });
      assert.equal(answer.headers.get('access-control-allow-origin'), null, path);
    }
  });

  // The test harness writes an origin of our own host anew, so that another scheme or case of it cannot be tried here.
  const foreign = (): string[] => {
    const { port } = new URL(world.origin);
    return [
      'https://evil.example',
      'null',
      '',
      `${world.origin}.evil.example`,
      `${world.origin}/`,
      world.origin.replace(`:${port}`, ''),
      world.origin.replace(port, String(Number(port) ^ 1)),
    ];
  };

  test('S6: no other site opens an agent’s socket with the agent’s cookie', async () => {
    const { owner, ids } = world.home;
    const base = world.origin.replace('http', 'ws');
    const open = (path: string, headers: Record<string, string>) =>
      openSocket(base + path, { protocols: ['chatdesk.v1'], headers: { cookie: owner.cookie, ...headers } });
    for (const path of ['/api/inbox/socket', `/api/conversations/${ids.conversation}/socket`]) {
      await using own = await open(path, { origin: world.origin });
      await own.next('welcome');
      for (const origin of foreign()) await refuses(open(path, { origin }), `${path} ${origin}`);
      await refuses(open(path, {}), `${path} without origin`);
    }
  });

  const writes = operations.filter(({ who, method }) => who === 'login' && method !== 'GET');
  const attempt = ({ owner, ...home }: Home, operation: Operation, headers: Record<string, string>) => {
    const body = operation.body ? JSON.stringify(operation.example ?? {}) : null;
    return ask(world.origin, pathOf(operation, { owner, ...home }), {
      method: operation.method,
      body,
      headers: { cookie: owner.cookie, ...(body ? json : {}), ...headers },
    });
  };

  test('S6: no other site can write anything with an agent’s cookie', async () => {
    assert.ok(writes.length >= 10, 'the description knows of them');
    const home = await makeHome(world.origin, 'Attacked');
    const before = await rowsOf(world, home.ids.organization);
    for (const operation of writes) {
      for (const headers of [{}, ...foreign().map((origin) => ({ origin }))]) {
        const { status, code } = await attempt(home, operation, headers);
        const what = `${operation.name} ${JSON.stringify(headers)}`;
        assert.deepEqual([status, code], [403, 'origin_not_allowed'], what);
      }
    }
    assert.equal(await rowsOf(world, home.ids.organization), before);
    assert.equal((await home.owner.call('/api/auth/me')).status, 200, 'nobody was logged out');
  });

  test('S6: what a form of another site can send is not read', async () => {
    const home = await makeHome(world.origin, 'Attacked');
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''];
    const bodies = writes.filter(({ body, isMultipart }) => body && !isMultipart);
    assert.ok(bodies.length >= 8, 'the description knows of them');
    const before = await rowsOf(world, home.ids.organization);
    for (const operation of bodies) {
      for (const type of types) {
        const headers = { origin: world.origin, 'content-type': type };
        const { status } = await attempt(home, operation, headers);
        assert.equal(status, 415, `${operation.name} ${type}`);
      }
    }
    assert.equal(await rowsOf(world, home.ids.organization), before);
  });

  test('S6: no other site logs somebody in or signs them up', async () => {
    for (const path of ['/api/auth/login', '/api/auth/signup']) {
      const headers = { ...json, origin: 'https://evil.example' };
      const body = JSON.stringify({
        email: world.home.owner.email,
        password: 'correct-horse-battery',
        name: 'Eve',
        organization: 'Evil',
      });
      const answer = await ask(world.origin, path, { method: 'POST', body, headers });
      assert.deepEqual([answer.status, answer.code], [403, 'origin_not_allowed']);
      assert.deepEqual(answer.headers.getSetCookie(), []);
      const plain = { 'content-type': 'text/plain' };
      assert.equal((await ask(world.origin, path, { method: 'POST', body, headers: plain })).status, 415);
    }
  });
}
