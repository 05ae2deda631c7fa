// I2, I4, I7, I10: what agents tell each other: notes that name somebody, transfers that say why, who is here and types.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { converse, expectStatus, type Owner, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { agentSocket, type Frame, inboxSocket } from '../support/socket.ts';
import { type Colleague, makeDepartment, makeTeam } from '../support/team.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;
let ada: Colleague;
let ben: Colleague;
let cleo: Colleague;

before(async () => {
  server = await startServer({}, { limited: false });
  const team = await makeTeam(server, 3);
  owner = team.owner;
  [ada, ben, cleo] = team.agents as [Colleague, Colleague, Colleague];
});
after(() => server.close());

interface Notice {
  id: string;
  kind: string;
  conversation_id: string;
  message_seq: number;
  by: { id: string; name: string } | null;
  text: string;
  read: boolean;
}
interface Entry {
  seq: number;
  kind: string;
  body: string;
  mentions?: string[];
  event?: { type: string };
}
type Problem = { code: string; errors: { field: string; code: string }[] };

const start = async () => converse(await visit(server.origin, owner.widgetKey));

const write = (id: string, body: object, as: Colleague = ada) =>
  as.call<Problem & { message: Entry }>(`/api/conversations/${id}/messages`, { body });

const note = (mentions: string[], body = 'Please look') => ({
  clientId: randomUUID(),
  kind: 'note',
  body,
  mentions,
});

const noticesOf = async (agent: Colleague, conversation: string) => {
  const answer = await agent.call<{ items: Notice[] }>('/api/agents/me/notices');
  return expectStatus(answer, 200).body.items.filter(
    ({ conversation_id }) => conversation_id === conversation,
  );
};

const told = (agent: Colleague, conversation: string, number = 1) =>
  until(
    () => noticesOf(agent, conversation),
    ({ length }) => length === number,
  );

const entries = async (id: string) =>
  (await ada.call<{ items: Entry[] }>(`/api/conversations/${id}/messages`)).body.items;

test('I2: whom a note names is told at once, once, and finds it later', async () => {
  const id = await start();
  await using at = await inboxSocket(server.origin, ben.cookie);
  await using other = await inboxSocket(server.origin, cleo.cookie);
  const words = note([ben.id, ada.id, ben.id], `Ben,\n<b>please</b> ${'look '.repeat(60)}`);
  const { message } = expectStatus(await write(id, words), 201).body;
  assert.deepEqual(message.mentions, words.mentions, 'the message keeps them');
  const notice = (await at.next('notify')).notice as Notice;
  assert.deepEqual(
    [notice.kind, notice.conversation_id, notice.message_seq, notice.by, notice.read],
    ['mention', id, message.seq, { id: ada.id, name: 'Ada Marsh' }, false],
  );
  assert.ok(notice.text.startsWith('Ben, <b>please</b> look') && notice.text.length <= 141, notice.text);
  expectStatus(await write(id, words), 200);
  await server.evictRoom(id);
  await server.evictInbox(owner.organizationId);
  expectStatus(await write(id, note([])), 201);
  await at.next('conversation', ({ conversation }) => (conversation as { last_seq: number }).last_seq === 3);
  assert.deepEqual(await noticesOf(ben, id), [notice]);
  for (const agent of [ada, cleo]) assert.deepEqual(await noticesOf(agent, id), [], 'nobody else');
  for (const socket of [at, other])
    assert.ok(!socket.pending.some(({ type }) => type === 'notify'), 'nobody else, and nobody twice');
});

test('I2: a socket names agents too, who must be agents here; only notes do', async () => {
  const id = await start();
  const stranger = (await makeTeam(server, 1)).agents[0] as Colleague;
  await using at = await agentSocket(server.origin, id, ada.cookie);
  const send = async (kind: string, mentions: string[]) => {
    const frame = { type: 'send', client_id: randomUUID(), kind, body: 'Look', mentions };
    const answers = async () =>
      at.pending.filter((one) => ['ack', 'refused'].includes(one.type) && one.client_id === frame.client_id);
    at.send(frame);
    const [first] = await until(answers, ({ length }) => length === 1);
    if (first?.code !== 'unavailable') return first?.code ?? first?.type;
    // Who they are is looked up; then it comes again.
    await new Promise((resolve) => setTimeout(resolve, 300));
    at.send(frame);
    const [, again] = await until(answers, ({ length }) => length === 2);
    return again?.code ?? again?.type;
  };
  assert.equal(await send('note', [ben.id]), 'ack');
  await told(ben, id);
  assert.equal(await send('note', [ben.id, stranger.id]), 'unknown');
  assert.equal(await send('text', [ben.id]), 'not_allowed');
  assert.equal(await send('note', Array(21).fill(ben.id)), 'too_many');
  for (const [body, code] of [
    [note([stranger.id]), 'unknown'],
    [note([randomUUID()]), 'unknown'],
    [{ ...note([ben.id]), kind: 'text' }, 'not_allowed'],
  ] as const) {
    const { errors } = expectStatus(await write(id, body), 422).body;
    assert.deepEqual([errors[0]?.field, errors[0]?.code], ['mentions', code]);
  }
  assert.equal((await noticesOf(ben, id)).length, 1);
  assert.equal((await noticesOf(stranger, id)).length, 0);
});

test('I10: what was read in one tab is read in all, and stays so', async () => {
  const id = await start();
  await using one = await inboxSocket(server.origin, ben.cookie);
  expectStatus(await write(id, note([ben.id])), 201);
  expectStatus(await write(id, note([ben.id])), 201);
  const [second, first] = (await told(ben, id, 2)) as [Notice, Notice];
  const read = (body: object) => ben.call('/api/agents/me/notices/read', { body });
  expectStatus(await read({ ids: [first.id] }), 204);
  const news = await one.next('notify', ({ notice }) => (notice as Notice).read);
  assert.equal((news.notice as Notice).id, first.id);
  const state = async () => (await noticesOf(ben, id)).map((notice) => [notice.id, notice.read]);
  assert.deepEqual(await state(), [
    [second.id, false],
    [first.id, true],
  ]);
  expectStatus(
    await cleo.call('/api/agents/me/notices/read', { body: { all: true, ids: [second.id] } }),
    204,
  );
  assert.equal((await state())[0]?.[1], false, 'another agent reads theirs only');
  expectStatus(await read({ all: true }), 204);
  await server.evictInbox(owner.organizationId);
  assert.deepEqual(
    (await state()).map(([, isRead]) => isRead),
    [true, true],
  );
  const many = Array.from({ length: 101 }, () => randomUUID());
  expectStatus(await read({ ids: many }), 422);
  expectStatus(await read({ ids: ['nonsense'] }), 422);
});

test('I4: a transfer says why in a note: both at once, once, or neither; the new agent is told', async () => {
  const id = await start();
  const department = await makeDepartment(server, owner, { mode: 'manual' });
  const patch = (body: object) => ada.call<Problem>(`/api/conversations/${id}`, { method: 'PATCH', body });
  const words = { clientId: randomUUID(), body: 'Knows about oak', mentions: [cleo.id] };
  const body = { assigneeId: ben.id, departmentId: department, note: words };
  expectStatus(await patch(body), 200);
  expectStatus(await patch(body), 200);
  const log = (await entries(id)).slice(1);
  assert.deepEqual(
    log.map(({ kind, event, body }) => event?.type ?? `${kind}: ${body}`),
    ['transferred', 'assigned', 'note: Knows about oak'],
  );
  const [notice] = await told(ben, id);
  assert.deepEqual([notice?.kind, notice?.by?.id, notice?.text], ['assigned', ada.id, 'Hello']);
  assert.equal((await told(cleo, id))[0]?.kind, 'mention');
  const last = log.at(-1)?.seq;
  const wrong: [object, string, number][] = [
    [{ assigneeId: null, note: { clientId: randomUUID(), body: ' ' } }, 'note.body', 422],
    [
      { assigneeId: null, note: { clientId: randomUUID(), body: 'x', mentions: [randomUUID()] } },
      'mentions',
      422,
    ],
    [
      { snoozedUntil: '2020-01-01T00:00:00Z', note: { clientId: randomUUID(), body: 'x' } },
      'snoozedUntil',
      422,
    ],
    [{ assigneeId: null, note: { ...words, body: 'Other words' } }, 'client_id_conflict', 409],
  ];
  for (const [body, what, status] of wrong) {
    const { errors = [], code } = expectStatus(await patch(body), status).body;
    assert.equal(errors[0]?.field ?? code, what);
  }
  assert.equal((await entries(id)).at(-1)?.seq, last, 'nothing of it was done');
  expectStatus(await patch({ assigneeId: ada.id }), 200);
  expectStatus(await patch({ ...body, assigneeId: ben.id }), 200);
  assert.equal((await entries(id)).at(-1)?.event?.type, 'assigned');
  assert.deepEqual(await noticesOf(ada, id), [], 'nobody is told of what they did themselves');
});

test('V7: the notices of a conversation that is erased go with it', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  expectStatus(await write(id, note([ben.id])), 201);
  await told(ben, id);
  type One = { conversation: { widget_customer: { id: string } } };
  const { conversation } = (await ada.call<One>(`/api/conversations/${id}`)).body;
  const path = `/api/customers/${conversation.widget_customer.id}`;
  expectStatus(await owner.call(path, { method: 'DELETE' }), 200);
  assert.deepEqual(await noticesOf(ben, id), []);
});

test('I10: availability is the agent’s: every tab of theirs and of others hears of it', async () => {
  await using one = await inboxSocket(server.origin, ben.cookie);
  await using other = await inboxSocket(server.origin, ben.cookie);
  await using colleague = await inboxSocket(server.origin, cleo.cookie);
  for (const availability of ['away', 'available']) {
    expectStatus(
      await ben.call('/api/agents/me/availability', { method: 'PUT', body: { availability } }),
      204,
    );
    for (const socket of [one, other, colleague]) {
      const isNow = (frame: Frame) => {
        const agent = frame.agent as { id: string; availability: string };
        return agent.id === ben.id && agent.availability === availability;
      };
      const { agent } = await socket.next('agent', isNow);
      assert.equal((agent as { online: boolean }).online, true);
    }
  }
});

test('I7: two agents in a conversation see that the other is here, types and leaves', async () => {
  const id = await start();
  await using first = await agentSocket(server.origin, id, ada.cookie);
  const second = await agentSocket(server.origin, id, ben.cookie);
  const { participants } = (await second.next('welcome')) as unknown as { participants: { id: string }[] };
  assert.ok(participants.some((who) => who.id === ada.id));
  const came = await first.next('presence', ({ online }) => online === true);
  assert.equal((came.who as { id: string }).id, ben.id);
  second.send({ type: 'typing', on: true });
  const typing = await first.next('typing');
  assert.deepEqual([(typing.sender as { id: string }).id, typing.on], [ben.id, true]);
  await second.close();
  const left = await first.next('presence', ({ online }) => online === false);
  assert.equal((left.who as { id: string }).id, ben.id);
});
