// I5: many conversations are changed at once, each wholly or not at all.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { converse, expectStatus, type Owner, signUp, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer();
  owner = await signUp(server.origin);
});
after(() => server.close());

interface Before {
  status: string;
  assignee_id: string | null;
  department_id: string | null;
  labels: string[];
  priority: string;
  snoozed_until: string | null;
}
interface Answer {
  items: { id: string; ok: boolean; before?: Before; problem?: { code: string; status: number } }[];
  errors: { field: string; code: string }[];
}
type One = { conversation: Before & { assignee: { id: string } | null; last_seq: number } };

const start = async (who = owner) => converse(await visit(server.origin, who.widgetKey));
const bulk = (ids: string[], change: object, who = owner) =>
  who.call<Answer>('/api/conversations/bulk', { body: { ids, change } });
const one = async (id: string) => (await owner.call<One>(`/api/conversations/${id}`)).body.conversation;

test('I5: each is changed, in the order that was asked for, and says how it was', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => start()));
  const [first = ''] = ids;
  const snoozedUntil = new Date(Date.now() + 3_600_000).toISOString();
  const early = { assigneeId: owner.agentId, labels: ['vip'], priority: 'high', snoozedUntil };
  expectStatus(await owner.call(`/api/conversations/${first}`, { method: 'PATCH', body: early }), 200);
  const asked = [...ids, first];
  const { items } = expectStatus(await bulk(asked, { status: 'closed', labels: ['done'] }), 200).body;
  assert.deepEqual(
    items.map(({ id, ok }) => [id, ok]),
    ids.map((id) => [id, true]),
    'each once',
  );
  assert.deepEqual(items[0]?.before, {
    status: 'snoozed',
    assignee_id: owner.agentId,
    department_id: null,
    labels: ['vip'],
    priority: 'high',
    snoozed_until: snoozedUntil,
  });
  assert.deepEqual([items[1]?.before?.status, items[1]?.before?.labels], ['waiting', []]);
  for (const id of ids) {
    const { status, labels } = await one(id);
    assert.deepEqual([status, labels], ['closed', ['done']]);
  }
});

test('I5: the same again changes nothing more', async () => {
  const id = await start();
  expectStatus(await bulk([id], { status: 'closed' }), 200);
  const { last_seq } = await one(id);
  const { items } = expectStatus(await bulk([id], { status: 'closed' }), 200).body;
  assert.deepEqual([items[0]?.ok, items[0]?.before?.status], [true, 'closed']);
  assert.equal((await one(id)).last_seq, last_seq, 'its log says it once');
});

test('I5: what one conversation cannot be does not keep the others from it', async () => {
  const [closed, open] = [await start(), await start()];
  expectStatus(await bulk([closed], { status: 'closed' }), 200);
  const snoozedUntil = new Date(Date.now() + 3_600_000).toISOString();
  const unknown = [randomUUID(), '018f2e7a-0000-7000-8000-00000000dead'];
  const change = { snoozedUntil, priority: 'urgent' };
  const { items } = expectStatus(await bulk([closed, ...unknown, open], change), 200).body;
  assert.deepEqual(
    items.map(({ ok, problem }) => problem?.code ?? ok),
    ['invalid_input', 'not_found', 'not_found', true],
  );
  const [was, is] = [await one(closed), await one(open)];
  assert.deepEqual([was.status, was.priority], ['closed', 'normal'], 'nothing of it was done');
  assert.deepEqual([is.status, is.priority], ['snoozed', 'urgent']);
});

test('S1: conversations of another organization are not found', async () => {
  const stranger = await signUp(server.origin, 'Eve');
  const [theirs, own] = [await start(), await start(stranger)];
  const { items } = expectStatus(await bulk([theirs, own], { status: 'closed' }, stranger), 200).body;
  assert.deepEqual(
    items.map(({ id, ok, problem, before }) => [id, ok, problem?.code, before === undefined]),
    [
      [theirs, false, 'not_found', true],
      [own, true, undefined, false],
    ],
  );
  assert.equal((await one(theirs)).status, 'waiting');
});

test('S7: a change that cannot be for any is refused once, and names the field', async () => {
  const id = await start();
  const wrong: [string[], object, string][] = [
    [[], { status: 'closed' }, 'ids required'],
    [Array.from({ length: 101 }, () => randomUUID()), { status: 'closed' }, 'ids too_many'],
    [[id], { assigneeId: randomUUID() }, 'change.assigneeId unknown'],
    [[id], { status: 'closed', labels: [''] }, 'change.labels required'],
    [[id], { priority: 'big' }, 'change.priority invalid_value'],
    [['nope'], { status: 'closed' }, 'ids[0] invalid_value'],
  ];
  for (const [ids, change, said] of wrong) {
    const { errors } = expectStatus(await bulk(ids, change), 422).body;
    assert.equal(`${errors[0]?.field} ${errors[0]?.code}`, said);
  }
  assert.equal((await one(id)).status, 'waiting');
});
