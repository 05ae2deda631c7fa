// F2: an answer that a visitor does not see comes by mail, with a way back into the conversation.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Mail, mailTo, shown } from '../../support/accounts.ts';
import {
  call,
  converseWithEmail,
  expectStatus,
  type Owner,
  signUp,
  visit,
  type WithEmail,
} from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { visitorSocket } from '../../support/socket.ts';
import { until } from '../../support/wait.ts';

const PATIENCE = 1_500;

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer({ ...shown, MAIL_PATIENCE: String(PATIENCE) });
  owner = await signUp(server.origin);
});
after(() => server.close());

const talk = (by = owner, more: WithEmail = {}) => converseWithEmail(server.origin, by, more);

const answer = async (id: string, body: string, by = owner) =>
  expectStatus(
    await by.call<{ message: { seq: number } }>(`/api/conversations/${id}/messages`, {
      body: { clientId: randomUUID(), body },
    }),
    201,
  ).body.message.seq;

const missed = async (email: string): Promise<Mail> => {
  const [mail] = await mailTo(server.origin, email, 'missed_reply');
  return mail as Mail;
};

const count = async (email: string) =>
  (await server.sql("SELECT id FROM mails WHERE recipient = ? AND kind = 'missed_reply'", email)).length;

const nothingComes = async (email: string) => {
  await wait(PATIENCE + 1_500);
  assert.equal(await count(email), 0);
};

const linkIn = (mail: Mail) => /\/chat\/(wk_[\w-]+)#resume=([\w-]+)\n/.exec(mail.text) ?? [];

interface Init {
  session_token: string;
  visitor_id: string;
  conversation: { id: string } | null;
}
const follow = async (identityToken: string, more: object = {}) =>
  expectStatus(
    await call<Init>(server.origin, '/api/widget/init', {
      body: { widgetKey: owner.widgetKey, identityToken, ...more },
    }),
    201,
  ).body;

test('F2: what was not seen comes in one mail, also when the room has slept meanwhile', async () => {
  const { id, email } = await talk(owner, { language: 'fr' });
  await answer(id, 'Two are left.');
  await answer(id, 'Shall I <keep> one?');
  await server.evictRoom(id);
  const mail = await missed(email);
  assert.equal(mail.subject, 'Fern & Oak vous a répondu');
  assert.ok(mail.text.includes('Two are left.') && mail.text.includes('Shall I <keep> one?'));
  assert.ok(!mail.text.includes('Hello') && mail.html.includes('Shall I &lt;keep&gt; one?'));
  await wait(PATIENCE);
  assert.equal(await count(email), 1, 'and is not mailed again');
});

test('F2: nothing is mailed of what was read, to who is here, or to who left no address', async () => {
  const [reads, here, writes] = [await talk(), await talk(), await talk()];
  const seq = await answer(reads.id, 'Seen.');
  expectStatus(
    await reads.visitor.call(`/api/widget/conversations/${reads.id}/read`, { body: { seq } }),
    204,
  );
  await using socket = await visitorSocket(server.origin, here.id, here.visitor.token);
  await socket.next('welcome');
  await answer(here.id, 'Look here.');
  await answer(writes.id, 'And you?');
  expectStatus(
    await writes.visitor.call(`/api/widget/conversations/${writes.id}/messages`, {
      body: { clientId: randomUUID(), body: 'Fine.' },
    }),
    201,
  );
  for (const { email } of [reads, here, writes]) await nothingComes(email);
});

test('F2: the link lets its reader in once, in whatever browser, and to nothing once it is old', async () => {
  const { visitor, id, email } = await talk();
  await answer(id, 'Are you there?');
  const [, key, token = ''] = linkIn(await missed(email));
  assert.equal(key, owner.widgetKey);
  const first = await follow(token);
  assert.deepEqual([first.visitor_id, first.conversation?.id], [visitor.visitorId, id]);
  const messages = await call<{ items: { body: string }[] }>(
    server.origin,
    `/api/widget/conversations/${id}/messages`,
    {
      headers: { authorization: `Bearer ${first.session_token}` },
    },
  );
  assert.ok(messages.body.items.some(({ body }) => body === 'Are you there?'));

  const again = await follow(token, { visitorId: first.visitor_id, sessionToken: first.session_token });
  assert.deepEqual(
    [again.visitor_id, again.conversation?.id],
    [visitor.visitorId, id],
    'the same browser again',
  );
  const thief = await follow(token);
  assert.notEqual(thief.visitor_id, visitor.visitorId);
  assert.equal(thief.conversation, null);
  for (const bent of [`${token.slice(0, -2)}AA`, 're_', 're_x', `re_${'A'.repeat(96)}`]) {
    const nobody = await follow(bent);
    assert.equal(nobody.conversation, null, bent);
  }
});

test('F2: a link of one organization opens nothing in another; nor is it a site’s own signature', async () => {
  const { id, email } = await talk();
  await answer(id, 'Only here.');
  const [, , token = ''] = linkIn(await missed(email));
  const other = await signUp(server.origin);
  const nobody = await follow(token, { widgetKey: other.widgetKey });
  assert.equal(nobody.conversation, null);
  const stranger = await visit(server.origin, owner.widgetKey);
  assert.equal((await stranger.call('/api/widget/identify', { body: { token } })).status, 401);
  assert.equal((await follow(token)).conversation?.id, id, 'it was not used up');
});

test('F2: who unsubscribes gets no more, by one press or by their mail program', async () => {
  const { id, email } = await talk();
  await answer(id, 'First.');
  const { unsubscribe = '' } = (await missed(email)) as Mail & { unsubscribe?: string };
  assert.ok(unsubscribe.startsWith(`${server.origin}/api/mail/unsubscribe/`), unsubscribe);
  const page = await fetch(unsubscribe);
  assert.ok((await page.text()).includes('<form method="post">'));
  assert.match(page.headers.get('content-security-policy') ?? '', /form-action 'self'/);
  const refusals = () => server.sql('SELECT * FROM mail_refusals');
  assert.deepEqual(await refusals(), [], 'looking changes nothing');
  const press = () =>
    fetch(unsubscribe, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
  assert.deepEqual([(await press()).status, (await press()).status], [200, 200]);
  assert.equal((await refusals()).length, 1);
  assert.ok(!JSON.stringify(await refusals()).includes(email));
  await answer((await talk(owner, { email })).id, 'Second.');
  await wait(PATIENCE + 1_500);
  assert.equal(await count(email), 1);
  assert.equal((await fetch(`${unsubscribe}x`, { method: 'POST' })).status, 404);
});

test('F2: an organization can turn these mails off', async () => {
  const quiet = await signUp(server.origin);
  const patch = (replyMailMinutes: number | null) =>
    quiet.call('/api/organization', { method: 'PATCH', body: { replyMailMinutes } });
  assert.equal((await patch(3)).status, 422);
  expectStatus(await patch(0), 200);
  const { id, email } = await talk(quiet);
  await answer(id, 'Nobody is written to.', quiet);
  await nothingComes(email);
});

test('F2: the database fails while a mail is written: it comes once it works again, once', async () => {
  const { id, email } = await talk();
  await server.sql("CREATE TRIGGER broken BEFORE INSERT ON mails BEGIN SELECT RAISE(ABORT, 'injected'); END");
  await answer(id, 'Late but once.');
  await wait(PATIENCE + 1_000);
  assert.equal(await count(email), 0);
  await server.sql('DROP TRIGGER broken');
  await server.evictRoom(id);
  expectStatus(await owner.call(`/api/conversations/${id}`), 200);
  // The room looks again after a minute; something else that happens makes it look at once.
  await answer(id, 'And this.');
  await until(
    () => count(email),
    (mails) => mails === 1,
    90_000,
  );
  const mail = await missed(email);
  assert.ok(mail.text.includes('Late but once.'));
});
