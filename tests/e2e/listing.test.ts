// I1: the list of conversations by what agents ask for, live ones and closed ones; and what each agent has.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { addAgent } from '../security/world.ts';
import { type Client, converse, expectStatus, type Owner, signUp, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { inboxSocket } from '../support/socket.ts';
import { until } from '../support/wait.ts';

let server: TestServer;

before(async () => {
  server = await startServer({ LIMIT_MESSAGES: '10000' }, { limited: false });
});
after(() => server.close());

interface Page {
  items: { id: string; status: string }[];
  next_cursor: string | null;
  errors: { field: string }[];
}

const ask = (who: Client, query: string) => who.call<Page>(`/api/conversations?${query}`);

async function everyPage(who: Client, query: string, limit = 100): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
    const more: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { body } = expectStatus(await ask(who, `limit=${limit}&${query}${more}`), 200);
    ids.push(...body.items.map(({ id }) => id));
    cursor = body.next_cursor;
  }
  return ids;
}

const change = async (owner: Owner, id: string, body: object) =>
  expectStatus(await owner.call(`/api/conversations/${id}`, { method: 'PATCH', body }), 200);

describe('I1: filters', () => {
  let owner: Owner;
  let agent: Awaited<ReturnType<typeof addAgent>>;
  let sales: string;
  const ids: Record<string, string> = {};

  /** One conversation of each kind, and each of them closed too. */
  before(async () => {
    owner = await signUp(server.origin);
    agent = await addAgent(server, { owner, mark: randomUUID() }, 'plain');
    const made = await owner.call<{ id: string }>('/api/departments', { body: { name: 'Sales' } });
    sales = expectStatus(made, 201).body.id;
    const kinds: Record<string, object> = {
      plain: {},
      mine: { assigneeId: owner.agentId },
      theirs: { assigneeId: agent.id, labels: ['VIP', 'late'] },
      sales: { departmentId: sales, labels: ['vip'] },
      urgent: { priority: 'urgent', assigneeId: owner.agentId, departmentId: sales },
      rated: {},
      read: {},
    };
    for (const name of ['', 'closed-'])
      for (const [kind, body] of Object.entries(kinds)) ids[name + kind] = await make(name + kind, body);
    await until(
      async () => [await everyPage(owner, ''), await everyPage(owner, 'status=closed')],
      ([live, closed]) => live?.length === 7 && closed?.length === 7,
    );
    await until(
      () => everyPage(owner, 'unread=false'),
      ({ length }) => length === 1,
    );
    await until(
      () => everyPage(owner, 'rating=4&status=closed,waiting'),
      ({ length }) => length === 2,
    );
  });

  async function make(kind: string, body: object): Promise<string> {
    const visitor = await visit(server.origin, owner.widgetKey);
    const id = await converse(visitor);
    if (Object.keys(body).length > 0) await change(owner, id, body);
    if (kind.endsWith('rated'))
      expectStatus(await visitor.call(`/api/widget/conversations/${id}/rating`, { body: { score: 4 } }), 200);
    if (kind.endsWith('read'))
      expectStatus(await owner.call(`/api/conversations/${id}/read`, { body: { seq: 1 } }), 204);
    if (kind.startsWith('closed-')) await change(owner, id, { status: 'closed' });
    return id;
  }

  const named = (found: string[]) =>
    found.map((id) => Object.entries(ids).find(([, known]) => known === id)?.[0]).sort();

  const filters: [query: () => string, kinds: string[]][] = [
    [() => 'assignee=me', ['mine', 'urgent']],
    [() => `assignee=${agent.id}`, ['theirs']],
    [() => 'assignee=none', ['plain', 'rated', 'read', 'sales']],
    [() => `department=${sales}`, ['sales', 'urgent']],
    [() => `department=${sales.toUpperCase()}&assignee=none`, ['sales']],
    [() => 'department=none&assignee=none', ['plain', 'rated', 'read']],
    [() => 'label=vip', ['sales', 'theirs']],
    [() => 'label=LATE', ['theirs']],
    [() => 'label=nothing', []],
    [() => `label=vip&department=${sales}`, ['sales']],
    [() => 'rating=4', ['rated']],
    [() => 'rating=5', []],
    [() => 'priority=urgent', ['urgent']],
    [() => 'priority=normal&assignee=me&channel=webchat', ['mine']],
    [() => 'unread=false', ['read']],
    [() => 'unread=true&assignee=none&department=none', ['plain', 'rated']],
    [() => `assignee=${randomUUID()}`, []],
  ];
  for (const [query, kinds] of filters)
    test(`${query.toString().replace('() => ', '')} finds what is so, live and closed`, async () => {
      const closed = kinds.map((kind) => `closed-${kind}`);
      const asked = query();
      assert.deepEqual(named(await everyPage(owner, asked)), kinds);
      assert.deepEqual(named(await everyPage(owner, `status=closed&${asked}`)), closed);
      const all = await everyPage(owner, `status=waiting,open,closed&${asked}`, 2);
      assert.deepEqual(named(all), [...closed, ...kinds], 'both in one list, page by page');
    });

  test('several statuses are one list, latest activity first', async () => {
    const times = async (query: string) => {
      type Timed = { items: { updated_at: string }[] };
      const { body } = await owner.call<Timed>(`/api/conversations?${query}`);
      return body.items.map((one) => one.updated_at);
    };
    const both = await times('status=closed,waiting,open,snoozed');
    assert.equal(both.length, 14);
    assert.deepEqual(both, both.toSorted().reverse());
  });

  test('S7: a filter that cannot be is named', async () => {
    const wrong = 'status=new status=open, status= assignee=somebody department=me label= rating=6 rating=x';
    for (const query of `${wrong} channel=mail priority=big unread=maybe cursor=1`.split(' ')) {
      const { errors } = expectStatus(await ask(owner, query), 422).body;
      assert.deepEqual(
        errors.map(({ field }) => field),
        [query.split('=')[0]],
        query,
      );
    }
  });

  test('S1: another organization’s ids find nothing', async () => {
    const other = await signUp(server.origin);
    await converse(await visit(server.origin, other.widgetKey));
    for (const query of [`assignee=${owner.agentId}`, `department=${sales}`, 'label=vip', 'rating=4'])
      for (const status of ['', '&status=closed'])
        assert.deepEqual(await everyPage(other, query + status), [], query + status);
  });

  test('a closed conversation that is opened again is in no list of closed ones any more', async () => {
    const id = ids['closed-theirs'] ?? '';
    await change(owner, id, { status: 'open', labels: ['again'] });
    await until(
      () => everyPage(owner, 'status=closed&label=vip'),
      (found) => !found.includes(id),
    );
    await until(
      () => everyPage(owner, 'label=again'),
      (found) => found.includes(id),
    );
    await change(owner, id, { status: 'closed' });
    await until(
      () => everyPage(owner, 'status=closed&label=again'),
      (found) => found.includes(id),
    );
    assert.deepEqual(named(await everyPage(owner, 'status=closed&label=vip')), ['closed-sales']);
  });
});

describe('I1: what each agent has', () => {
  type Mine = { open: number; unread: number };

  test('is told to them alone, with the welcome and whenever it changes', async () => {
    const owner = await signUp(server.origin);
    const agent = await addAgent(server, { owner, mark: randomUUID() }, 'plain');
    await using own = await inboxSocket(server.origin, owner.cookie);
    await using theirs = await inboxSocket(server.origin, agent.cookie);
    const mine = async (socket: typeof own) => (await socket.next('mine')).mine as Mine;
    assert.deepEqual(
      [await mine(own), await mine(theirs)],
      [
        { open: 0, unread: 0 },
        { open: 0, unread: 0 },
      ],
    );
    const visitor = await visit(server.origin, owner.widgetKey);
    const id = await converse(visitor);
    const counts = await own.next(
      'counts',
      (frame) => (frame.counts as { unassigned: number }).unassigned === 1,
    );
    assert.equal((counts.counts as { waiting: number }).waiting, 1);
    await change(owner, id, { assigneeId: agent.id });
    assert.deepEqual(await mine(theirs), { open: 1, unread: 1 });
    await own.next('counts', (frame) => (frame.counts as { unassigned: number }).unassigned === 0);
    expectStatus(await agent.call(`/api/conversations/${id}/read`, { body: { seq: 2 } }), 204);
    assert.deepEqual(await mine(theirs), { open: 1, unread: 0 });
    await change(owner, id, { assigneeId: owner.agentId });
    assert.deepEqual(
      [await mine(theirs), await mine(own)],
      [
        { open: 0, unread: 0 },
        { open: 1, unread: 0 },
      ],
    );
    await using again = await inboxSocket(server.origin, owner.cookie);
    assert.deepEqual(await mine(again), { open: 1, unread: 0 });
    await change(owner, id, { status: 'closed' });
    assert.deepEqual(
      [await mine(again), await mine(own)],
      [
        { open: 0, unread: 0 },
        { open: 0, unread: 0 },
      ],
    );
    assert.ok(![...own.pending, ...theirs.pending].some(({ type }) => type === 'mine'), 'and nothing else');
  });
});
