// S1, S3, S4: guessing finds nothing: neither accounts, nor ids, nor keys, nor passwords.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { call, signUp } from '../../support/client.ts';
import { startServer } from '../../support/server.ts';
import { openSocket } from '../../support/socket.ts';
import { operations } from '../description.ts';
import { ask, headersFor, type Problem, pathOf, usual, type World } from './world.ts';

const PASSWORD = 'correct-horse-battery';
const json = { 'content-type': 'application/json' };

export function enumeration(world: World): void {
  const login = (email: string, password: string) =>
    ask(world.origin, '/api/auth/login', {
      method: 'POST',
      body: JSON.stringify({ email, password }),
      headers: { ...json, origin: world.origin },
    });

  test('S3: a log-in says the same of an account that is there and of one that is not', async () => {
    const said = async (email: string) => {
      const { status, text, headers } = await login(email, 'not-the-password');
      const named = [...headers.keys()].filter((name) => name !== 'date').sort();
      return { status, text, named, length: headers.get('content-length') };
    };
    const known = await said(world.home.owner.email);
    assert.equal(known.status, 401);
    for (const email of [
      `${randomUUID()}@example.com`,
      'x',
      world.home.owner.email.slice(1),
      '%@example.com',
    ])
      assert.deepEqual(await said(email), known, email);
  });

  test('S3: a log-in takes as long for an account that is not there', async () => {
    const known = await usual(() => login(world.home.owner.email, 'not-the-password'));
    const unknown = await usual(() => login(`${randomUUID()}@example.com`, 'not-the-password'));
    const ratio = known / unknown;
    assert.ok(ratio > 1 / 3 && ratio < 3, `${known} ms to ${unknown} ms`);
  });

  test('S1: an id of another organization is answered as one that never was', async () => {
    const calls = operations.filter(
      ({ path, who }) => path.includes('{id}') && ['login', 'session'].includes(who),
    );
    assert.ok(calls.length >= 20, 'the description knows of them');
    for (const operation of calls.filter(({ isSocket }) => !isSocket)) {
      const told = async (path: string) => {
        const answer = await ask(world.origin, path, {
          method: operation.method,
          body: operation.body ? JSON.stringify(operation.example ?? {}) : null,
          headers: { ...headersFor(world, operation), ...(operation.body ? json : {}) },
        });
        const headers = [...answer.headers.keys()].sort();
        return { status: answer.status, text: answer.text, headers };
      };
      const theirs = await told(pathOf(operation, world.other));
      assert.equal(theirs.status, 404, `${operation.name} ${theirs.text}`);
      for (const id of [randomUUID(), 'nonsense']) {
        const never = await told(operation.path.replace('{id}', id));
        assert.equal(never.status, 404, operation.name);
        assert.deepEqual(theirs.headers, never.headers, operation.name);
        if (id !== 'nonsense') assert.equal(theirs.text, never.text, operation.name);
      }
    }
  });

  test('S1: a socket of another organization’s conversation closes as one that never was', async () => {
    const base = world.origin.replace('http', 'ws');
    const { owner, visitor } = world.home;
    const ways = {
      '/api/conversations/{id}/socket': { protocols: ['chatdesk.v1'], cookie: owner.cookie },
      '/api/widget/conversations/{id}/socket': { protocols: ['chatdesk.v1', visitor.token], cookie: '' },
    };
    for (const [path, { protocols, cookie }] of Object.entries(ways)) {
      const code = async (id: string) => {
        const headers = { origin: world.origin, cookie };
        return (await openSocket(base + path.replace('{id}', id), { protocols, headers })).closed;
      };
      for (const id of [world.other.ids.conversation, randomUUID(), 'nonsense'])
        assert.equal(await code(id), 4404, `${path} ${id}`);
    }
  });

  test('S1: agents and departments of others are as unknown as ones that never were', async () => {
    const assign = (body: object) =>
      world.home.owner.call<Problem>(`/api/conversations/${world.home.ids.conversation}`, {
        method: 'PATCH',
        body,
      });
    const [theirs, never] = [world.other.ids.agent, randomUUID()];
    for (const field of ['assigneeId', 'departmentId']) {
      const [first, second] = [await assign({ [field]: theirs }), await assign({ [field]: never })];
      assert.equal(first.status, 422, field);
      assert.deepEqual(first.body, second.body, field);
    }
  });

  test('S1: a widget’s key cannot be found piece by piece', async () => {
    const { widgetKey } = world.home.owner;
    const ways = {
      config: (key: string) => ask(world.origin, `/api/widget/config?key=${encodeURIComponent(key)}`),
      init: (key: string) =>
        ask(world.origin, '/api/widget/init', {
          method: 'POST',
          body: JSON.stringify({ widgetKey: key }),
          headers: json,
        }),
    };
    const guesses = [
      '%',
      'wk_%',
      `${widgetKey.slice(0, -1)}%`,
      `${widgetKey.slice(0, -1)}_`,
      `${widgetKey.slice(0, -1)}*`,
      `${widgetKey.slice(0, -1)}?`,
      '_'.repeat(widgetKey.length),
      widgetKey.slice(0, -1),
      widgetKey.slice(3),
      widgetKey.toUpperCase(),
      `${widgetKey} `,
      ` ${widgetKey}`,
      `${widgetKey}\0`,
      `${widgetKey}\0x`,
    ];
    for (const [way, go] of Object.entries(ways)) {
      assert.ok((await go(widgetKey)).status < 300, way);
      for (const guess of guesses) {
        const { status, code } = await go(guess);
        assert.deepEqual([status, code], [404, 'not_found'], `${way} ${JSON.stringify(guess)}`);
      }
    }
  });

  test('S6: guessing a password ends in 429, from wherever and however it is spelled, and others still log in', async () => {
    await using server = await startServer();
    const [victim, other] = [await signUp(server.origin), await signUp(server.origin)];
    const guess = (n: number) => {
      const email = [victim.email, victim.email.toUpperCase(), ` ${victim.email}`][n % 3];
      const headers = { 'cf-connecting-ip': `198.51.100.${n % 250}` };
      return call(server.origin, '/api/auth/login', { body: { email, password: `guess-${n}` }, headers });
    };
    // A minute of the limiter may end meanwhile.
    const answers: Awaited<ReturnType<typeof guess>>[] = [];
    while (answers.length < 400 && answers.at(-1)?.status !== 429) answers.push(await guess(answers.length));
    const last = answers.at(-1);
    assert.equal(last?.status, 429);
    assert.ok(Number(last?.headers.get('retry-after')) >= 1);
    assert.ok(answers.slice(0, -1).every(({ status }) => status === 401));
    const headers = { 'cf-connecting-ip': '198.51.100.7' };
    const body = { email: other.email, password: PASSWORD };
    assert.equal((await call(server.origin, '/api/auth/login', { body, headers })).status, 200);
    assert.equal((await victim.call('/api/auth/me')).status, 200, 'whoever is logged in stays so');
  });
}
