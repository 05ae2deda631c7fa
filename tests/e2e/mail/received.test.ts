// F2: who leaves a message while nobody is there, and is gone, hears by mail that it was received.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Mail, mailTo, shown } from '../../support/accounts.ts';
import {
  call,
  converse,
  converseWithEmail,
  expectStatus,
  type Owner,
  signUp,
  visit,
  type WithEmail,
} from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { inboxSocket, visitorSocket } from '../../support/socket.ts';
import { until } from '../../support/wait.ts';

const PATIENCE = 2_500;

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer({ ...shown, MAIL_PATIENCE: String(PATIENCE) }, { limited: false });
  owner = await signUp(server.origin);
});
after(() => server.close());

const leave = (by = owner, more: WithEmail = {}) =>
  converseWithEmail(server.origin, by, { said: 'Buy <pills>', ...more });

const received = async (email: string): Promise<Mail> =>
  (await mailTo(server.origin, email, 'message_received'))[0] as Mail;

const count = async (email: string) =>
  (await server.sql("SELECT id FROM mails WHERE recipient = ? AND kind = 'message_received'", email)).length;

const nothingComes = async (email: string) => {
  await wait(PATIENCE + 1_500);
  assert.equal(await count(email), 0);
};

test('F2: who left a message hears of it once, in their language, with the way back and nothing they wrote', async () => {
  const { visitor, email, id } = await leave(owner, { language: 'de-AT' });
  const mail = await received(email);
  assert.equal(mail.subject, 'Fern & Oak hat Ihre Nachricht bekommen');
  const words = `${mail.subject}${mail.text}${mail.html}`;
  assert.ok(
    !words.includes('pills') && !words.includes('Grace'),
    'nobody sends strangers words of their own',
  );
  const [, token = ''] = /#resume=([\w-]+)\n/.exec(mail.text) ?? [];
  const again = { clientId: randomUUID(), body: 'Anybody?' };
  expectStatus(await visitor.call(`/api/widget/conversations/${id}/messages`, { body: again }), 201);
  await server.evictRoom(id);
  await wait(PATIENCE + 1_000);
  assert.equal(await count(email), 1, 'once in a conversation');
  type Init = { conversation: { id: string } | null };
  const body = { widgetKey: owner.widgetKey, identityToken: token };
  const init = expectStatus(await call<Init>(server.origin, '/api/widget/init', { body }), 201);
  assert.equal(init.body.conversation?.id, id);
});

test('F2: it comes also when the room has slept meanwhile', async () => {
  const { email, id } = await leave();
  await server.evictRoom(id);
  assert.ok((await received(email)).subject.includes('has got your message'));
});

test('F2: who is still there, was answered or left no address gets none', async () => {
  const here = await leave();
  await using socket = await visitorSocket(server.origin, here.id, here.visitor.token);
  await socket.next('welcome');
  const answered = await leave();
  const body = { clientId: randomUUID(), body: 'Here I am.' };
  expectStatus(await owner.call(`/api/conversations/${answered.id}/messages`, { body }), 201);
  const nobody = await converse(await visit(server.origin, owner.widgetKey));
  await nothingComes(here.email);
  assert.equal(await count(answered.email), 0);
  const rows = 'SELECT id FROM mails WHERE conversation_id = ?';
  assert.deepEqual(await server.sql(rows, nobody), []);
  socket.close();
  await until(
    () => count(here.email),
    (mails) => mails === 1,
  );
});

test('F2: while an agent is there nobody is told that nobody is; outside hours they are', async () => {
  const staffed = await signUp(server.origin);
  await using agent = await inboxSocket(server.origin, staffed.cookie);
  await agent.next('welcome');
  const open = await leave(staffed);
  await nothingComes(open.email);
  type List = { items: { id: string }[] };
  const [widget] = (await staffed.call<List>('/api/widgets')).body.items;
  const days = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  const hours = { businessHours: { timezone: 'UTC', days, holidays: [] } };
  expectStatus(await staffed.call(`/api/widgets/${widget?.id}`, { method: 'PATCH', body: hours }), 200);
  const closed = await leave(staffed);
  assert.ok((await received(closed.email)).text.includes('Nobody is here'));
});

test('F2: an organization can turn it off; who unsubscribed gets none', async () => {
  const quiet = await signUp(server.origin);
  const off = { method: 'PATCH', body: { offlineMail: false } };
  expectStatus(await quiet.call('/api/organization', off), 200);
  await nothingComes((await leave(quiet)).email);
  const first = await leave();
  const { unsubscribe = '' } = (await received(first.email)) as Mail & { unsubscribe?: string };
  assert.equal((await fetch(unsubscribe, { method: 'POST' })).status, 200);
  const second = await leave(owner, { email: first.email });
  await wait(PATIENCE + 1_500);
  assert.deepEqual([await count(second.email)], [1]);
});

test('F2: the database fails meanwhile: it comes later, once', async () => {
  const broken = "CREATE TRIGGER broken BEFORE INSERT ON mails BEGIN SELECT RAISE(ABORT, 'injected'); END";
  await server.sql(broken);
  const { email, id, visitor } = await leave();
  await wait(PATIENCE + 800);
  assert.equal(await count(email), 0);
  await server.sql('DROP TRIGGER broken');
  await server.evictRoom(id);
  // The room looks again after a minute; something else that happens makes it look at once.
  const body = { clientId: randomUUID(), body: 'Anybody?' };
  expectStatus(await visitor.call(`/api/widget/conversations/${id}/messages`, { body }), 201);
  await until(
    () => count(email),
    (mails) => mails === 1,
    90_000,
  );
});
