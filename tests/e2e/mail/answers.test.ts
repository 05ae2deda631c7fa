// F2: what a visitor answers by mail becomes a message of theirs, once; what is none of theirs becomes nothing.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Mail, mailTo, shown } from '../../support/accounts.ts';
import { answerBy, attached, REPLY_DOMAIN, several } from '../../support/answers.ts';
import { converseWithEmail, expectStatus, type Owner, signUp } from '../../support/client.ts';
import { pdf, picture } from '../../support/files.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { until } from '../../support/wait.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  const vars = { ...shown, MAIL_PATIENCE: '300', MAIL_REPLY_DOMAIN: REPLY_DOMAIN };
  server = await startServer(vars, { limits: { LIMIT_NEW: 30 } });
  owner = await signUp(server.origin);
});
after(() => server.close());

/** A conversation in which an agent has answered, and the visitor knows it by mail. `to`: where answers go. */
async function talk(by = owner) {
  const { visitor, id, email } = await converseWithEmail(server.origin, by);
  const answer = { clientId: randomUUID(), body: 'Shall I keep one?' };
  expectStatus(await by.call(`/api/conversations/${id}/messages`, { body: answer }), 201);
  const [mail] = (await mailTo(server.origin, email, 'missed_reply')) as (Mail & { reply_to: string })[];
  assert.ok(mail?.text.includes('You can also simply answer this mail.'));
  return { visitor, id, email, to: mail?.reply_to ?? '' };
}

interface Message {
  body: string;
  kind: string;
  sender: { kind: string; name: string };
  attachments: { name: string; content_type: string; url: string }[];
}

const messages = async (id: string, by = owner): Promise<Message[]> =>
  (await by.call<{ items: Message[] }>(`/api/conversations/${id}/messages`)).body.items;

/** What the visitor has said since the first hello. */
const said = async (id: string) =>
  (await messages(id)).filter(({ sender }) => sender.kind === 'visitor').slice(1);

const bodies = async (id: string) => (await said(id)).map(({ body }) => body);

test('F2: an answer by mail is the visitor’s message, without what it answers', async () => {
  const { id, to } = await talk();
  assert.match(to, /^reply\+[a-z2-7]{55}@reply\.example\.com$/);
  const body = 'Ja, in grün.\n\nAm 21.11.26 um 10:00 schrieb Fern & Oak:\n> Shall I keep one?\n\n-- \nGrace';
  assert.equal(await answerBy(server, { to, body }), undefined);
  const [answer, ...others] = await said(id);
  assert.deepEqual([answer?.body, answer?.kind, answer?.sender.name], ['Ja, in grün.', 'text', 'Grace']);
  assert.deepEqual(others, []);
});

test('F2: a mail that is delivered twice, also at once, is one message; an address in capitals is the same', async () => {
  const { id, to } = await talk();
  const sent = { to: to.toUpperCase(), id: 'the-same', body: 'Once.' };
  await Promise.all([answerBy(server, sent), answerBy(server, sent)]);
  await server.evictRoom(id);
  await answerBy(server, { ...sent, to });
  assert.deepEqual(await bodies(id), ['Once.']);
});

test('F2: an answer by mail opens a closed conversation again', async () => {
  const { id, to } = await talk();
  expectStatus(
    await owner.call(`/api/conversations/${id}`, { method: 'PATCH', body: { status: 'closed' } }),
    200,
  );
  await answerBy(server, { to, body: 'One more thing.' });
  type One = { conversation: { status: string } };
  const { body } = await owner.call<One>(`/api/conversations/${id}`);
  assert.equal(body.conversation.status, 'open');
});

test('F2: HTML, other charsets and files are read; what may not be sent is named', async () => {
  const { id, to } = await talk();
  const html =
    'Content-Type: text/html; charset=utf-8\n\n<p>See <b>this</b> <script>alert(1)</script>&lt;i&gt;</p>';
  const good = await attached(picture('façade.png'));
  const evil = await attached(new File(['<svg onload=alert(1)>'], 'evil.svg', { type: 'image/svg+xml' }));
  await answerBy(server, { to, id: 'files', ...several('mixed', html, good, evil, await attached(pdf())) });
  await answerBy(server, { to, id: 'files', ...several('mixed', html, good) });
  const [answer, ...others] = await said(id);
  assert.deepEqual(others, []);
  assert.equal(answer?.body, 'See this <i>\n\n[1 file was not taken over]');
  const kinds = answer?.attachments.map(({ name, content_type }) => [name, content_type]);
  assert.deepEqual(kinds, [
    ['façade.png', 'image/png'],
    ['invoice.pdf', 'application/pdf'],
  ]);
  const file = await fetch(server.origin + answer?.attachments[0]?.url);
  assert.deepEqual(Buffer.from(await file.arrayBuffer()), Buffer.from(await picture('x').arrayBuffer()));
  const headers = { 'Content-Type': 'text/plain; charset=shift_jis', 'Content-Transfer-Encoding': 'base64' };
  await answerBy(server, { to, headers, body: Buffer.from([0x82, 0xcd, 0x82, 0xa2]).toString('base64') });
  assert.equal((await bodies(id))[1], 'はい');
});

test('F2: where visitors may not send files, their mails bring none', async () => {
  const quiet = await signUp(server.origin);
  const { id, to } = await talk(quiet);
  expectStatus(await quiet.call('/api/organization', { method: 'PATCH', body: { attachments: false } }), 200);
  await answerBy(server, {
    to,
    ...several('mixed', 'Content-Type: text/plain\n\nHere.', await attached(pdf())),
  });
  const answer = (await messages(id, quiet)).at(-1);
  assert.deepEqual([answer?.body, answer?.attachments], ['Here.\n\n[1 file was not taken over]', []]);
  assert.ok(!(await server.files()).some((key) => key.startsWith(quiet.organizationId)));
});

test('F2: what machines send is dropped, and nobody gets a mail for a mail', async () => {
  const { id, to } = await talk();
  const mails = async () => (await server.sql('SELECT id FROM mails')).length;
  const before = await mails();
  for (const headers of [
    { 'Auto-Submitted': 'auto-replied' },
    { Precedence: 'bulk' },
    { 'List-Id': '<all.example.com>' },
  ] as Record<string, string>[])
    assert.equal(await answerBy(server, { to, headers }), undefined);
  assert.equal(await answerBy(server, { to, from: 'mailer-daemon@example.com' }), undefined);
  assert.deepEqual(await bodies(id), []);
  await wait(500);
  assert.equal(await mails(), before);
  const lines = server.logs().filter((line) => line.includes('"mail_received"'));
  assert.ok(lines.some((line) => line.includes('"dropped"')));
  assert.ok(!lines.some((line) => line.includes('@') || line.includes('Grace')), 'without anybody’s words');
});

test('F2: an address that was made up, is too old or leads to nobody takes nothing', async () => {
  const { id, to, visitor } = await talk();
  const bent = to.replace(/.(?=@)/, (letter) => (letter === 'a' ? 'b' : 'a'));
  for (const other of [
    bent,
    'reply+@reply.example.com',
    `hello@${REPLY_DOMAIN}`,
    to.replace(REPLY_DOMAIN, 'x.com'),
  ])
    assert.match((await answerBy(server, { to: other })) ?? '', /takes no answers/, other);
  assert.match((await answerBy(server, { to, body: '> only\n> quoted' })) ?? '', /no text of yours/);
  assert.deepEqual(await bodies(id), []);
  type One = { conversation: { widget_customer: { id: string } } };
  const one = await owner.call<One>(`/api/conversations/${id}`);
  const customer = one.body.conversation.widget_customer.id;
  expectStatus(await owner.call(`/api/customers/${customer}`, { method: 'DELETE' }), 200);
  assert.match((await answerBy(server, { to })) ?? '', /takes no answers/);
  assert.equal((await visitor.call(`/api/widget/conversations/${id}`)).status, 404);
  assert.deepEqual(await server.sql('SELECT id FROM messages WHERE conversation_id = ?', id), []);
});

test('F2: what a mail says runs nowhere and is cut to what a message holds', async () => {
  const { id, to } = await talk();
  await answerBy(server, { to, body: `${'ü'.repeat(30_000)}` });
  const [body = ''] = await bodies(id);
  assert.ok([...body].length <= 10_000 && body.endsWith('…'));
});

test('F2: one conversation takes so many mails in a minute', async () => {
  const { id, to } = await talk();
  const reasons = await Promise.all(
    Array.from({ length: 36 }, (_, n) =>
      answerBy(server, { to, headers: { Precedence: 'bulk' }, id: `flood-${n}` }),
    ),
  );
  const refused = reasons.filter((reason) => reason?.includes('wait a minute'));
  assert.ok(refused.length >= 5, `${refused.length} refused`);
  assert.deepEqual(await bodies(id), []);
});

test('F2: the database fails: words arrive all the same, files are asked for again', async () => {
  const { id, to } = await talk();
  await server.sql(
    "CREATE TRIGGER broken BEFORE INSERT ON attachments BEGIN SELECT RAISE(ABORT, 'injected'); END",
  );
  try {
    await answerBy(server, { to, body: 'Words.' });
    const files = several('mixed', 'Content-Type: text/plain\n\nAnd a file.', await attached(pdf()));
    await assert.rejects(answerBy(server, { to, id: 'late', ...files }), /Not taken|try again later/);
    assert.deepEqual(await bodies(id), ['Words.']);
    await server.sql('DROP TRIGGER broken');
    await answerBy(server, { to, id: 'late', ...files });
  } finally {
    await server.sql('DROP TRIGGER IF EXISTS broken');
  }
  const [, late] = await said(id);
  assert.deepEqual([late?.body, late?.attachments.length], ['And a file.', 1]);
  await until(
    () => server.sql("SELECT id FROM messages WHERE conversation_id = ? AND sender_kind = 'visitor'", id),
    ({ length }) => length === 3,
  );
});

test('F2: without a domain for answers, mails say nothing of any, and none is taken', async () => {
  await using other = await startServer({ ...shown, MAIL_PATIENCE: '300' }, { limited: false });
  const { to } = await talk();
  assert.match((await answerBy(other, { to })) ?? '', /takes no answers/);
});
