// I10: people who wait for an answer are mailed to agents who are not there.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { employ } from '../../../bench/inbox/agents.mjs';
import { join, type Mail, mailTo, type Person, shown } from '../../support/accounts.ts';
import { call, converse, expectStatus, type Owner, signUp, visit } from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { inboxSocket } from '../../support/socket.ts';
import { until } from '../../support/wait.ts';

const MINUTE = 60_000;

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer(shown, { limited: false });
});
after(() => server.close());

const start = async (): Promise<void> => {
  owner = await signUp(server.origin);
};

/** Somebody writes, and has waited for so many minutes by now. */
async function wait(minutes: number, departmentId?: string): Promise<string> {
  const id = await converse(await visit(server.origin, owner.widgetKey));
  if (departmentId)
    expectStatus(
      await owner.call(`/api/conversations/${id}`, { method: 'PATCH', body: { departmentId } }),
      200,
    );
  type Row = { waiting_since: string | null; department_id: string | null };
  await until(
    () => server.sql<Row>('SELECT waiting_since, department_id FROM conversations WHERE id = ?', id),
    ([row]) => !!row?.waiting_since && row.department_id === (departmentId ?? null),
  );
  await age(id, minutes);
  return id;
}

const age = (id: string, minutes: number) =>
  server.sql(
    "UPDATE conversations SET summary = json_set(summary, '$.waiting_since', ?) WHERE id = ?",
    new Date(Date.now() - minutes * MINUTE).toISOString(),
    id,
  );

const mails = async (email: string): Promise<Mail[]> => {
  const { body } = await call<{ items: Mail[] }>(server.origin, '/api/dev/mails');
  return body.items.filter((mail) => mail.to === email && mail.kind === 'waiting');
};

const idOf = async (who: Person) => (await who.call<{ agent: { id: string } }>('/api/auth/me')).body.agent.id;

const wish = (who: Owner | Person, body: object) =>
  who.call<Record<string, unknown>>('/api/agents/me/notifications', { method: 'PATCH', body });

test('I10: all who wait are in one mail, once, and anew only for somebody new after half an hour', async () => {
  await start();
  await wait(20);
  await wait(30);
  await wait(3);
  await server.scheduled();
  const [mail] = await mailTo(server.origin, owner.email, 'waiting');
  assert.equal(mail?.subject, '2 people wait for an answer at Fern & Oak');
  assert.ok(mail?.text.includes('for 20 min:\nHello') && mail.text.includes(`${server.origin}/inbox`));
  await wait(40);
  await server.scheduled();
  assert.equal((await mails(owner.email)).length, 1, 'not again so soon');
  const moved = 'UPDATE memberships SET waiting_mailed_at = waiting_mailed_at - ? WHERE organization_id = ?';
  await server.sql(moved, 31 * MINUTE, owner.organizationId);
  await server.scheduled();
  assert.equal((await mails(owner.email)).length, 2, 'somebody has waited long enough since');
  await server.sql(moved, 31 * MINUTE, owner.organizationId);
  await server.sql(
    'UPDATE memberships SET waiting_mailed_at = ? WHERE organization_id = ?',
    Date.now() - 31 * MINUTE,
    owner.organizationId,
  );
  await server.sql('DELETE FROM conversations WHERE organization_id = ?', owner.organizationId);
  await wait(70);
  await server.scheduled();
  assert.equal((await mails(owner.email)).length, 2, 'who is known to wait is no news');
});

test('I10: nobody is mailed about what was read or answered, nor while they are here, unless they want to', async () => {
  await start();
  const [read, answered] = [await wait(20), await wait(20)];
  expectStatus(await owner.call(`/api/conversations/${read}/read`, { body: { seq: 1 } }), 204);
  const body = { clientId: randomUUID(), body: 'Hello' };
  expectStatus(await owner.call(`/api/conversations/${answered}/messages`, { body }), 201);
  await until(
    () =>
      server.sql(
        'SELECT id FROM conversations WHERE organization_id = ? AND waiting_since IS NOT NULL AND unread > 0',
        owner.organizationId,
      ),
    (rows) => rows.length === 0,
  );
  await server.scheduled();
  assert.equal((await mails(owner.email)).length, 0);

  await wait(20);
  await using inbox = await inboxSocket(server.origin, owner.cookie);
  await inbox.next('welcome');
  await server.scheduled();
  assert.equal((await mails(owner.email)).length, 0, 'they are here');
  expectStatus(await wish(owner, { waitingMail: 'always' }), 200);
  await server.scheduled();
  assert.equal((await mails(owner.email)).length, 1);
});

test('V7: who is forgotten is in no mail that still waits; others in it are told of anew', async () => {
  await start();
  await wait(20);
  const said = `a secret ${randomUUID()}`;
  const forgotten = await wait(25);
  const words = "UPDATE conversations SET summary = json_set(summary, '$.last_message.body', ?) WHERE id = ?";
  await server.sql(words, said, forgotten);
  await server.scheduled();
  const [mail] = await mails(owner.email);
  assert.ok(mail?.text.includes(said));
  type One = { conversation: { widget_customer: { id: string } } };
  const one = await owner.call<One>(`/api/conversations/${forgotten}`);
  const customer = one.body.conversation.widget_customer.id;
  expectStatus(await owner.call(`/api/customers/${customer}`, { method: 'DELETE' }), 200);
  assert.ok(
    !JSON.stringify(await server.sql('SELECT * FROM mails')).includes(said),
    'nothing of them is left',
  );
  await server.scheduled();
  const [again, ...more] = await mails(owner.email);
  assert.equal(again?.subject, 'Somebody waits for an answer at Fern & Oak');
  assert.deepEqual(more, []);
  assert.ok(!again?.text.includes(said));
});

test('I10: a department’s people are mailed, others not; nor who wants no mail, or wants it later', async () => {
  await start();
  const [sales, later, never] = [
    await join(server, owner),
    await join(server, owner),
    await join(server, owner),
  ];
  const made = await owner.call<{ id: string }>('/api/departments', {
    body: { name: 'Sales', members: await Promise.all([sales, later, never].map(idOf)) },
  });
  expectStatus(made, 201);
  expectStatus(await wish(later, { waitingMailMinutes: 60 }), 200);
  expectStatus(await wish(never, { waitingMail: 'off' }), 200);
  await wait(20, made.body.id);
  await server.scheduled();
  const count = async () =>
    Promise.all([sales, later, never, owner].map(async ({ email }) => (await mails(email)).length));
  assert.deepEqual(await count(), [1, 0, 0, 0]);
});

test('I10: wishes are one’s own, kept, and checked; a press in the mail ends them', async () => {
  await start();
  const read = () => owner.call<Record<string, unknown>>('/api/agents/me/notifications');
  assert.deepEqual((await read()).body, { waiting_mail: 'away', waiting_mail_minutes: 15 });
  expectStatus(await wish(owner, { waitingMail: 'always', waitingMailMinutes: 5 }), 200);
  const wrong = await wish(owner, { waitingMailMinutes: 7 });
  assert.equal(wrong.status, 422);
  assert.deepEqual((await read()).body, { waiting_mail: 'always', waiting_mail_minutes: 5 });
  await wait(20);
  await server.scheduled();
  const [mail] = (await mailTo(server.origin, owner.email, 'waiting')) as (Mail & { unsubscribe?: string })[];
  const answer = await fetch(mail?.unsubscribe ?? '', { method: 'POST' });
  assert.equal(answer.status, 200);
  assert.deepEqual((await read()).body, { waiting_mail: 'off', waiting_mail_minutes: 5 });
  assert.equal((await call(server.origin, '/api/agents/me/notifications')).status, 401);
});

test('I10: many who are here keep nobody elsewhere from hearing of those who wait', async () => {
  await start();
  const ask = ({ sql, values }: { sql: string; values: unknown[] }) => server.sql(sql, ...values);
  const cookies = await employ({ ask }, owner.organizationId, 205);
  await wait(20);
  await Promise.all(cookies.map((cookie) => inboxSocket(server.origin, cookie)));
  await start();
  await wait(20);
  const run = async () => {
    await server.scheduled();
    return await mails(owner.email);
  };
  await until(run, (told) => told.length === 1);
});
