// R2: what people change is told in the conversation's own log, so that every side sees it in the same order.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { converse, expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { agentSocket, visitorSocket } from '../support/socket.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer();
  owner = await signUp(server.origin);
});
after(() => server.close());

interface Summary {
  id: string;
  status: string;
  assignee: { id: string; name: string } | null;
  labels: string[];
  priority: string;
  snoozed_until: string | null;
  rating: { score: number; comment: string | null } | null;
  last_seq: number;
}
interface Entry {
  seq: number;
  kind: string;
  sender: { kind: string; name: string };
  event?: { type: string };
}

async function room(): Promise<{ visitor: Visitor; id: string }> {
  const visitor = await visit(server.origin, owner.widgetKey);
  return { visitor, id: await converse(visitor) };
}

const change = (id: string, body: object, as: Owner = owner) =>
  as.call<{ conversation: Summary; errors: { field: string; code: string }[]; code: string }>(
    `/api/conversations/${id}`,
    { method: 'PATCH', body },
  );

const entries = async (who: Owner | Visitor, path: string) =>
  (await who.call<{ items: Entry[] }>(`${path}/messages`)).body.items;

const events = (list: Entry[]) => list.flatMap(({ event }) => (event ? [event.type] : []));

test('R2: assignment, snooze, closing and rating stand in the one log, in one order for all', async () => {
  const { visitor, id } = await room();
  await using agent = await agentSocket(server.origin, id, owner.cookie);
  await using at = await visitorSocket(server.origin, id, visitor.token);
  await Promise.all([agent.next('welcome'), at.next('welcome')]);
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const assigned = expectStatus(await change(id, { assigneeId: owner.agentId, labels: ['vip'] }), 200).body;
  assert.equal(assigned.conversation.assignee?.id, owner.agentId);
  assert.deepEqual(assigned.conversation.labels, ['vip']);
  const snoozed = expectStatus(await change(id, { status: 'snoozed', snoozedUntil: until }), 200).body;
  assert.deepEqual([snoozed.conversation.status, snoozed.conversation.snoozed_until], ['snoozed', until]);
  const call = (what: string, body?: object) =>
    visitor.call<{ conversation: Summary }>(`/api/widget/conversations/${id}/${what}`, {
      method: 'POST',
      body,
    });
  expectStatus(await call('close'), 204);
  const rated = expectStatus(await call('rating', { score: 5, comment: ' Lovely ' }), 200);
  assert.deepEqual(rated.body.conversation.rating?.comment, 'Lovely');
  expectStatus(await call('rating', { score: 5, comment: 'Lovely' }), 200);
  const log = await entries(owner, `/api/conversations/${id}`);
  assert.deepEqual(events(log), ['assigned', 'snoozed', 'closed', 'rated'], 'each once');
  assert.deepEqual(
    log.map(({ seq }) => seq),
    [1, 2, 3, 4, 5],
    'without gaps',
  );
  assert.deepEqual([log[1]?.sender.kind, log[3]?.sender.kind], ['agent', 'visitor'], 'it says who did it');
  const seen = await entries(visitor, `/api/widget/conversations/${id}`);
  assert.deepEqual(events(seen), ['closed', 'rated'], 'the visitor sees what concerns them');
  const told = [await agent.next('message'), await agent.next('message'), await agent.next('message')];
  assert.deepEqual(
    told.map(({ prev }) => prev),
    [1, 2, 3],
  );
  assert.equal((await at.next('message')).prev, 1, 'no gap for the visitor from what agents do');
});

test('a change that cannot be is refused whole, and names the field', async () => {
  const { visitor, id } = await room();
  const wrong: [object, string, string][] = [
    [{ priority: 'high', assigneeId: randomUUID() }, 'assigneeId', 'unknown'],
    [{ priority: 'high', departmentId: randomUUID() }, 'departmentId', 'unknown'],
    [{ priority: 'high', status: 'snoozed' }, 'snoozedUntil', 'required'],
    [{ priority: 'high', snoozedUntil: '2020-01-01T00:00:00Z' }, 'snoozedUntil', 'in_the_past'],
    [{ priority: 'high', snoozedUntil: '9999-12-31T00:00:00Z' }, 'snoozedUntil', 'too_far'],
    [{ status: 'closed', snoozedUntil: '2099-01-01T00:00:00Z' }, 'snoozedUntil', 'not_allowed'],
    [{ priority: 'high', labels: [''] }, 'labels', 'required'],
    [{ priority: 'urgently' }, 'priority', 'invalid_value'],
  ];
  for (const [body, field, code] of wrong) {
    const { errors } = expectStatus(await change(id, body), 422).body;
    assert.deepEqual([errors[0]?.field, errors[0]?.code], [field, code], JSON.stringify(body));
  }
  const rating = await visitor.call(`/api/widget/conversations/${id}/rating`, { body: { score: 6 } });
  expectStatus(rating, 422);
  const { conversation } = (await owner.call<{ conversation: Summary }>(`/api/conversations/${id}`)).body;
  assert.deepEqual([conversation.priority, conversation.last_seq], ['normal', 1], 'nothing of it was done');
});

test('S1: nobody changes the conversation of another organization', async () => {
  const { visitor, id } = await room();
  const stranger = await signUp(server.origin, 'Eve');
  expectStatus(await change(id, { status: 'closed' }, stranger), 404);
  const other = await visit(server.origin, owner.widgetKey);
  expectStatus(await other.call(`/api/widget/conversations/${id}/close`, { method: 'POST' }), 404);
  const foreign = await change(id, { assigneeId: stranger.agentId });
  assert.equal(
    expectStatus(foreign, 422).body.errors[0]?.field,
    'assigneeId',
    'nor is it given to one of theirs',
  );
  assert.deepEqual(events(await entries(visitor, `/api/widget/conversations/${id}`)), []);
});

test('a snooze ends by itself, also in a room that sleeps', async () => {
  const { id } = await room();
  const snoozedUntil = new Date(Date.now() + 2_500).toISOString();
  expectStatus(await change(id, { snoozedUntil }), 200);
  await server.evictRoom(id);
  const row = async () => {
    const { items } = (await owner.call<{ items: Summary[] }>('/api/conversations?status=waiting')).body;
    return items.find((one) => one.id === id);
  };
  await until(row, (found) => found === undefined, 5_000);
  const back = await until(row, (found) => found !== undefined, 12_000);
  assert.equal(back?.snoozed_until, null);
  assert.deepEqual(events(await entries(owner, `/api/conversations/${id}`)), ['snoozed', 'unsnoozed']);
});
