// A1: forgotten and changed passwords, names, and where somebody is logged in.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { logIn, mailTo, PASSWORD, resetToken, shown } from '../../support/accounts.ts';
import { type Client, call, expectStatus, type Owner, signUp } from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { inboxSocket } from '../../support/socket.ts';

const OTHER = 'battery-staple-horse';
type Problem = { code: string; errors?: { field: string; code: string }[] };

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer(shown, { limited: false });
});
after(() => server.close());

const fresh = async () => {
  owner = await signUp(server.origin);
  return owner;
};
const reset = (token: string, password = OTHER) =>
  call<Problem>(server.origin, '/api/auth/password/reset', { body: { token, password } });
const login = (email: string, password: string) =>
  call<Problem>(server.origin, '/api/auth/login', { body: { email, password } });
const isIn = async (one: Client) => (await one.call('/api/auth/me')).status === 200;

test('A1: whoever forgot the password gets a link that sets a new one, once, and ends all sessions', async () => {
  const { email } = await fresh();
  const elsewhere = await logIn(server.origin, email);
  const token = await resetToken(server.origin, email.toUpperCase());
  const [mail] = await mailTo(server.origin, email, 'password_reset');
  assert.ok(mail?.html.includes(`${server.origin}/password/reset#${token}`), mail?.html);
  assert.equal((await reset(token, 'short')).body.errors?.[0]?.field, 'password');
  expectStatus(await reset(token), 204);
  assert.deepEqual([await isIn(owner), await isIn(elsewhere)], [false, false]);
  const again = await reset(token, 'yet-another-one');
  assert.deepEqual([again.status, again.body.code], [400, 'link_expired']);
  assert.equal((await login(email, PASSWORD)).status, 401);
  expectStatus(await login(email, OTHER), 200);
  await mailTo(server.origin, email, 'account_changed');
});

test('A1: a link is worth nothing once the password was changed, of two the first that is used counts', async () => {
  const { email } = await fresh();
  const first = await resetToken(server.origin, email);
  const second = await resetToken(server.origin, email, 2);
  const both = await Promise.all([reset(first), reset(second, 'second-one-here')]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [204, 400]);
});

test('A1: changing the password needs the one there is and ends the other sessions, sockets too', async () => {
  const { email } = await fresh();
  const elsewhere = await logIn(server.origin, email);
  await using socket = await inboxSocket(server.origin, elsewhere.cookie);
  await socket.next('welcome');
  const change = (current: string, password = OTHER) =>
    owner.call<Problem>('/api/auth/password', { body: { current, password } });
  const wrong = await change('not-my-password');
  assert.deepEqual(
    [wrong.status, wrong.body.errors?.[0]],
    [422, { field: 'current', code: 'wrong_password', detail: 'This is not your password.' }],
  );
  assert.equal((await change(PASSWORD, 'short')).body.errors?.[0]?.field, 'password');
  assert.ok(await isIn(elsewhere));
  expectStatus(await change(PASSWORD), 204);
  assert.deepEqual([await isIn(owner), await isIn(elsewhere)], [true, false]);
  assert.equal((await socket.next('bye')).code, 1012);
  expectStatus(await login(email, OTHER), 200);
});

test('A1: people see where they are logged in, and end it', async () => {
  const { email } = await fresh();
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
  const other = await logIn(server.origin, email, {}, { 'user-agent': firefox });
  const third = await logIn(server.origin, email);
  type Login = { id: string; current: boolean; device: string; last_seen_at: string };
  const list = async () => (await owner.call<{ items: Login[] }>('/api/auth/sessions')).body.items;
  const logins = await list();
  assert.equal(logins.length, 3);
  assert.equal(logins.filter(({ current }) => current).length, 1);
  const found = logins.find(({ device }) => device === 'Firefox on Linux');
  const stranger = await signUp(server.origin);
  const end = (by: Client, id = found?.id) => by.call(`/api/auth/sessions/${id}`, { method: 'DELETE' });
  assert.equal((await end(stranger)).status, 404);
  assert.equal((await end(owner, randomUUID())).status, 404);
  expectStatus(await end(owner), 204);
  assert.equal((await end(owner)).status, 404);
  assert.deepEqual([await isIn(other), await isIn(third)], [false, true]);
  expectStatus(await owner.call('/api/auth/sessions', { method: 'DELETE' }), 204);
  assert.deepEqual([await isIn(owner), await isIn(third)], [true, false]);
  assert.deepEqual(
    (await list()).map(({ current }) => current),
    [true],
  );
});

test('A1: a session says when it was seen last', async () => {
  await fresh();
  await server.sql('UPDATE agent_sessions SET last_seen_at = 1 WHERE agent_id = ?', owner.agentId);
  await owner.call('/api/auth/me');
  type Logins = { items: { last_seen_at: string }[] };
  let seen = '';
  for (let n = 0; n < 50 && !seen.startsWith('2'); n += 1)
    seen = (await owner.call<Logins>('/api/auth/sessions')).body.items[0]?.last_seen_at ?? '';
  assert.ok(Date.now() - Date.parse(seen) < 60_000, seen);
});

test('A1: people change their own name', async () => {
  await fresh();
  const rename = (name?: string) =>
    owner.call<Problem & { agent: { name: string } }>('/api/auth/me', { method: 'PATCH', body: { name } });
  assert.equal((await rename('Ada Lovelace')).body.agent.name, 'Ada Lovelace');
  assert.equal((await rename()).body.agent.name, 'Ada Lovelace');
  assert.equal((await rename('  ')).body.errors?.[0]?.field, 'name');
});

test('A1: where sign-up is closed nobody makes an organization, and the page can know', async () => {
  const options = async (origin: string) => (await call(origin, '/api/auth/options')).body;
  assert.deepEqual(await options(server.origin), { signup: true });
  await using closed = await startServer({ SIGNUP: 'closed' });
  assert.deepEqual(await options(closed.origin), { signup: false });
  const body = { organization: 'A', name: 'B', email: 'a@example.com', password: PASSWORD };
  const answer = await call<Problem>(closed.origin, '/api/auth/signup', { body });
  assert.deepEqual([answer.status, answer.body.code], [403, 'signup_closed']);
  assert.deepEqual(await closed.sql('SELECT id FROM organizations'), []);
});
