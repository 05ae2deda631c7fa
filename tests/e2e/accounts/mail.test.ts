// F2: mail is written down, sent, tried again; on a laptop it is there to be opened.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { mailTo, shown } from '../../support/accounts.ts';
import { call, expectStatus, signUp } from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { until } from '../../support/wait.ts';

type Row = {
  text: string | null;
  html: string | null;
  error: string | null;
  attempts: number;
  sent_at: number | null;
  next_attempt_at: number | null;
};

const forgot = (server: TestServer, email: string) =>
  call(server.origin, '/api/auth/password/forgot', { body: { email } });

async function mailOf(server: TestServer, email: string, wanted: (row: Row) => boolean): Promise<Row> {
  const rows = await until(
    () => server.sql<Row>('SELECT * FROM mails WHERE recipient = ?', email),
    ([row]) => row !== undefined && wanted(row),
  );
  return rows[0] as Row;
}

test('F2: on a laptop mails are on a page, as text, and files, and nowhere else', async () => {
  await using server = await startServer(shown);
  const { email } = await signUp(server.origin);
  expectStatus(await forgot(server, email), 204);
  const [mail] = await mailTo(server.origin, email, 'password_reset');
  const page = await fetch(`${server.origin}/dev/mails`);
  const html = await page.text();
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  assert.match(html, new RegExp(`<a href="${server.origin}/password/reset#[\\w-]+">`));
  assert.ok(html.includes(email) && mail?.error === null);
  const [, link = ''] = html.match(/<a href="(\/dev\/mails\/[\w-]+)">/) ?? [];
  const answer = await fetch(server.origin + link);
  assert.equal(answer.headers.get('content-type'), 'message/rfc822');
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment/);
  const [head = '', text = '', shownAs = ''] = (await answer.text()).split('--=_between_the_parts');
  assert.match(head, new RegExp(`^To: ${email}\r$`, 'm'));
  const content = (part: string) => Buffer.from(part.split('\r\n\r\n')[1] ?? '', 'base64').toString();
  assert.deepEqual([content(text), content(shownAs)], [mail?.text, mail?.html]);
  assert.equal((await fetch(`${server.origin}/dev/mails/${randomUUID()}`)).status, 404);
});

test('F2: elsewhere nobody reads mails; without a sender they fail and say why, and nothing else suffers', async () => {
  await using server = await startServer();
  const { email } = await signUp(server.origin);
  expectStatus(await forgot(server, email), 204);
  const row = await mailOf(server, email, ({ error }) => error !== null);
  assert.deepEqual(
    [row.error, row.text, row.html, row.next_attempt_at],
    ['MAIL_FROM is not set', null, null, null],
  );
  for (const path of ['/dev/mails', `/dev/mails/${randomUUID()}`, '/api/dev/mails'])
    assert.equal((await call(server.origin, path)).status, 404, path);
  assert.equal((await call(server.origin, '/api/health')).status, 200);
});

test('F2: a mail that was sent keeps nothing of what it said', async () => {
  await using server = await startServer({ MAIL_FROM: 'ChatDesk <hello@chat.example.com>' });
  const { email } = await signUp(server.origin);
  expectStatus(await forgot(server, email), 204);
  const row = await mailOf(server, email, ({ sent_at, error }) => sent_at !== null || error !== null);
  assert.deepEqual([row.error, row.text, row.html, row.attempts], [null, null, null, 1]);
  assert.equal(row.next_attempt_at, null);
});

test('F2: a mail that was not taken is tried again, ever more slowly, and given up in the end', async () => {
  await using server = await startServer(
    { MAIL_FROM: 'hello@chat.example.com' },
    { sender: 'other@chat.example.com' },
  );
  const { email } = await signUp(server.origin);
  expectStatus(await forgot(server, email), 204);
  const row = await mailOf(server, email, ({ error }) => error !== null);
  assert.ok(row.text?.includes('/password/reset#') && row.sent_at === null && row.attempts === 1);
  assert.ok((row.next_attempt_at ?? 0) > Date.now() + 30_000, 'not at once');
  await server.scheduled();
  assert.equal((await mailOf(server, email, () => true)).attempts, 1, 'nor before its time');
  for (let attempts = 2; attempts <= 8; attempts += 1) {
    await server.sql('UPDATE mails SET next_attempt_at = 1 WHERE next_attempt_at IS NOT NULL');
    await server.scheduled();
    await mailOf(server, email, (mail) => mail.attempts === attempts);
  }
  const last = await mailOf(server, email, () => true);
  assert.deepEqual([last.next_attempt_at, last.text, last.html, last.sent_at], [null, null, null, null]);
});

test('F2: one address gets only so many mails of a kind in an hour', async () => {
  await using server = await startServer(shown);
  const { email } = await signUp(server.origin);
  for (let n = 0; n < 8; n += 1) expectStatus(await forgot(server, email), 204);
  await mailTo(server.origin, email, 'password_reset', 5);
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal((await mailTo(server.origin, email, 'password_reset', 5)).length, 5);
});
