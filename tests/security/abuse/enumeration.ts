// S1, S3, S4: guessing finds nothing: neither accounts, nor ids, nor keys, nor passwords.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, cookiesOf, operator, signUp } from '../../support/client.ts';
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

  test('S6: guesses from one address end soon, from many in the end; who knows the password gets in meanwhile', async () => {
    await using server = await startServer({}, { limits: { LIMIT_LOGIN: 4, LIMIT_API: 20 } });
    const victim = await signUp(server.origin);
    type Try = { email?: string; password?: string; from?: string; cookie?: string };
    const tryOne = ({ email = victim.email, password = 'guess-guess', from = '198.51.100.1', cookie }: Try) =>
      call(server.origin, '/api/auth/login', {
        body: { email, password },
        headers: { 'cf-connecting-ip': from, ...(cookie && { cookie }) },
      });
    const status = async (one: Try) => (await tryOne(one)).status;
    const known = await tryOne({ password: PASSWORD, from: '203.0.113.1' });
    const [, device = ''] = cookiesOf(known);
    const foreign = cookiesOf(await logIn(server.origin, (await signUp(server.origin)).email))[1] ?? '';
    await minuteWith(10);

    const spelled = [victim.email, victim.email.toUpperCase(), ` ${victim.email}`];
    for (const email of [...spelled, victim.email]) assert.equal(await status({ email }), 401);
    const refused = await tryOne({ password: PASSWORD });
    assert.equal(refused.status, 429, 'whoever guesses does not learn that they found it');
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
    assert.equal(
      await status({ password: PASSWORD, from: '198.51.100.2' }),
      200,
      'from elsewhere the owner gets in',
    );

    await minuteWith(20);
    const many: number[] = [];
    while (many.length < 40 && many.at(-1) !== 429)
      many.push(await status({ from: `2001:db8:${many.length}::1` }));
    assert.equal(many.at(-1), 429, 'all who guess are slowed together');
    assert.ok(many.slice(0, -1).every((each) => each === 401));
    const fresh = { password: PASSWORD, from: '203.0.113.77' };
    assert.equal(await status(fresh), 429, 'somebody of whom nothing is known has to wait');
    assert.equal(await status({ ...fresh, cookie: foreign }), 429, 'a device of another account is no help');
    assert.equal(await status({ ...fresh, cookie: `${device.slice(0, -2)}AA` }), 429, 'nor a forged one');
    assert.equal(
      await status({ ...fresh, cookie: device }),
      200,
      'the owner on their own device is not held up',
    );
    for (let n = 0; n < 3; n += 1) assert.equal(await status({ from: '203.0.113.77', cookie: device }), 401);
    assert.equal(
      await status({ ...fresh, cookie: device }),
      429,
      'which does not let anybody guess for ever',
    );
    assert.equal((await victim.call('/api/auth/me')).status, 200, 'whoever is logged in stays so');
  });

  test('S3: an account that is not there is limited as one that is; all of a household are one', async () => {
    await using server = await startServer({}, { limits: { LIMIT_LOGIN: 3 } });
    const { email } = await signUp(server.origin);
    await minuteWith(10);
    const statuses = async (account: string) => {
      const all: number[] = [];
      for (let n = 0; n < 5; n += 1) {
        const headers = { 'cf-connecting-ip': `2001:db8::${n}` };
        const body = { email: account, password: 'guess-guess' };
        all.push((await call(server.origin, '/api/auth/login', { body, headers })).status);
      }
      return all;
    };
    assert.deepEqual(await statuses(email), [401, 401, 401, 429, 429]);
    assert.deepEqual(await statuses(`${randomUUID()}@example.com`), [401, 401, 401, 429, 429]);
  });

  test('S4: whoever guesses at the operator’s token is slowed; the operator is not', async () => {
    await using server = await startServer({}, { limits: { LIMIT_AUTH: 5 } });
    const path = `/api/operator/rooms/${randomUUID()}`;
    await minuteWith(10);
    const guess = (token: string) =>
      call<Problem>(server.origin, path, { headers: { authorization: `Bearer ${token}` } });
    for (let n = 0; n < 5; n += 1)
      assert.equal((await guess(`guess-${n}`)).body.code, 'operator_token_required');
    const refused = await guess('guess-6');
    assert.deepEqual([refused.status, refused.headers.has('retry-after')], [429, true]);
    assert.equal((await operator(server.origin).call(path)).status, 404, 'the right token passes');
  });

  test('S3: an operator’s token that is too short opens nothing, and the log says what to do', async () => {
    const short = 'x'.repeat(31);
    await using server = await startServer({ OPERATOR_TOKEN: short }, { limited: false });
    const headers = { authorization: `Bearer ${short}` };
    const answer = await call<Problem>(server.origin, `/api/operator/rooms/${randomUUID()}`, { headers });
    assert.deepEqual([answer.status, answer.body.code], [500, 'internal_error']);
    assert.ok(server.logs().some((line) => /OPERATOR_TOKEN.*at least 32 characters/.test(line)));
  });
}

const logIn = (origin: string, email: string) =>
  call(origin, '/api/auth/login', { body: { email, password: PASSWORD } });

/** Limits count by the minute: waits for the next one, unless this one has so many seconds left. */
async function minuteWith(seconds: number): Promise<void> {
  const left = 60 - ((Date.now() / 1000) % 60);
  if (left < seconds) await sleep(left * 1000 + 50);
}
