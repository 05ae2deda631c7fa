// A1, A2, S3, S6: accounts: nothing tells who has one, no link or code is good twice or bent, and no other site acts for
// somebody who is logged in.

import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { codeOf, invite, PASSWORD, resetToken, secure } from '../../support/accounts.ts';
import { call, expectStatus, signUp } from '../../support/client.ts';
import { startServer } from '../../support/server.ts';
import { operations } from '../description.ts';
import { ask, headersFor, type Problem, pathOf, usual, type World } from './world.ts';

const json = { 'content-type': 'application/json' };
const post = (origin: string, path: string, body: object, headers: Record<string, string> = {}) =>
  ask(origin, path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...json, origin, ...headers },
  });

/** What a link ends with, bent in many ways. */
function bent(token: string): string[] {
  const at = (index: number) =>
    `${token.slice(0, index)}${token[index] === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`;
  const places = [0, 5, 21, 24, 30, 33, 40, token.length - 2].filter((index) => index < token.length);
  const cut = [token.slice(1), token.slice(0, -1), `${token}A`, token.toUpperCase()];
  const random = randomBytes(token.length).toString('base64url').slice(0, token.length);
  return [...places.map(at), ...cut, random, 'x', '%00', "' OR 1=1 --"];
}

export function accounts(world: World): void {
  const forgot = (email: string, headers = {}) =>
    post(world.origin, '/api/auth/password/forgot', { email }, headers);
  const reset = (token: string) =>
    post(world.origin, '/api/auth/password/reset', { token, password: PASSWORD });

  test('S3: asking for a new password tells nobody who has an account, nor does its time', async () => {
    const said = async (email: string) => {
      const { status, text, headers } = await forgot(email);
      return { status, text, headers: [...headers.keys()].filter((name) => name !== 'date').sort() };
    };
    const known = await said(world.home.owner.email);
    assert.equal(known.status, 204);
    const nobody = () => `${randomUUID()}@example.com`;
    for (const email of [nobody(), world.home.owner.email.toUpperCase(), `x${world.home.owner.email}`])
      assert.deepEqual(await said(email), known, email);
    const [one, other] = [
      await usual(() => forgot(world.home.owner.email), 15),
      await usual(() => forgot(nobody()), 15),
    ];
    assert.ok(one / other > 1 / 3 && one / other < 3, `${one} ms to ${other} ms`);
  });

  test('S3: a bent, foreign or outworn link sets no password', async () => {
    const owner = await signUp(world.origin);
    const token = await resetToken(world.origin, owner.email);
    for (const wrong of bent(token)) {
      const { status, code } = await reset(wrong);
      assert.deepEqual([status, code], [400, 'link_expired'], wrong);
    }
    const visitorsToken = world.home.visitor.token.slice(3);
    for (const other of [visitorsToken, owner.cookie.split('=')[1] ?? ''])
      assert.equal((await reset(other)).code, 'link_expired');
    expectStatus(
      await call(world.origin, '/api/auth/login', { body: { email: owner.email, password: PASSWORD } }),
      200,
    );
    const tries = await Promise.all([1, 2, 3, 4].map(() => reset(token)));
    assert.deepEqual(tries.map(({ status }) => status).sort(), [204, 400, 400, 400], 'good once');
  });

  test('S3: a bent or outworn invitation lets nobody in and tells nothing', async () => {
    const token = await invite(world.home.owner, `${randomUUID()}@example.com`);
    for (const wrong of bent(token)) {
      const path = `/api/auth/invites/${encodeURIComponent(wrong)}`;
      for (const answer of [
        await ask(world.origin, path),
        await post(world.origin, path, { name: 'Eve', password: PASSWORD }),
      ])
        assert.deepEqual([answer.status, answer.code], [404, 'not_found'], wrong);
    }
  });

  test('S3: guessing links is slow', async () => {
    await using server = await startServer({}, { limits: { LIMIT_AUTH: 5, LIMIT_NEW: 5 } });
    const ways = {
      reset: () => post(server.origin, '/api/auth/password/reset', { token: 'x', password: PASSWORD }),
      invitation: () => ask(server.origin, '/api/auth/invites/x'),
      forgot: () => post(server.origin, '/api/auth/password/forgot', { email: 'a@example.com' }),
    };
    for (const [name, way] of Object.entries(ways)) {
      const statuses: number[] = [];
      while (statuses.length < 14 && statuses.at(-1) !== 429) statuses.push((await way()).status);
      assert.equal(statuses.at(-1), 429, name);
    }
  });

  test('S3: a code is worth nothing for another account, nor a recovery code', async () => {
    const [one, other] = [await signUp(world.origin), await signUp(world.origin)];
    const [mine, theirs] = [await secure(one), await secure(other)];
    const login = (code: string) =>
      post(world.origin, '/api/auth/login', { email: other.email, password: PASSWORD, code });
    for (const code of [
      codeOf(mine.secret),
      mine.codes[0] ?? '',
      '000000x',
      '٠٠٠٠٠٠',
      `${codeOf(theirs.secret)}0`,
    ])
      assert.equal((await login(code)).code, 'wrong_code', code);
    assert.equal((await login(codeOf(theirs.secret))).status, 200);
  });

  test('S6: no other site writes in the name of whoever is logged in', async () => {
    const writes = operations.filter(
      ({ method, who, path, isSocket }) =>
        method !== 'GET' && !isSocket && (who === 'login' || path.startsWith('/api/auth/')),
    );
    assert.ok(writes.length > 40);
    for (const operation of writes) {
      const path = pathOf(operation, world.home).replace('{token}', 'x');
      for (const origin of ['https://evil.example', 'null', `${world.origin}.evil.example`]) {
        const answer = await ask(world.origin, path, {
          method: operation.method,
          body: operation.body ? JSON.stringify(operation.example ?? {}) : null,
          headers: { ...headersFor(world, operation), ...(operation.body ? json : {}), origin },
        });
        assert.deepEqual(
          [answer.status, answer.code],
          [403, 'origin_not_allowed'],
          `${operation.name} ${origin}`,
        );
      }
    }
  });

  test('S5: nobody writes headers or pages into mails', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const organization = `${evil} https://evil.example/x`;
    const body = { organization, name: evil, email: `${randomUUID()}@example.com`, password: PASSWORD };
    const answer = expectStatus(await call(world.origin, '/api/auth/signup', { body }), 201);
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const to = `${randomUUID()}@example.com`;
    const asking = (email: string) =>
      post(world.origin, '/api/agents/invites', { email, role: 'agent' }, { cookie });
    for (const wrong of [`${to}\r\nBcc: all@example.com`, `${to},all@example.com`, `<${to}>`]) {
      const { status, text } = await asking(wrong);
      assert.equal(status, 422);
      assert.equal((JSON.parse(text) as Problem).errors?.[0]?.field, 'email');
    }
    assert.equal((await asking(to)).status, 201);
    type Mails = { items: { to: string; subject: string; html: string; text: string }[] };
    const mails = (await call<Mails>(world.origin, '/api/dev/mails')).body.items;
    const mail = mails.find((one) => one.to === to);
    assert.ok(mail && !mail.html.includes('<img') && mail.html.includes('&lt;img'), mail?.html);
    assert.ok(!`${mail.subject}${mail.text}`.includes('https://evil.example'), 'no link but ours');
    assert.ok(!(await (await fetch(`${world.origin}/dev/mails`)).text()).includes('<img'));
  });
}
