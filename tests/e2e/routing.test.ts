// I4: conversations find an agent: one who is here and takes them, one for each, and none is forgotten.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { expectStatus, type Owner, operator, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { inboxSocket } from '../support/socket.ts';
import { type Colleague, makeDepartment, makeTeam } from '../support/team.ts';
import { until } from '../support/wait.ts';

let server: TestServer;

before(async () => {
  server = await startServer({}, { limited: false });
});
after(() => server.close());

interface Summary {
  id: string;
  status: string;
  assignee: { id: string } | null;
  department_id: string | null;
}
interface Entry {
  event?: { type: string; assignee: { id: string } | null };
  sender: { kind: string };
}

/** A visitor says something to a department. */
async function ask(owner: Owner, departmentId?: string, more: object = {}): Promise<string> {
  const visitor = await visit(server.origin, owner.widgetKey, { language: 'de-AT' });
  const clientId = randomUUID();
  const body = { clientId, departmentId, message: { clientId, body: 'Hello' }, ...more };
  const started = await visitor.call<{ conversation: Summary }>('/api/widget/conversations', { body });
  return expectStatus(started, 201).body.conversation.id;
}

const at = (agent: Colleague) => inboxSocket(server.origin, agent.cookie);

const stateOf = async (owner: Owner, id: string) =>
  expectStatus(await owner.call<{ conversation: Summary }>(`/api/conversations/${id}`), 200).body
    .conversation;

const assigneeOf = async (owner: Owner, id: string) => (await stateOf(owner, id)).assignee?.id;

const given = (owner: Owner, id: string, within?: number) =>
  until(
    () => assigneeOf(owner, id),
    (assignee) => assignee !== undefined,
    within,
  );

/** Who was given it, as its log tells; nothing for whom it was taken from. */
async function history(owner: Owner, id: string): Promise<(string | undefined)[]> {
  const { items } = (await owner.call<{ items: Entry[] }>(`/api/conversations/${id}/messages`)).body;
  return items.flatMap(({ event }) => (event?.type === 'assigned' ? [event.assignee?.id] : []));
}

const avail = (agent: Colleague, availability: string) =>
  agent.call('/api/agents/me/availability', { method: 'PUT', body: { availability } });

const change = async (owner: Owner, body: object) =>
  expectStatus(await owner.call('/api/organization', { method: 'PATCH', body }), 200);

/** Longer than it takes to be given. */
const moment = () => new Promise((resolve) => setTimeout(resolve, 700));

test('I4: round robin goes through the members who are here and take conversations', async () => {
  const { owner, agents } = await makeTeam(server, 4);
  const [ada, ben, cleo, dora] = agents as [Colleague, Colleague, Colleague, Colleague];
  const sales = await makeDepartment(server, owner, { mode: 'round_robin' }, [ben, cleo, dora]);
  await using _ = await at(ada);
  await using _ben = await at(ben);
  await using _cleo = await at(cleo);
  await avail(dora, 'away');
  await using _dora = await at(dora);
  const ids = [];
  for (let n = 0; n < 4; n++) {
    const id = await ask(owner, sales);
    await given(owner, id);
    ids.push(id);
  }
  const got = await Promise.all(ids.map((id) => assigneeOf(owner, id)));
  assert.deepEqual(got.slice(0, 2).sort(), [ben.id, cleo.id].sort());
  assert.deepEqual(got.slice(2), got.slice(0, 2), 'in turns');
  const [entry] = (
    await owner.call<{ items: Entry[] }>(`/api/conversations/${ids[0]}/messages`)
  ).body.items.slice(1);
  assert.deepEqual([entry?.event?.type, entry?.sender.kind], ['assigned', 'system'], 'the log tells it');
  const byHand = await ask(owner);
  await moment();
  assert.equal(await assigneeOf(owner, byHand), undefined, 'without a department nothing is routed here');
});

test('I4: a capacity holds in a burst, and what waits is taken up, the oldest first, when there is room', async () => {
  const { owner, agents } = await makeTeam(server, 2);
  const [ada, ben] = agents as [Colleague, Colleague];
  const sales = await makeDepartment(server, owner, { mode: 'least_busy', capacity: 2 });
  await using _ada = await at(ada);
  await using _ben = await at(ben);
  const ids: string[] = [];
  for (let n = 0; n < 6; n++) ids.push(await ask(owner, sales));
  const states = () => Promise.all(ids.map((id) => assigneeOf(owner, id)));
  const taken = await until(states, (all) => all.filter(Boolean).length === 4);
  await moment();
  assert.deepEqual(await states(), taken, 'no more than four');
  for (const agent of agents) assert.equal(taken.filter((id) => id === agent.id).length, 2, 'two each');
  assert.deepEqual(taken.slice(4), [undefined, undefined], 'the latest wait');
  await owner.call(`/api/conversations/${ids[0]}`, { method: 'PATCH', body: { status: 'closed' } });
  const [fifth, sixth] = ids.slice(4) as [string, string];
  assert.equal(await given(owner, fifth), taken[0], 'who has room now');
  assert.equal(await assigneeOf(owner, sixth), undefined);
  for (const id of ids) assert.ok((await history(owner, id)).length <= 1, 'each was given once');
});

test('I4: two who become available at the same instant do not get the same one', async () => {
  const { owner, agents } = await makeTeam(server, 3);
  const sales = await makeDepartment(server, owner, { mode: 'round_robin' });
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) ids.push(await ask(owner, sales));
  await moment();
  for (const id of ids) assert.equal(await assigneeOf(owner, id), undefined, 'nobody is here');
  const sockets = await Promise.all(agents.map(at));
  const got = await Promise.all(ids.map((id) => given(owner, id)));
  for (const id of ids) assert.equal((await history(owner, id)).length, 1, 'given once');
  assert.ok(got.every((agent) => agents.some(({ id }) => id === agent)));
  await Promise.all(sockets.map((socket) => socket.close()));
});

test('I4: an inbox that falls out of memory at any time forgets nobody and gives nothing twice', async () => {
  const { owner, agents } = await makeTeam(server, 2);
  const sales = await makeDepartment(server, owner, { mode: 'round_robin' });
  await using _ada = await at(agents[0] as Colleague);
  await using _ben = await at(agents[1] as Colleague);
  const ids: string[] = [];
  for (let n = 0; n < 8; n++) {
    const asked = ask(owner, sales);
    // Before, while and after its room tells: it does not matter when.
    await new Promise((resolve) => setTimeout(resolve, n * 7));
    await server.evictInbox(owner.organizationId);
    ids.push(await asked);
    if (n % 2) await server.evictRoom(ids.at(-1) ?? '');
    await server.evictInbox(owner.organizationId);
  }
  for (const id of ids) await given(owner, id, 30_000);
  for (const id of ids) assert.equal((await history(owner, id)).length, 1, 'given once');
});

test('I4: what waits for an agent who is gone goes to another; what does not wait stays', async () => {
  const { owner, agents } = await makeTeam(server, 2);
  const [ada, ben] = agents as [Colleague, Colleague];
  await change(owner, { routing: { mode: 'least_busy', capacity: null }, absentMinutes: 0 });
  const socket = await at(ada);
  const [waiting, answered] = [await ask(owner), await ask(owner)];
  await Promise.all([given(owner, waiting), given(owner, answered)]);
  const reply = { clientId: randomUUID(), body: 'Here I am' };
  expectStatus(await ada.call(`/api/conversations/${answered}/messages`, { body: reply }), 201);
  await socket.close();
  await until(
    () => assigneeOf(owner, waiting),
    (assignee) => assignee === undefined,
  );
  await using _ben = await at(ben);
  assert.equal(await given(owner, waiting), ben.id);
  assert.deepEqual(await history(owner, waiting), [ada.id, undefined, ben.id]);
  assert.equal(await assigneeOf(owner, answered), ada.id, 'the visitor has their answer');
});

test('I4: whoever goes away keeps what waits for a while, also where a socket was lost with its inbox', async () => {
  const { owner, agents } = await makeTeam(server, 2);
  const [ada, ben] = agents as [Colleague, Colleague];
  await change(owner, { routing: { mode: 'round_robin' } });
  const socket = await at(ada);
  const id = await ask(owner);
  await given(owner, id);
  await server.evictInbox(owner.organizationId, 'close');
  await socket.closed;
  await using _ben = await at(ben);
  await moment();
  assert.equal(await assigneeOf(owner, id), ada.id, 'ten minutes are not over');
  await change(owner, { absentMinutes: 0 });
  assert.equal(
    await until(
      () => assigneeOf(owner, id),
      (assignee) => assignee === ben.id,
    ),
    ben.id,
  );
});

test('I4: a database that is down does not stop routing as it was known', async () => {
  const { owner, agents } = await makeTeam(server, 1);
  const ada = agents[0] as Colleague;
  const sales = await makeDepartment(server, owner, { mode: 'round_robin' });
  await using _ada = await at(ada);
  await given(owner, await ask(owner, sales));
  await avail(ada, 'away');
  const id = await ask(owner, sales);
  await server.sql('ALTER TABLE department_members RENAME TO lost');
  try {
    await change(owner, { name: 'Asks the inbox to learn' });
    await server.evictInbox(owner.organizationId);
    await avail(ada, 'available');
    assert.equal(await given(owner, id), ada.id);
  } finally {
    await server.sql('ALTER TABLE lost RENAME TO department_members');
  }
  assert.ok(server.logs().some((line) => line.includes('routes not learned')));
});

test('I4: the room is the truth of whose it is, also after the list was built again', async () => {
  const { owner, agents } = await makeTeam(server, 1);
  const ada = agents[0] as Colleague;
  const sales = await makeDepartment(server, owner, { mode: 'round_robin' });
  const id = await ask(owner, sales);
  const listed = () => owner.call<{ items: Summary[] }>('/api/conversations');
  await until(listed, ({ body }) => body.items.length === 1);
  // Somebody has it before anybody is here to be given it.
  await owner.call(`/api/conversations/${id}`, { method: 'PATCH', body: { assigneeId: ada.id } });
  await using _ada = await at(ada);
  await moment();
  assert.deepEqual(await history(owner, id), [ada.id], 'the room is the truth');
  const path = `/api/operator/organizations/${owner.organizationId}/inbox`;
  expectStatus(await operator(server.origin).call(path, { method: 'POST' }), 200);
  const other = await ask(owner, sales);
  assert.equal(await given(owner, other), ada.id, 'also after the list was built again');
});

test('I4: rules choose the department where the visitor picked none', async () => {
  const { owner } = await makeTeam(server, 1);
  const [german, pricing] = [
    await makeDepartment(server, owner, { mode: 'manual' }),
    await makeDepartment(server, owner, { mode: 'manual' }),
  ];
  const rules = [
    { field: 'url', is: 'starts_with', value: '/pricing', department_id: pricing },
    { field: 'language', is: 'equals', value: 'de', department_id: german },
  ];
  await change(owner, { routingRules: rules });
  const departmentOf = async (more: object, departmentId?: string) =>
    (await stateOf(owner, await ask(owner, departmentId, more))).department_id;
  const page = (url: string) => ({ page: { url, title: 'Page' } });
  assert.equal(await departmentOf(page('https://shop.example/pricing?x=1')), pricing);
  assert.equal(await departmentOf(page('https://shop.example/')), german, 'the language of the session');
  assert.equal(
    await departmentOf(page('https://shop.example/pricing'), german),
    german,
    'who picks one is asked',
  );
  const { owner: stranger } = await makeTeam(server, 1);
  const foreign = await makeDepartment(server, stranger, { mode: 'manual' });
  type Problem = { errors: { field: string; code: string }[] };
  const wrong = await owner.call<Problem>('/api/organization', {
    method: 'PATCH',
    body: { routingRules: [{ ...rules[0], department_id: foreign }] },
  });
  const [error] = expectStatus(wrong, 422).body.errors;
  assert.deepEqual([error?.field, error?.code], ['routingRules[0].department_id', 'unknown']);
});
