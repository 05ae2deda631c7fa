// A1: the second factor.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { codeOf, PASSWORD, resetToken, type Secured, secure, shown } from '../../support/accounts.ts';
import { call, expectStatus, type Owner, signUp } from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

type Problem = { code: string; errors?: { field: string; code: string }[] };
type Me = { two_factor: boolean; recovery_codes_left: number | null };

let server: TestServer;

before(async () => {
  server = await startServer(shown, { limited: false });
});
after(() => server.close());

const login = (email: string, code?: string, password = PASSWORD) =>
  call<Problem & Me>(server.origin, '/api/auth/login', { body: { email, password, code } });
const said = async (email: string, code?: string) => {
  const { status, body } = await login(email, code);
  return status === 200 ? 'in' : body.code;
};

async function secured(): Promise<{ owner: Owner } & Secured> {
  const owner = await signUp(server.origin);
  return { owner, ...(await secure(owner)) };
}

test('A1: with a second factor a log-in asks for a code, which is good once', async () => {
  const { owner, secret, codes } = await secured();
  const me = (await owner.call<Me>('/api/auth/me')).body;
  assert.deepEqual([me.two_factor, me.recovery_codes_left, codes.length], [true, 10, 10]);
  assert.equal(await said(owner.email), 'code_required');
  assert.equal(await said(owner.email, ''), 'code_required');
  assert.equal((await login(owner.email, codeOf(secret), 'wrong-password')).body.code, 'wrong_credentials');
  const code = codeOf(secret);
  assert.equal(await said(owner.email, codeOf(secret, -1)), 'wrong_code', 'confirmed with this one');
  const tries = await Promise.all([1, 2, 3].map(() => said(owner.email, code)));
  assert.deepEqual(tries.sort(), ['in', 'wrong_code', 'wrong_code']);
  assert.equal(
    await said(owner.email, `${codeOf(secret, 1).slice(0, 3)} ${codeOf(secret, 1).slice(3)}`),
    'in',
  );
  assert.equal(await said(owner.email, codeOf(secret, 5)), 'wrong_code');
});

test('A1: recovery codes stand in for the app, each once, and new ones end the old ones', async () => {
  const { owner, codes } = await secured();
  const [first = '', second = '', third = ''] = codes;
  const tries = await Promise.all([1, 2, 3].map(() => said(owner.email, first)));
  assert.deepEqual(tries.sort(), ['in', 'wrong_code', 'wrong_code']);
  assert.equal(
    (await login(owner.email, ` ${second.toUpperCase().replaceAll('-', ' ')}`)).body.recovery_codes_left,
    8,
  );
  const make = (password: string) =>
    owner.call<Problem & { recovery_codes: string[] }>('/api/auth/two-factor/codes', { body: { password } });
  assert.equal((await make('wrong-password')).body.errors?.[0]?.code, 'wrong_password');
  const made = expectStatus(await make(PASSWORD), 200).body.recovery_codes;
  assert.equal(await said(owner.email, third), 'wrong_code');
  assert.equal(await said(owner.email, made[9]), 'in');
  const kept = JSON.stringify(await server.sql('SELECT * FROM agents WHERE id = ?', owner.agentId));
  for (const code of [...codes, ...made])
    assert.ok(!kept.includes(code) && !kept.includes(code.replaceAll('-', '')), 'hashes only');
});

test('A1: it is begun with the password and in force once confirmed', async () => {
  const owner = await signUp(server.origin);
  const start = (password: string) =>
    owner.call<Problem & { secret: string; uri: string }>('/api/auth/two-factor/start', {
      body: { password },
    });
  const confirm = (code: string) => owner.call<Problem>('/api/auth/two-factor/confirm', { body: { code } });
  assert.equal((await confirm('123456')).body.code, 'two_factor_not_started');
  assert.equal((await start('wrong-password')).body.errors?.[0]?.field, 'password');
  const { secret, uri } = expectStatus(await start(PASSWORD), 200).body;
  assert.equal((await start(PASSWORD)).body.secret, secret, 'a lost answer can be asked for again');
  assert.ok(uri.startsWith('otpauth://totp/ChatDesk:') && uri.includes(`secret=${secret}`), uri);
  assert.equal(await said(owner.email), 'in', 'not in force yet');
  assert.deepEqual((await confirm(codeOf(secret, 5))).body.errors?.[0]?.code, 'wrong_code');
  expectStatus(await confirm(codeOf(secret)), 200);
  assert.equal((await start(PASSWORD)).body.code, 'two_factor_on');
  const kept = JSON.stringify(await server.sql('SELECT * FROM agents WHERE id = ?', owner.agentId));
  assert.ok(!kept.includes(secret), 'the secret is nowhere in the database');
});

test('A1: whoever forgot the password still needs the code; with the password it can be ended', async () => {
  const { owner, secret } = await secured();
  const token = await resetToken(server.origin, owner.email);
  const reset = { body: { token, password: PASSWORD } };
  expectStatus(await call(server.origin, '/api/auth/password/reset', reset), 204);
  assert.equal(await said(owner.email), 'code_required');
  const answer = expectStatus(await login(owner.email, codeOf(secret)), 200);
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const stop = (password: string) =>
    call<Problem>(server.origin, '/api/auth/two-factor/stop', { body: { password }, headers: { cookie } });
  assert.equal((await stop('wrong-password')).body.errors?.[0]?.code, 'wrong_password');
  expectStatus(await stop(PASSWORD), 204);
  expectStatus(await stop(PASSWORD), 204);
  assert.equal(await said(owner.email), 'in');
});

test('A1: whoever knows the password cannot guess codes; a recovery code still lets the owner in', async () => {
  const { owner, secret, codes } = await secured();
  const right = codeOf(secret);
  const guesses = Array.from({ length: 25 }, (_, n) =>
    String((Number(right) + n + 1) % 1_000_000).padStart(6, '0'),
  );
  const tries = await Promise.all(guesses.map((guess) => login(owner.email, guess)));
  const statuses = tries.map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 401).length, 10, `${statuses}`);
  assert.equal(statuses.filter((status) => status === 429).length, 15);
  const late = await login(owner.email, right);
  assert.equal(late.status, 429, 'whoever guesses does not learn that they found it');
  assert.equal(late.headers.get('retry-after'), '900');
  assert.equal(await said(owner.email, codes[0]), 'in');
  assert.equal(await said(owner.email, right), 'in', 'whoever was let in may try again');
  await server.sql('UPDATE agents SET code_tries = 10, code_tried_at = 1 WHERE id = ?', owner.agentId);
  assert.equal(await said(owner.email, codeOf(secret, 1)), 'in', 'after a while');
});
