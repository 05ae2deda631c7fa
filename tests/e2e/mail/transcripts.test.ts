// F2, W16: a conversation as mail, for its visitor and from the inbox.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { mailTo, shown } from '../../support/accounts.ts';
import {
  type Client,
  converse,
  expectStatus,
  type Owner,
  signUp,
  type Visitor,
  visit,
} from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

type Problem = { code: string; errors?: { field: string; code: string }[] };

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer({ ...shown, LIMIT_MESSAGES: '1000' });
  owner = await signUp(server.origin);
});

after(() => server.close());

const address = () => `${randomUUID()}@example.com`;

const ask = (who: Visitor, id: string, email: string) =>
  who.call<Problem>(`/api/widget/conversations/${id}/transcript`, { body: { email } });

const send = (who: Client, id: string, email: string) =>
  who.call<Problem>(`/api/conversations/${id}/transcript`, { body: { email } });

const say = async (who: Client, id: string, body: string, kind?: string) =>
  expectStatus(
    await who.call(`/api/conversations/${id}/messages`, { body: { clientId: randomUUID(), body, kind } }),
    201,
  );

const count = async (email: string): Promise<number> =>
  (await server.sql('SELECT id FROM mails WHERE recipient = ?', email)).length;

test('W16: a visitor gets the conversation as mail, in their language, without notes', async () => {
  expectStatus(
    await owner.call('/api/organization', { method: 'PATCH', body: { timezone: 'Asia/Kolkata' } }),
    200,
  );
  const visitor = await visit(server.origin, owner.widgetKey, { language: 'de-AT' });
  const id = await converse(visitor);
  await say(owner, id, 'Two <b>are</b> left.\nShall I keep one?');
  await say(owner, id, 'a difficult one', 'note');
  const email = address();
  expectStatus(await ask(visitor, id, email.toUpperCase()), 204);
  const [mail] = await mailTo(server.origin, email, 'transcript');
  assert.equal(mail?.subject, 'Ihre Unterhaltung mit Fern & Oak');
  for (const words of [
    'Hello',
    'Two <b>are</b> left.\nShall I keep one?',
    'Asia/Kolkata',
    'Ada Marsh ist dazugekommen',
  ])
    assert.ok(mail?.text.includes(words), `${words} in ${mail?.text}`);
  const html = String(mail?.html);
  assert.ok(html.includes('<html lang="de">') && html.includes('&lt;b&gt;are&lt;/b&gt; left.<br>'));
  assert.ok(!html.includes('difficult') && !mail?.text.includes('difficult'));
  const clock = new Date().toLocaleTimeString('en-GB', {
    timeZone: 'Asia/Kolkata',
    hour: '2-digit',
    minute: '2-digit',
  });
  assert.ok(html.includes(`>${clock.slice(0, 3)}`), `${clock} in ${html}`);
});

test('W16: asked for twice at once, a transcript is one mail; of other people’s there is none', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  const email = address();
  const answers = await Promise.all([
    ask(visitor, id, email),
    ask(visitor, id, email),
    ask(visitor, id, email),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [204, 204, 204],
  );
  assert.equal(await count(email), 1);
  const wrong = await ask(visitor, id, 'nobody');
  assert.deepEqual([wrong.status, wrong.body.errors?.[0]?.field], [422, 'email']);
  const eve = await visit(server.origin, owner.widgetKey);
  assert.equal((await ask(eve, id, address())).status, 404);
});

test('F2: an agent sends a transcript; somebody else’s organization cannot', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  await say(owner, id, 'a note of ours', 'note');
  const email = address();
  expectStatus(await send(owner, id, email), 204);
  const [mail] = await mailTo(server.origin, email, 'transcript');
  assert.ok(mail?.text.includes('Hello') && !mail.text.includes('a note of ours'));
  assert.equal((await send(await signUp(server.origin), id, address())).status, 404);
  assert.equal((await send(owner, randomUUID(), address())).status, 404);
});

test('F2: of one conversation only so many transcripts leave in an hour', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  for (let n = 0; n < 5; n += 1) expectStatus(await ask(visitor, id, address()), 204);
  const refused = await ask(visitor, id, address());
  assert.deepEqual([refused.status, refused.body.code], [429, 'rate_limited']);
  assert.ok(Number(refused.headers.get('retry-after')) > 0);
});

test('F2: a long conversation is cut at its beginning, and says so', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  for (let n = 0; n < 40; n += 1) await say(owner, id, `no. ${n}. ${'long '.repeat(1_990)}`);
  const email = address();
  expectStatus(await send(owner, id, email), 204);
  const [mail] = await mailTo(server.origin, email, 'transcript');
  const { text = '', html = '' } = mail ?? {};
  assert.ok(text.includes('no. 39.') && !text.includes('Hello'));
  assert.match(text, /these are the last messages/);
  for (const line of `${text}\n${html}`.split('\n')) assert.ok(Buffer.byteLength(line) < 998, line);
});

test('V7: a transcript that waits to be sent is forgotten with its conversation', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  const email = address();
  expectStatus(await ask(visitor, id, email), 204);
  const { body } = await owner.call<{ conversation: { widget_customer: { id: string } } }>(
    `/api/conversations/${id}`,
  );
  const customer = body.conversation.widget_customer.id;
  expectStatus(await owner.call(`/api/customers/${customer}`, { method: 'DELETE' }), 200);
  assert.equal(await count(email), 0);
});

test('F2: without a sender nobody is told that a mail is on its way', async () => {
  await using other = await startServer();
  const somebody = await signUp(other.origin);
  const visitor = await visit(other.origin, somebody.widgetKey);
  const id = await converse(visitor);
  const email = address();
  const answer = await ask(visitor, id, email);
  assert.deepEqual([answer.status, answer.body.code], [409, 'mail_not_set_up']);
  assert.deepEqual(await other.sql('SELECT id FROM mails WHERE recipient = ?', email), []);
});
