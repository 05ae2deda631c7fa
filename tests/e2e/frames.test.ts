// R7: whatever a client sends, the room answers clearly, lives on, and stores nothing it should not.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { converse, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Socket, visitorSocket } from '../support/socket.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer();
  owner = await signUp(server.origin);
});
after(() => server.close());

interface Room {
  visitor: Visitor;
  id: string;
}

async function openRoom(): Promise<Room> {
  const visitor = await visit(server.origin, owner.widgetKey);
  return { visitor, id: await converse(visitor) };
}

const bodies = async ({ visitor, id }: Room): Promise<string[]> => {
  const page = await visitor.call<{ items: { body: string }[] }>(`/api/widget/conversations/${id}/messages`);
  return page.body.items.map(({ body }) => body);
};

/** The room still answers a message as it should. */
async function lives(at: Socket): Promise<void> {
  const clientId = randomUUID();
  at.send({ type: 'send', client_id: clientId, kind: 'text', body: 'still here' });
  assert.equal((await at.next('ack', ({ client_id }) => client_id === clientId)).duplicate, false);
}

const hostile: [string, string, string][] = [
  ['malformed JSON', '{"type":"send"', 'invalid_frame'],
  ['no object', '42', 'invalid_frame'],
  ['an empty text', '', 'invalid_frame'],
  ['deep nesting', '['.repeat(8_000) + ']'.repeat(8_000), 'invalid_frame'],
  [
    'deep nesting in a frame',
    `{"type":"send","x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
    'invalid_frame',
  ],
  ['a huge number', '{"type":"read","seq":1e400}', 'invalid_frame'],
  ['a number past the largest', '{"type":"read","seq":4294967296}', 'invalid_frame'],
  ['a negative number', '{"type":"resume","after":-1}', 'invalid_frame'],
  ['an unknown type', '{"type":"launch"}', 'invalid_frame'],
  ['no type', '{"seq":1}', 'invalid_frame'],
  [
    'a lone surrogate',
    `{"type":"send","client_id":"${randomUUID()}","kind":"text","body":"\\ud800"}`,
    'invalid_frame',
  ],
  ['a client id that is none', '{"type":"send","client_id":"x","kind":"text","body":"hi"}', 'invalid_frame'],
  ['an event', `{"type":"send","client_id":"${randomUUID()}","kind":"event","body":"hi"}`, 'not_allowed'],
  [
    'a note of a visitor',
    `{"type":"send","client_id":"${randomUUID()}","kind":"note","body":"hi"}`,
    'not_allowed',
  ],
  [
    'an empty message',
    `{"type":"send","client_id":"${randomUUID()}","kind":"text","body":" \\u0000 "}`,
    'required',
  ],
  ['16 KiB and one byte', JSON.stringify({ type: 'send', body: 'x'.repeat(16 * 1024) }), 'frame_too_large'],
  [
    'a body too long',
    JSON.stringify({ type: 'send', client_id: randomUUID(), kind: 'text', body: 'x'.repeat(10_001) }),
    'too_long',
  ],
];

test('R7: frames that cannot be taken are refused by name, and the room lives on', async () => {
  const room = await openRoom();
  await using at = await visitorSocket(server.origin, room.id, room.visitor.token);
  for (const [what, frame, code] of hostile) {
    at.send(frame);
    const refused = await at.next('refused');
    assert.equal(refused.code, code, `${what}: ${refused.detail}`);
    assert.ok(refused.detail, what);
  }
  await lives(at);
  assert.deepEqual(await bodies(room), ['Hello', 'still here']);
});

test('R7: a refusal names the message it is about', async () => {
  const room = await openRoom();
  await using at = await visitorSocket(server.origin, room.id, room.visitor.token);
  const clientId = randomUUID();
  at.send({ type: 'send', client_id: clientId, kind: 'photo', body: 'x' });
  assert.equal((await at.next('refused')).client_id, clientId);
});

test('R7: a good frame beside a bad one is taken', async () => {
  const room = await openRoom();
  await using at = await visitorSocket(server.origin, room.id, room.visitor.token);
  const send = { type: 'send', client_id: randomUUID(), kind: 'text', body: 'good' };
  at.send(JSON.stringify([{ type: 'nonsense' }, send]));
  await at.next('refused');
  await at.next('ack');
  assert.deepEqual(await bodies(room), ['Hello', 'good']);
});

test('R7: text is kept as it was written, whatever it looks like', async () => {
  const room = await openRoom();
  await using at = await visitorSocket(server.origin, room.id, room.visitor.token);
  const texts = [
    '<script>alert(1)</script>',
    "Robert'); DROP TABLE log;--",
    'שלום עליכם \u202e evil',
    '👩‍👩‍👧 👍🏽',
    'one\ntwo\n\nthree',
    '{"type":"send"}',
  ];
  for (const body of texts) {
    at.send({ type: 'send', client_id: randomUUID(), kind: 'text', body });
    await at.next('ack');
  }
  assert.deepEqual(await bodies(room), ['Hello', ...texts]);
});

test('R7: binary frames close the socket with 4001', async () => {
  const room = await openRoom();
  const at = await visitorSocket(server.origin, room.id, room.visitor.token);
  at.send(new Uint8Array([1, 2, 3]));
  assert.equal(await at.closed, 4001);
  await using again = await visitorSocket(server.origin, room.id, room.visitor.token);
  await lives(again);
});

test('R7: a flood is refused with a time to wait, and what was acknowledged is all there is', async () => {
  const room = await openRoom();
  await using at = await visitorSocket(server.origin, room.id, room.visitor.token);
  const ids = Array.from({ length: 60 }, () => randomUUID());
  for (const client_id of ids) at.send({ type: 'send', client_id, kind: 'text', body: client_id });
  const stored: string[] = [];
  for (const id of ids) {
    const mine = ({ client_id }: Record<string, unknown>) => client_id === id;
    const answer = await Promise.any([at.next('ack', mine), at.next('refused', mine)]);
    if (answer.type === 'ack') stored.push(id);
    else assert.ok(Number(answer.retry_after) >= 1 && answer.code === 'rate_limited');
  }
  // The greeting counted too.
  assert.equal(stored.length, 19);
  assert.deepEqual(await bodies(room), ['Hello', ...stored]);
});
