// Files over HTTP and sockets: uploaded, sent, read by those who may, and gone when they should be.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Attachment, Message } from '../../widget/protocol/generated.ts';
import { converse, expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { pdf, picture, type Upload, upload } from '../support/files.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { agentSocket, visitorSocket } from '../support/socket.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;
let visitor: Visitor;

before(async () => {
  server = await startServer();
  owner = await signUp(server.origin);
  visitor = await visit(server.origin, owner.widgetKey);
});
after(() => server.close());

const asVisitor = (given: Upload = {}, { token } = visitor) =>
  upload(server.origin, '/api/widget/upload', { authorization: `Bearer ${token}` }, given);
const asAgent = (given: Upload = {}, { cookie } = owner) =>
  upload(server.origin, '/api/upload', { cookie }, given);
const uploaded = async (given: Upload = {}, who = visitor): Promise<Attachment> =>
  expectStatus(await asVisitor(given, who), 201).body.attachment;

const fetchFile = (url: string, headers: Record<string, string> = {}) =>
  fetch(server.origin + url, { headers });

type Page = { items: Message[] };
const filesOf = ({ items }: Page) => items.flatMap(({ attachments }) => attachments);

/** Starts a conversation with files. */
async function startWith(files: Attachment[], body = '', who = visitor) {
  const clientId = randomUUID();
  const message = { clientId, body, attachments: files.map(({ id }) => id) };
  const start = { clientId, message };
  const send = () =>
    who.call<{ conversation: { id: string }; message: Message }>('/api/widget/conversations', {
      body: start,
    });
  return { send, started: await send() };
}

const say = (id: string, attachments: string[], body = '', who = visitor) =>
  who.call<{ message: Message }>(`/api/widget/conversations/${id}/messages`, {
    body: { clientId: randomUUID(), body, attachments },
  });

const fieldOf = ({ body }: { body: object }) =>
  (body as { errors?: { field: string; code: string }[] }).errors?.map(
    ({ field, code }) => `${field}: ${code}`,
  );

test('W13: a picture and a document open a conversation, and both sides get them', async () => {
  const photo = await uploaded({ file: picture('my photo.png', 640, 480) });
  assert.deepEqual(
    { ...photo, id: '', url: '', size: 0 },
    { id: '', name: 'my photo.png', content_type: 'image/png', size: 0, width: 640, height: 480, url: '' },
  );
  const paper = await uploaded({ file: pdf() });
  const { started, send } = await startWith([photo, paper]);
  const { conversation, message } = expectStatus(started, 201).body;
  assert.deepEqual(
    [message.kind, message.attachments.map(({ name }) => name)],
    ['file', ['my photo.png', 'invoice.pdf']],
  );
  const again = expectStatus(await send(), 200).body;
  assert.deepEqual([again.message.id, again.message.attachments], [message.id, message.attachments]);
  const path = `/conversations/${conversation.id}/messages`;
  for (const page of [
    await visitor.call<Page>(`/api/widget${path}`),
    await owner.call<Page>(`/api${path}`),
  ]) {
    const [first, second] = filesOf(page.body);
    const shown = await fetchFile(first?.url ?? '');
    assert.deepEqual([shown.status, shown.headers.get('content-type')], [200, 'image/png']);
    assert.equal((await shown.arrayBuffer()).byteLength, photo.size);
    assert.match(shown.headers.get('content-disposition') ?? '', /^inline; filename="my photo\.png"/);
    const saved = await fetchFile(second?.url ?? '');
    assert.match(saved.headers.get('content-disposition') ?? '', /^attachment; filename="invoice\.pdf"/);
    await saved.arrayBuffer();
  }
  type List = { items: { last_message: { body: string; kind: string } }[] };
  const list = await until(
    () => owner.call<List>('/api/conversations'),
    ({ body }) => body.items.some(({ last_message }) => last_message?.kind === 'file'),
  );
  assert.equal(list.body.items[0]?.last_message.body, 'my photo.png, invoice.pdf');
});

test('S5: what is served cannot run, guess its type, or be kept for others', async () => {
  const { url } = await uploaded({ file: picture() });
  const shown = await fetchFile(url);
  await shown.arrayBuffer();
  const header = (name: string) => shown.headers.get(name) ?? '';
  assert.equal(header('x-content-type-options'), 'nosniff');
  assert.match(header('content-security-policy'), /default-src 'none'.*sandbox/);
  assert.match(header('cache-control'), /^private, max-age=\d+, immutable$/);
  assert.equal(header('referrer-policy'), 'no-referrer');
});

test('a file is given in part, and not again to those who have it', async () => {
  const { url, size } = await uploaded({ file: pdf() });
  const part = await fetchFile(url, { range: 'bytes=0-4' });
  assert.deepEqual([part.status, part.headers.get('content-range')], [206, `bytes 0-4/${size}`]);
  assert.equal(await part.text(), '%PDF-');
  const end = await fetchFile(url, { range: 'bytes=-3' });
  assert.deepEqual([end.status, await end.text()], [206, 'xxx']);
  const beyond = await fetchFile(url, { range: `bytes=${size + 10}-` });
  assert.deepEqual([beyond.status, (await beyond.text()).length], [200, size]);
  const whole = await fetchFile(url);
  await whole.arrayBuffer();
  const known = await fetchFile(url, { 'if-none-match': whole.headers.get('etag') ?? '' });
  assert.equal(known.status, 304);
});

test('F1: only files of known types and sizes are taken, and the answer says why', async () => {
  const refusal = async (file: File | string) => {
    const { status, body } = await asVisitor({ file });
    return [status, body.code];
  };
  const named = (name: string, ...parts: (string | Uint8Array<ArrayBuffer>)[]) => new File(parts, name);
  assert.deepEqual(await refusal(named('a.png', '<svg onload="alert(1)"/>')), [415, 'unsupported_type']);
  assert.deepEqual(await refusal(named('a.txt', '<!doctype html><script>')), [415, 'unsupported_type']);
  assert.deepEqual(await refusal(named('a.pdf', 'MZ\0\0')), [415, 'unsupported_type']);
  const large = named('large.txt', new Uint8Array(10 * 1024 * 1024 + 1).fill(97));
  assert.deepEqual(await refusal(large), [413, 'file_too_large']);
  assert.deepEqual(await refusal(named('huge.txt', new Uint8Array(11 * 1024 * 1024))), [
    413,
    'file_too_large',
  ]);
  assert.deepEqual(await refusal(named('empty.txt')), [422, 'invalid_input']);
  assert.deepEqual(await refusal('no file'), [422, 'invalid_input']);
  const largest = named('largest.txt', new Uint8Array(10 * 1024 * 1024).fill(97));
  assert.equal((await uploaded({ file: largest })).size, 10 * 1024 * 1024);
  const nobody = await upload(server.origin, '/api/widget/upload', {});
  assert.deepEqual([nobody.status, nobody.body.code], [401, 'session_required']);
  const json = await visitor.call('/api/widget/upload', { body: { file: 'x' } });
  assert.deepEqual([json.status, json.body.code], [415, 'unsupported_media_type']);
});

test('F1: names are cleaned, and end with what the file is', async () => {
  const { name } = await uploaded({ file: picture('..\\..\\gpj\u202e.exe') });
  assert.equal(name, 'gpj.exe.png');
});

test('R2: files go over the socket too, once, however often they are sent', async () => {
  const id = await converse(visitor);
  const [early, photo] = [await uploaded(), await uploaded({ conversationId: id })];
  await using socket = await visitorSocket(server.origin, id, visitor.token);
  await using agent = await agentSocket(server.origin, id, owner.cookie);
  await agent.next('welcome');
  const frame = (attachments: string[]) => ({
    type: 'send',
    client_id: randomUUID(),
    kind: 'file',
    body: '',
    attachments,
  });
  /** As a client does: what is refused for now is sent again. */
  const insist = async (...frames: { client_id: string }[]) => {
    socket.send(frames);
    for (const _ of frames) assert.equal((await socket.next('refused')).retry_after, 1);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    socket.send(frames);
  };
  const sent = frame([photo.id, early.id]);
  const next = { type: 'send', client_id: randomUUID(), kind: 'text', body: 'does not overtake it' };
  await insist(sent, next);
  const ack = await socket.next('ack');
  assert.deepEqual([ack.client_id, ack.duplicate], [sent.client_id, false]);
  assert.equal((await socket.next('ack')).client_id, next.client_id);
  const { message } = (await agent.next('message')) as unknown as { message: Message };
  assert.deepEqual(
    message.attachments.map(({ id }) => id),
    [photo.id, early.id],
  );
  const shown = await fetchFile(message.attachments[0]?.url ?? '');
  assert.deepEqual([shown.status, (await shown.arrayBuffer()).byteLength], [200, photo.size]);
  await insist(sent);
  const again = await socket.next('ack');
  assert.deepEqual([again.seq, again.duplicate], [ack.seq, true]);
  for (const ids of [[photo.id], [randomUUID()], Array.from({ length: 11 }, () => randomUUID())]) {
    await insist(frame(ids));
    const { code, retry_after } = await socket.next('refused');
    assert.deepEqual([code, retry_after], ['unknown_attachment', undefined]);
  }
});

test('R2: what was sent is there after the room slept, with a fresh address', async () => {
  const id = await converse(visitor);
  const photo = await uploaded({ conversationId: id });
  expectStatus(await say(id, [photo.id], 'look'), 201);
  await server.evictRoom(id);
  const page = await owner.call<Page>(`/api/conversations/${id}/messages`);
  const [file] = filesOf(page.body);
  assert.equal(file?.id, photo.id);
  await using agent = await agentSocket(server.origin, id, owner.cookie, 0);
  const batch = (await agent.next('batch')) as unknown as { messages: Message[] };
  assert.ok(batch.messages.flatMap(({ attachments }) => attachments)[0]?.url.includes('signature='));
});

test('I2: agents send files, in notes too, which visitors never see', async () => {
  const id = await converse(visitor);
  const { attachment } = expectStatus(await asAgent({ file: pdf(), conversationId: id }), 201).body;
  const secret = expectStatus(await asAgent({ conversationId: id }), 201).body.attachment;
  const send = (kind: string, file: Attachment) =>
    owner.call(`/api/conversations/${id}/messages`, {
      body: { clientId: randomUUID(), kind, body: '', attachments: [file.id] },
    });
  expectStatus(await send('file', attachment), 201);
  expectStatus(await send('note', secret), 201);
  const page = await visitor.call<Page>(`/api/widget/conversations/${id}/messages`);
  assert.deepEqual(
    filesOf(page.body).map((file) => file.id),
    [attachment.id],
  );
  const foreign = await upload(server.origin, '/api/upload', {
    cookie: owner.cookie,
    origin: 'https://evil.example',
  });
  assert.equal(foreign.status, 403);
});

test('S1: nobody sends or uploads to what is not theirs', async () => {
  const id = await converse(visitor);
  const photo = await uploaded({ conversationId: id });
  const early = await uploaded();
  const neighbour = await visit(server.origin, owner.widgetKey);
  const stranger = await signUp(server.origin);
  const theirs = await converse(neighbour);
  const before = (await server.files()).length;
  assert.equal((await asVisitor({ conversationId: id }, neighbour)).status, 404);
  assert.equal((await asAgent({ conversationId: id }, stranger)).status, 404);
  assert.equal((await asVisitor({ conversationId: randomUUID() })).status, 404);
  assert.equal((await server.files()).length, before, 'nothing of it is stored');
  for (const file of [photo, early]) {
    assert.deepEqual(fieldOf(await say(theirs, [file.id], '', neighbour)), [
      'attachments: unknown_attachment',
    ]);
    const { started } = await startWith([file], 'mine', neighbour);
    assert.deepEqual([started.status, fieldOf(started)], [422, ['attachments: unknown_attachment']]);
  }
  const eleven = Array.from({ length: 11 }, () => randomUUID());
  assert.deepEqual(fieldOf(await say(id, eleven)), ['attachments: too_many']);
  expectStatus(await say(id, [photo.id, early.id]), 201);
  const other = await converse(visitor);
  assert.deepEqual(
    fieldOf(await say(other, [early.id])),
    ['attachments: unknown_attachment'],
    'it has gone elsewhere',
  );
});

test('S3: an address that was made up, bent or has expired opens nothing', async () => {
  const [photo, other] = [await uploaded(), await uploaded()];
  const query = photo.url.split('?')[1] ?? '';
  const code = async (url: string) => {
    const answer = await fetchFile(url);
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  const path = `/api/widget/attachments/${other.id}`;
  assert.deepEqual(await code(path), [403, 'invalid_link']);
  assert.deepEqual(await code(`${path}?${query}`), [403, 'invalid_link']);
  assert.deepEqual(await code(photo.url.replace(/until=\d+/, 'until=4000000000')), [403, 'invalid_link']);
});

test('an organization that wants no files from visitors gets none', async () => {
  const quiet = await signUp(server.origin);
  const guest = await visit(server.origin, quiet.widgetKey);
  const config = () => guest.call<{ attachments: boolean }>(`/api/widget/config?key=${quiet.widgetKey}`);
  assert.equal((await config()).body.attachments, true);
  await quiet.call('/api/organization', { method: 'PATCH', body: { attachments: false } });
  assert.equal((await config()).body.attachments, false);
  const { status, body } = await asVisitor({}, guest);
  assert.deepEqual([status, body.code], [403, 'attachments_off']);
  const id = await converse(guest);
  expectStatus(await asAgent({ conversationId: id }, quiet), 201);
});

test('V7: what is exported names the files, and what is erased takes them along', async () => {
  const leaving = await visit(server.origin, owner.widgetKey);
  const id = await converse(leaving);
  const photo = await uploaded({ conversationId: id }, leaving);
  const unsent = await uploaded({}, leaving);
  expectStatus(await say(id, [photo.id], '', leaving), 201);
  type Customer = { id: string };
  const [row] = await server.sql<Customer>(
    'SELECT id FROM widget_customers WHERE visitor_id = ?',
    leaving.visitorId,
  );
  type Export = { conversations: { messages: Message[] }[] };
  const exported = await owner.call<Export>(`/api/customers/${row?.id}/export`);
  const [file] = exported.body.conversations.flatMap(({ messages }) => filesOf({ items: messages }));
  assert.equal(file?.name, 'photo.png');
  const keys = () =>
    server.files().then((all) => all.filter((key) => key.includes(photo.id) || key.includes(unsent.id)));
  assert.equal((await keys()).length, 2);
  const receipt = await owner.call<{ files: number }>(`/api/customers/${row?.id}`, { method: 'DELETE' });
  assert.equal(expectStatus(receipt, 200).body.files, 2);
  assert.deepEqual(await keys(), []);
  assert.equal((await fetchFile(file?.url ?? '')).status, 404);
  const left = await server.sql('SELECT id FROM attachments WHERE id IN (?, ?)', photo.id, unsent.id);
  assert.deepEqual(left, []);
});

test('F1: what is not sent within a day goes, and what was sent stays', async () => {
  const id = await converse(visitor);
  const [loose, late, sent] = [await uploaded(), await uploaded({ conversationId: id }), await uploaded()];
  expectStatus(await say(id, [sent.id]), 201);
  await server.scheduled();
  assert.ok(
    (await server.files()).some((key) => key.includes(loose.id)),
    'not at once',
  );
  const age = (hours: number, file: Attachment) =>
    server.sql('UPDATE attachments SET created_at = ? WHERE id = ?', Date.now() - hours * 3_600_000, file.id);
  await age(23.5, late);
  assert.deepEqual(fieldOf(await say(id, [late.id])), ['attachments: unknown_attachment'], 'about to go');
  for (const file of [loose, late, sent]) await age(24.5, file);
  await server.scheduled();
  const keys = (await server.files()).join(' ');
  assert.deepEqual(
    [loose, late, sent].map((file) => keys.includes(file.id)),
    [false, false, true],
  );
  const left = await server.sql('SELECT id FROM attachments WHERE id IN (?, ?)', loose.id, late.id);
  assert.deepEqual(left, []);
});

test('S4: nobody hoards files that they do not send, and nobody uploads without end', async () => {
  const hoarder = await visit(server.origin, owner.widgetKey);
  const answers = [];
  for (let n = 0; n < 31; n++) answers.push(await asVisitor({}, hoarder));
  assert.deepEqual(
    [answers[29]?.status, answers[30]?.status, answers[30]?.body.code],
    [201, 429, 'too_many_files'],
  );
  assert.equal(answers[30]?.headers.get('retry-after'), '60');
  const heavy = await visit(server.origin, owner.widgetKey);
  const file = new File([new Uint8Array(9 * 1024 * 1024).fill(97)], 'a.txt');
  const statuses = [];
  for (let n = 0; n < 8; n++) statuses.push((await asVisitor({ file }, heavy)).status);
  assert.equal(statuses.at(0), 201);
  assert.equal(statuses.at(-1), 429);
});
