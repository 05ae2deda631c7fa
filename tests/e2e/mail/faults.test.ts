// F2: what fails while mails are on their way. None is lost; one that may have been sent is sent again under its own name.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  converse,
  converseWithEmail,
  expectStatus,
  type Owner,
  signUp,
  visit,
} from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { until } from '../../support/wait.ts';

const HEADER = 'x-chatdesk-mail';

let server: TestServer;

before(async () => {
  const vars = { MAIL_FROM: 'hello@chat.example.com', MAIL_PATIENCE: '300' };
  server = await startServer(vars, { main: 'tests/support/failing-mail.mjs' });
});
after(() => server.close());

interface Sent {
  to: string;
  subject: string;
  headers: Record<string, string>;
}

/** What was sent to somebody; from then on the binding fails as asked. */
async function sentTo(email: string, failing = ''): Promise<Sent[]> {
  const response = await fetch(`${server.origin}/api/post${failing && `?failing=${failing}`}`);
  return ((await response.json()) as Sent[]).filter(({ to }) => to === email);
}

const failing = (how: '' | 'before' | 'after') => sentTo('', how);

interface Row {
  [name: string]: unknown;
  id: string;
  text: string | null;
  attempts: number;
  sent_at: number | null;
  next_attempt_at: number | null;
}
const rows = (email: string, kind: string) =>
  server.sql<Row>('SELECT * FROM mails WHERE recipient = ? AND kind = ?', email, kind);

const row = async (email: string, kind: string, wanted: (row: Row) => boolean): Promise<Row> => {
  const found = await until(
    () => rows(email, kind),
    ([row]) => !!row && wanted(row),
  );
  assert.equal(found.length, 1, kind);
  return found[0] as Row;
};

/** A minute or a lease later. */
async function later(): Promise<void> {
  await server.sql('UPDATE mails SET next_attempt_at = 1 WHERE next_attempt_at IS NOT NULL');
  await server.scheduled();
}

const talk = (owner: Owner) => converseWithEmail(server.origin, owner);

/** What makes a mail of each kind, and to whom it goes. */
const makers: Record<string, (owner: Owner) => Promise<string>> = {
  message_received: async (owner) => (await talk(owner)).email,
  missed_reply: async (owner) => {
    const off = { method: 'PATCH', body: { offlineMail: false } };
    expectStatus(await owner.call('/api/organization', off), 200);
    const { email, id } = await talk(owner);
    const body = { clientId: randomUUID(), body: 'Here I am.' };
    expectStatus(await owner.call(`/api/conversations/${id}/messages`, { body }), 201);
    return email;
  },
  transcript: async (owner) => {
    const id = await converse(await visit(server.origin, owner.widgetKey));
    const email = `${randomUUID()}@example.com`;
    expectStatus(await owner.call(`/api/conversations/${id}/transcript`, { body: { email } }), 204);
    return email;
  },
  waiting: async (owner) => {
    await waits(owner);
    await server.scheduled();
    return owner.email;
  },
};

/** Somebody who has waited for long. */
async function waits(owner: Owner): Promise<void> {
  const id = await converse(await visit(server.origin, owner.widgetKey));
  await until(
    () => server.sql('SELECT id FROM conversations WHERE id = ? AND waiting_since IS NOT NULL', id),
    ({ length }) => length === 1,
  );
  const since = new Date(Date.now() - 20 * 60_000).toISOString();
  const older = "UPDATE conversations SET summary = json_set(summary, '$.waiting_since', ?) WHERE id = ?";
  await server.sql(older, since, id);
}

for (const [kind, make] of Object.entries(makers)) {
  test(`F2: ${kind}: the binding fails, and the mail is sent once it works, once`, async () => {
    await failing('before');
    const email = await make(await signUp(server.origin));
    const waiting = await row(email, kind, ({ attempts }) => attempts === 1);
    assert.ok(waiting.text && waiting.next_attempt_at && !waiting.sent_at);
    assert.deepEqual(await sentTo(email), []);
    await later();
    const done = await row(email, kind, ({ sent_at }) => sent_at !== null);
    assert.deepEqual([done.text, done.next_attempt_at], [null, null]);
    await later();
    assert.equal((await sentTo(email)).length, 1);
  });

  test(`F2: ${kind}: nobody noted that it was sent, and it comes again under the same name`, async () => {
    await failing('');
    const broken = 'CREATE TRIGGER broken BEFORE UPDATE OF sent_at ON mails';
    await server.sql(`${broken} BEGIN SELECT RAISE(ABORT, 'injected'); END`);
    let email: string;
    try {
      email = await make(await signUp(server.origin));
      await until(
        () => sentTo(email),
        ({ length }) => length === 1,
      );
      const unknown = await row(email, kind, ({ attempts }) => attempts === 0);
      assert.ok(unknown.next_attempt_at, 'it is due again by itself');
    } finally {
      await server.sql('DROP TRIGGER broken');
    }
    await later();
    await row(email, kind, ({ sent_at }) => sent_at !== null);
    await later();
    const names = (await sentTo(email)).map(({ headers }) => headers[HEADER]);
    assert.equal(names.length, 2);
    assert.equal(names[0], names[1]);
  });

  test(`F2: ${kind}: the binding fails after it has sent, and the mail comes again under the same name`, async () => {
    await failing('after');
    const email = await make(await signUp(server.origin));
    await row(email, kind, ({ attempts }) => attempts === 1);
    await failing('');
    await later();
    await row(email, kind, ({ sent_at }) => sent_at !== null);
    const names = (await sentTo(email)).map(({ headers }) => headers[HEADER]);
    assert.deepEqual([names.length, new Set(names).size], [2, 1]);
  });
}

test('F2: the database refuses a transcript: whoever asked hears of it, and asks again', async () => {
  await failing('');
  const owner = await signUp(server.origin);
  const id = await converse(await visit(server.origin, owner.widgetKey));
  const email = `${randomUUID()}@example.com`;
  const ask = () => owner.call(`/api/conversations/${id}/transcript`, { body: { email } });
  await server.sql("CREATE TRIGGER broken BEFORE INSERT ON mails BEGIN SELECT RAISE(ABORT, 'injected'); END");
  assert.ok((await ask()).status >= 500);
  await server.sql('DROP TRIGGER broken');
  expectStatus(await ask(), 204);
  await row(email, 'transcript', ({ sent_at }) => sent_at !== null);
  assert.equal((await sentTo(email)).length, 1);
});

test('I10: the database fails before or after a mail about who waits is written: it is sent once', async () => {
  await failing('');
  for (const event of ['INSERT ON mails', 'UPDATE OF waiting_mailed_at ON memberships']) {
    const owner = await signUp(server.origin);
    await server.sql(`CREATE TRIGGER broken BEFORE ${event} BEGIN SELECT RAISE(ABORT, 'injected'); END`);
    await waits(owner);
    await server.scheduled();
    await server.sql('DROP TRIGGER broken');
    assert.deepEqual(await sentTo(owner.email), [], event);
    for (let runs = 0; runs < 3; runs += 1) await later();
    await row(owner.email, 'waiting', ({ sent_at }) => sent_at !== null);
    assert.equal((await sentTo(owner.email)).length, 1, event);
  }
});
