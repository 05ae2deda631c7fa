// F1: what files take: no more than the plan has room for, nothing that is left behind, nothing twice.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Attachment, Storage } from '../../widget/protocol/generated.ts';
import { converse, expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { pdf, picture, type Upload, upload } from '../support/files.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { until } from '../support/wait.ts';

let server: TestServer;

before(async () => {
  server = await startServer({}, { main: 'tests/support/failing-files.mjs' });
});
after(() => server.close());

const GIGABYTE = 1024 ** 3;

const asVisitor = ({ token }: Visitor, given: Upload = {}) =>
  upload(server.origin, '/api/widget/upload', { authorization: `Bearer ${token}` }, given);
const asAgent = ({ cookie }: Owner, given: Upload = {}) =>
  upload(server.origin, '/api/upload', { cookie }, given);
const taken = async (visitor: Visitor, given: Upload = {}): Promise<Attachment> =>
  expectStatus(await asVisitor(visitor, given), 201).body.attachment;

const storage = async (owner: Owner) => (await owner.call<Storage>('/api/organization/storage')).body;
const used = async (owner: Owner) => (await storage(owner)).used;
const stored = async (owner: Owner) =>
  (await server.files()).filter((key) => key.startsWith(owner.organizationId));
const say = (visitor: Visitor, id: string, files: Attachment[], clientId: string = randomUUID()) =>
  visitor.call(`/api/widget/conversations/${id}/messages`, {
    body: { clientId, body: '', attachments: files.map((file) => file.id) },
  });

/** What the bucket does not do until the work is done. */
async function failing<T>(what: string, work: () => Promise<T>): Promise<T> {
  const set = (files: string) => fetch(`${server.origin}/api/failing${files && `?files=${files}`}`);
  await set(what);
  try {
    return await work();
  } finally {
    await set('');
  }
}

/** What the database does not do until the work is done. */
async function refusing<T>(event: string, work: () => Promise<T>): Promise<T> {
  await server.sql(`CREATE TRIGGER fail BEFORE ${event} BEGIN SELECT RAISE(ABORT, 'injected'); END`);
  try {
    return await work();
  } finally {
    await server.sql('DROP TRIGGER fail');
  }
}

const customerOf = async ({ visitorId }: Visitor) => {
  const query = 'SELECT id FROM widget_customers WHERE visitor_id = ?';
  return (await server.sql<{ id: string }>(query, visitorId))[0]?.id ?? '';
};
const erase = async (owner: Owner, visitor: Visitor) =>
  owner.call(`/api/customers/${await customerOf(visitor)}`, { method: 'DELETE' });

test('A7, F1: each plan has room for so much, and says how much is taken', async () => {
  const owner = await signUp(server.origin);
  assert.deepEqual(await storage(owner), { used: 0, limit: 5 * GIGABYTE });
  const visitor = await visit(server.origin, owner.widgetKey);
  const files = [await taken(visitor), await taken(visitor, { file: pdf() })];
  const sum = files.reduce((sum, { size }) => sum + size, 0);
  assert.deepEqual(await storage(owner), { used: sum, limit: 5 * GIGABYTE });
  for (const [plan, limit] of [
    ['free', GIGABYTE],
    ['pro', 50 * GIGABYTE],
    ['enterprise', null],
  ]) {
    await server.sql('UPDATE organizations SET plan = ? WHERE id = ?', plan, owner.organizationId);
    assert.deepEqual(await storage(owner), { used: sum, limit });
  }
  assert.equal(await used(await signUp(server.origin)), 0, 'others have their own');
});

test('F1: what does not fit is refused, to the byte, also when all come at once; what is taken away makes room', async () => {
  const owner = await signUp(server.origin);
  const visitor = await visit(server.origin, owner.widgetKey);
  const { size } = picture();
  const fill = (room: number) =>
    server.sql(
      'UPDATE organizations SET stored_bytes = ? WHERE id = ?',
      5 * GIGABYTE - room,
      owner.organizationId,
    );
  await fill(size - 1);
  for (const answer of [await asVisitor(visitor), await asAgent(owner)])
    assert.deepEqual([answer.status, answer.body.code], [413, 'storage_full']);
  assert.deepEqual(await stored(owner), []);
  await fill(3 * size);
  const crowd = await Promise.all(Array.from({ length: 10 }, () => visit(server.origin, owner.widgetKey)));
  const answers = await Promise.all(crowd.map((one) => asVisitor(one)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [
    ...Array(3).fill(201),
    ...Array(7).fill(413),
  ]);
  assert.equal((await stored(owner)).length, 3);
  assert.equal(await used(owner), 5 * GIGABYTE);
  const lucky = crowd.find((_, n) => answers[n]?.status === 201) as Visitor;
  expectStatus(await erase(owner, lucky), 200);
  assert.equal(await used(owner), 5 * GIGABYTE - size);
  assert.equal((await asVisitor(visitor)).status, 201);
  await server.sql("UPDATE organizations SET plan = 'enterprise' WHERE id = ?", owner.organizationId);
  assert.equal((await asVisitor(visitor)).status, 201, 'without an end');
});

test('F1: an organization says how large files of visitors may be; its agents may send all that are taken', async () => {
  const owner = await signUp(server.origin);
  const change = (attachmentMegabytes: unknown) =>
    owner.call('/api/organization', { method: 'PATCH', body: { attachmentMegabytes } });
  expectStatus(await change(1), 200);
  for (const wrong of [0, 11, -1, 1.5, '5']) assert.equal((await change(wrong)).status, 422, String(wrong));
  const visitor = await visit(server.origin, owner.widgetKey);
  const config = await visitor.call(`/api/widget/config?key=${owner.widgetKey}`);
  assert.equal(config.body.attachment_megabytes, 1);
  const most = pdf('most.pdf', 1024 ** 2 - 9);
  assert.equal((await taken(visitor, { file: most })).size, 1024 ** 2);
  const { status, body } = await asVisitor(visitor, { file: pdf('more.pdf', 1024 ** 2) });
  assert.deepEqual([status, body.code], [413, 'file_too_large']);
  expectStatus(await asAgent(owner, { file: pdf('more.pdf', 1024 ** 2) }), 201);
  expectStatus(await change(null), 200);
  expectStatus(await asVisitor(visitor, { file: pdf('more.pdf', 1024 ** 2) }), 201);
});

test('F1: the same upload again is the same file, once, also after it was sent', async () => {
  const owner = await signUp(server.origin);
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  const given = { clientId: randomUUID(), file: picture('photo.png', 640, 480) };
  const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => asVisitor(visitor, given)));
  const file = first?.body.attachment as Attachment;
  for (const { status, body } of others) assert.deepEqual([status < 202, body.attachment], [true, file]);
  assert.deepEqual([(await stored(owner)).length, await used(owner)], [1, file.size]);
  const other = await asVisitor(visitor, { ...given, file: pdf() });
  assert.deepEqual([other.status, other.body.code], [409, 'client_id_conflict']);
  const neighbour = await visit(server.origin, owner.widgetKey);
  assert.notEqual((await taken(neighbour, given)).id, file.id, 'another person’s is another file');
  expectStatus(await say(visitor, id, [file]), 201);
  const again = await asVisitor(visitor, given);
  assert.deepEqual([again.status, again.body.attachment.id], [200, file.id]);
  assert.equal((await say(visitor, id, [file])).status, 422, 'it is in a message already');
  const wrong = await asVisitor(visitor, { ...given, clientId: 'one' });
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'invalid_input']);
  for (let n = 0; n < 30; n++) await asVisitor(neighbour, { clientId: randomUUID() });
  assert.equal((await asVisitor(neighbour, given)).status, 200, 'it needs no place of its own');
});

test('F1: what the bucket did not take can be sent again; what it took unnoticed is there once', async () => {
  const owner = await signUp(server.origin);
  const visitor = await visit(server.origin, owner.widgetKey);
  for (const what of ['put', 'put,late']) {
    const given = { clientId: randomUUID(), file: picture(`${what}.png`) };
    const refused = await failing(what, () => asVisitor(visitor, given));
    assert.deepEqual([refused.status, refused.body.code], [503, 'unavailable'], what);
    const { body } = expectStatus(await asVisitor(visitor, given), 200);
    assert.equal((await fetch(server.origin + body.attachment.url)).status, 200);
  }
  assert.equal((await stored(owner)).length, 2);
  assert.equal(await used(owner), 2 * picture().size);
});

test('F1: what the database did not note is not stored', async () => {
  const owner = await signUp(server.origin);
  const visitor = await visit(server.origin, owner.widgetKey);
  const given = { clientId: randomUUID() };
  const refused = await refusing('INSERT ON attachments', () => asVisitor(visitor, given));
  assert.ok(refused.status >= 500, String(refused.status));
  assert.deepEqual([await stored(owner), await used(owner)], [[], 0]);
  expectStatus(await asVisitor(visitor, given), 201);
});

/** A conversation with a file, and one that waits to be sent. */
async function conversed(owner: Owner): Promise<{ visitor: Visitor; id: string; files: Attachment[] }> {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  const files = [await taken(visitor, { conversationId: id }), await taken(visitor, { file: pdf() })];
  expectStatus(await say(visitor, id, files.slice(0, 1)), 201);
  return { visitor, id, files };
}

for (const [what, fail] of [
  ['the bucket', <T>(work: () => Promise<T>) => failing('delete', work)],
  ['the bucket, having done it', <T>(work: () => Promise<T>) => failing('delete,late', work)],
  ['the database', <T>(work: () => Promise<T>) => refusing('DELETE ON attachments', work)],
] as const)
  test(`V7: a customer who is forgotten leaves no file, also when ${what} fails at first`, async () => {
    const owner = await signUp(server.origin);
    const { visitor, files } = await conversed(owner);
    assert.equal((await stored(owner)).length, 2);
    const refused = await fail(() => erase(owner, visitor));
    assert.ok(refused.status >= 500, String(refused.status));
    await fail(() => server.scheduled());
    await server.scheduled();
    assert.deepEqual([await stored(owner), await used(owner)], [[], 0]);
    for (const { url } of files) assert.equal((await fetch(server.origin + url)).status, 404);
  });

test('F1: what is kept for some time only goes with its files', async () => {
  const owner = await signUp(server.origin);
  const { id } = await conversed(owner);
  const { id: younger, files } = await conversed(owner);
  expectStatus(await owner.call('/api/organization', { method: 'PATCH', body: { retentionDays: 30 } }), 200);
  const rows = () => server.sql('SELECT last_seq FROM conversations WHERE id = ? AND last_seq = 2', id);
  await until(rows, ({ length }) => length === 1);
  const month = Date.now() - 31 * 86_400_000;
  await server.sql('UPDATE conversations SET updated_at = ? WHERE id = ?', month, id);
  await failing('delete', () => server.scheduled());
  assert.equal((await stored(owner)).length, 4, 'not yet');
  await server.scheduled();
  assert.equal((await stored(owner)).length, 3, 'what was not sent has a day');
  assert.ok(
    (await stored(owner)).some((key) => key.endsWith(files[0]?.id ?? '')),
    younger,
  );
  const [{ sum }] = (await server.sql<{ sum: number }>(
    'SELECT SUM(size) AS sum FROM attachments WHERE organization_id = ?',
    owner.organizationId,
  )) as [{ sum: number }];
  assert.equal(await used(owner), sum);
});

test('F1: an upload that ends after its sender was forgotten leaves nothing for ever', async () => {
  const owner = await signUp(server.origin);
  const { visitor, files } = await conversed(owner);
  expectStatus(await erase(owner, visitor), 200);
  assert.deepEqual(await stored(owner), []);
  // As if it had been on its way while all else went.
  await server.keep(`${owner.organizationId}/${files[1]?.id}`, 'late');
  await server.scheduled();
  assert.equal((await stored(owner)).length, 1, 'it may still be coming');
  await server.sql('UPDATE removed_files SET removed_at = removed_at - 3600001');
  await failing('delete', () => server.scheduled());
  assert.equal((await stored(owner)).length, 1);
  await server.scheduled();
  assert.deepEqual(await stored(owner), []);
  const left = await server.sql(
    'SELECT id FROM removed_files WHERE organization_id = ?',
    owner.organizationId,
  );
  assert.deepEqual(left, []);
});
