// S3: what opens a door is random or signed, for one purpose, for one person, for a time, and never in a URL.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { call, expectStatus, visit } from '../../support/client.ts';
import { signIdentity } from '../../support/jwt.ts';
import { secrets } from '../../support/secrets.ts';
import { openSocket } from '../../support/socket.ts';
import { ask, asOperator, type Home, type Problem, type World } from './world.ts';

const CLAIMS = 72;
const PURPOSE = 'chatdesk visitor session 1';
const bytesOf = (token: string) => Buffer.from(token.slice(3), 'base64url');
const claimsOf = (token: string) => bytesOf(token).subarray(0, CLAIMS);
const tokenOf = (bytes: Buffer) => `st_${bytes.toString('base64url')}`;

/** A session's token as the server signs it. */
function sign(claims: Buffer, key = secrets.SESSION_SECRET, purpose = PURPOSE): string {
  const tag = createHmac('sha256', key).update(purpose).update(claims).digest();
  return tokenOf(Buffer.concat([claims, tag]));
}

function endingAt(token: string, millis: number): Buffer {
  const claims = Buffer.from(claimsOf(token));
  claims.writeBigInt64BE(BigInt(millis), CLAIMS - 8);
  return claims;
}

export function tokens(world: World): void {
  const list = (token: string) =>
    ask(world.origin, '/api/widget/conversations', { headers: { authorization: `Bearer ${token}` } });
  const closedWith = async (token: string, { ids }: Home) => {
    const path = `/api/widget/conversations/${ids.conversation}/socket`;
    const headers = { origin: world.origin };
    const url = world.origin.replace('http', 'ws') + path;
    return (await openSocket(url, { protocols: ['chatdesk.v1', token], headers })).closed;
  };
  const opens = async (token: string) => assert.equal((await list(token)).status, 200);
  const isRefused = async (token: string, code = 'invalid_session') => {
    const { status, code: said } = await list(token);
    assert.deepEqual([status, said], [401, code], token);
  };

  test('S3: a token signed with another key, or for another purpose, opens nothing', async () => {
    const claims = claimsOf(world.home.visitor.token);
    await opens(sign(claims));
    await isRefused(sign(claims, 'another-secret'));
    await isRefused(sign(claims, secrets.OPERATOR_TOKEN));
    await isRefused(sign(claims, ''));
    for (const purpose of ['', 'chatdesk conversation 1', 'chatdesk visitor session 2'])
      await isRefused(sign(claims, secrets.SESSION_SECRET, purpose));
    assert.equal(await closedWith(sign(claims, 'another-secret'), world.home), 4401);
  });

  test('S3: a token whose time is over opens nothing', async () => {
    const { token, visitorId } = world.home.visitor;
    await opens(sign(endingAt(token, Date.now() + 60_000)));
    for (const end of [Date.now() - 1_000, 0, -1])
      await isRefused(sign(endingAt(token, end)), 'session_expired');
    const old = sign(endingAt(token, Date.now() - 1_000));
    assert.equal(await closedWith(old, world.home), 4401);
    const stranger = await visit(world.origin, world.home.owner.widgetKey, { sessionToken: old });
    assert.notEqual(stranger.visitorId, visitorId);
  });

  test('S3: a token cut off anywhere, or changed in any part, opens nothing', async () => {
    const { token } = world.home.visitor;
    for (let length = 3; length < token.length; length += 11) await isRefused(token.slice(0, length));
    for (let n = 0; n < bytesOf(token).length; n += 3) {
      const bytes = bytesOf(token);
      bytes[n] = (bytes[n] ?? 0) ^ 1;
      await isRefused(tokenOf(bytes));
    }
    for (const more of ['A', '.', '=', `,${token}`]) await isRefused(token + more);
  });

  test('S3: parts of two tokens make none', async () => {
    const [mine, theirs] = [bytesOf(world.home.visitor.token), bytesOf(world.other.visitor.token)];
    for (let part = 0; part < CLAIMS / 16; part++) {
      const bytes = Buffer.from(mine);
      theirs.copy(bytes, part * 16, part * 16, Math.min(part * 16 + 16, CLAIMS));
      if (!bytes.equals(mine)) await isRefused(tokenOf(bytes));
    }
    await isRefused(tokenOf(Buffer.concat([theirs.subarray(0, CLAIMS), mine.subarray(CLAIMS)])));
  });

  test('S3: a token of another organization’s widget starts nobody’s session again', async () => {
    const { token, visitorId } = world.other.visitor;
    const same = await visit(world.origin, world.other.owner.widgetKey, { sessionToken: token });
    assert.equal(same.visitorId, visitorId, 'at home it does');
    const body = { widgetKey: world.home.owner.widgetKey, sessionToken: token };
    type Init = { visitor_id: string; conversation: object | null };
    const opened = expectStatus(await call<Init>(world.origin, '/api/widget/init', { body }), 201).body;
    assert.notEqual(opened.visitor_id, visitorId);
    assert.equal(opened.conversation, null);
  });

  test('S3: an agent’s cookie is no visitor’s token, and a visitor’s token no agent’s cookie', async () => {
    const { owner, visitor, ids } = world.home;
    const [name = '', value = ''] = owner.cookie.split('=');
    for (const token of [value, `st_${value}`, owner.cookie]) await isRefused(token);
    assert.equal(await closedWith(`st_${value}`, world.home), 4401);
    const me = (headers: Record<string, string>) => ask(world.origin, '/api/auth/me', { headers });
    assert.equal((await me({ cookie: `${name}=${value}` })).status, 200);
    const cookies = [visitor.token, visitor.token.slice(3), ids.agent, '', "' OR 1=1 --"];
    for (const wrong of cookies)
      assert.equal((await me({ cookie: `${name}=${wrong}` })).code, 'login_required');
    for (const token of [value, visitor.token])
      assert.equal((await me({ authorization: `Bearer ${token}` })).code, 'login_required');
    for (const other of [name.toLowerCase(), name.slice('__Host-'.length), `x${name}`])
      assert.equal((await me({ cookie: `${other}=${value}` })).code, 'login_required', other);
  });

  test('S3: an identity token that many use at once makes one of them the user, and nobody later', async () => {
    const { owner, ids } = world.home;
    const path = `/api/widgets/${ids.widget}/identity-secret`;
    const { identity_secret } = (await owner.call<{ identity_secret: string }>(path)).body;
    const token = signIdentity(identity_secret, { sub: 'many-at-once' });
    const visitors = await Promise.all(Array.from({ length: 5 }, () => visit(world.origin, owner.widgetKey)));
    const identify = (body: object, visitor = visitors[0]) =>
      visitor?.call<Problem & { session_token: string }>('/api/widget/identify', { body });
    const answers = await Promise.all(visitors.map((visitor) => identify({ token }, visitor)));
    const said = answers.map((answer) => (answer?.status === 200 ? 'known' : answer?.body.code)).sort();
    assert.deepEqual(said, [...Array(4).fill('identity_used'), 'known']);
    const winner = answers.find((answer) => answer?.status === 200)?.body.session_token ?? '';
    const headers = { authorization: `Bearer ${winner}` };
    expectStatus(await call(world.origin, '/api/widget/reset', { body: {}, headers }), 204);
    const again = await call<Problem>(world.origin, '/api/widget/identify', { body: { token }, headers });
    assert.equal(again.status, 401, 'nor the session that it was for, once it has ended');
    const opened = { widgetKey: owner.widgetKey, identityToken: token };
    const late = await call<Problem>(world.origin, '/api/widget/init', { body: opened });
    assert.equal(late.body.code, 'identity_used');
  });

  test('S3: an identity token of one organization says nothing in another', async () => {
    const path = `/api/widgets/${world.home.ids.widget}/identity-secret`;
    const { identity_secret } = (await world.home.owner.call<{ identity_secret: string }>(path)).body;
    const token = () => signIdentity(identity_secret, { sub: 'of-home' });
    const init = (widgetKey: string) =>
      call<Problem>(world.origin, '/api/widget/init', { body: { widgetKey, identityToken: token() } });
    assert.equal((await init(world.home.owner.widgetKey)).status, 201);
    const refused = await init(world.other.owner.widgetKey);
    assert.deepEqual([refused.status, refused.body.code], [401, 'invalid_identity']);
    const visitor = await visit(world.origin, world.other.owner.widgetKey);
    const identified = await visitor.call<Problem>('/api/widget/identify', { body: { token: token() } });
    assert.deepEqual([identified.status, identified.body.code], [401, 'invalid_identity']);
  });

  test('S3: guesses at the operator’s token open nothing', async () => {
    const right = secrets.OPERATOR_TOKEN;
    const path = `/api/operator/organizations/${world.home.ids.organization}/inbox`;
    expectStatus(await asOperator(world).call(path), 200);
    const values = [
      '',
      ' ',
      right.slice(0, -1),
      `${right}x`,
      right.toUpperCase(),
      '*',
      '%',
      'null',
      'undefined',
    ];
    const guesses = [
      ...values.map((value) => `Bearer ${value}`),
      right,
      `Basic ${right}`,
      `Bearer ${world.home.visitor.token}`,
      `Bearer ${world.home.owner.cookie.split('=')[1]}`,
    ];
    for (const authorization of guesses) {
      const { status, code } = await ask(world.origin, path, { headers: { authorization } });
      assert.deepEqual([status, code], [401, 'operator_token_required'], authorization);
    }
    const asAgent = await world.home.owner.call<Problem>(path);
    assert.equal(asAgent.body.code, 'operator_token_required');
  });

  test('S3: a token in the URL is not taken', async () => {
    const { owner, visitor, ids } = world.home;
    const names = [
      'token',
      'session_token',
      'sessionToken',
      'access_token',
      'authorization',
      'bearer',
      'cookie',
    ];
    const everywhere = (token: string) =>
      names.map((name) => `${name}=${encodeURIComponent(token)}`).join('&');
    const [name = '', cookie = ''] = owner.cookie.split('=');
    const doors = {
      [`/api/widget/conversations?${everywhere(visitor.token)}`]: 'session_required',
      [`/api/auth/me?${everywhere(cookie)}&${name}=${cookie}`]: 'login_required',
      [`/api/operator/rooms/${ids.conversation}?${everywhere(secrets.OPERATOR_TOKEN)}`]:
        'operator_token_required',
    };
    for (const [path, code] of Object.entries(doors)) {
      const answer = await ask(world.origin, path);
      assert.deepEqual([answer.status, answer.code], [401, code], path);
    }
    const socket = `${world.origin.replace('http', 'ws')}/api/widget/conversations/${ids.conversation}/socket`;
    const url = `${socket}?${everywhere(visitor.token)}`;
    const opened = await openSocket(url, { protocols: ['chatdesk.v1'], headers: { origin: world.origin } });
    assert.equal(await opened.closed, 4401);
  });
}
