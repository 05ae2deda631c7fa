// A8: reports say what an exact recount says: over changes of clocks, after late corrections, while days are added up and
// when that ends half way.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { BusiestHours, Figures, Overview, Table, Times } from '../../widget/protocol/generated.ts';
import { expectStatus, type Owner, signUp } from '../support/client.ts';
import { type Cast, clockOf, type Exact, invent, type Noted, recount } from '../support/reports.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;

before(async () => {
  server = await startServer({}, { limited: false });
});
after(() => server.close());

const [FROM, TO] = ['2025-09-01', '2025-12-01'];
const start = Date.UTC(2025, 7, 31, 12);
const end = Date.UTC(2025, 11, 1, 12);

interface Shop {
  owner: Owner;
  cast: Cast;
  noted: Noted[];
  timezone: string;
}

/** A shop in some place, with conversations of three months. */
async function shop(timezone: string, count: number, seed: number): Promise<Shop> {
  const owner = await signUp(server.origin);
  expectStatus(await owner.call('/api/organization', { method: 'PATCH', body: { timezone } }), 200);
  const ids = async (path: string) =>
    (await owner.call<{ items: { id: string }[] }>(path)).body.items.map(({ id }) => id);
  for (const name of ['Sales', 'Returns'])
    expectStatus(await owner.call('/api/departments', { body: { name } }), 201);
  const cast = {
    widgets: [...(await ids('/api/widgets')), randomUUID()],
    departments: [...(await ids('/api/departments')), null],
    agents: [owner.agentId, randomUUID(), randomUUID()],
  };
  const noted = invent(count, start, end, cast, seed);
  const it = { owner, cast, noted, timezone };
  await note(it, noted);
  return it;
}

async function note({ owner }: Shop, noted: Noted[]): Promise<void> {
  const columns = Object.keys(noted[0] ?? {});
  for (let at = 0; at < noted.length; at += 500) {
    await server.sql(
      `INSERT INTO conversation_facts (organization_id, ${columns})
       SELECT ?, ${columns.map((column) => `value ->> '${column}'`)} FROM json_each(?)`,
      owner.organizationId,
      JSON.stringify(noted.slice(at, at + 500)),
    );
  }
}

const due = () => server.sql('UPDATE stale_stats SET due_at = 0');
const left = async () => Number((await server.sql('SELECT COUNT(*) AS count FROM stale_stats'))[0]?.count);
const sums = async () =>
  (await server.sql('SELECT * FROM daily_stats ORDER BY 1, 2, 3, 4')).map((row) => JSON.stringify(row));

const read = async <T>({ owner }: Shop, path: string): Promise<T> =>
  expectStatus(
    await owner.call<T>(`/api/reports/${path}${path.includes('?') ? '&' : '?'}from=${FROM}&to=${TO}`),
    200,
  ).body;

function near(told: Times, [count, median, p90]: (number | null)[], what: string): void {
  assert.equal(told.count, count, what);
  for (const [said, exact] of [
    [told.median, median],
    [told.p90, p90],
  ]) {
    const off = Math.abs((said ?? 0) - (exact ?? 0));
    assert.ok(off <= (exact ?? 0) * 0.05 + 0.5, `${what}: ${said} is not ${exact}`);
  }
}

function same(told: Figures, exact: Exact, what: string): void {
  const { conversations, answered, by_bot, missed, left, waiting, resolved, ratings } = told;
  assert.deepEqual(
    { conversations, answered, by_bot, missed, left, waiting, resolved, ratings },
    exact.counts,
    what,
  );
  near(told.first_response, exact.first, `${what}, first response`);
  near(told.resolution, exact.resolution, `${what}, resolution`);
  const scores = ratings.reduce((sum, count, place) => sum + count * (place + 1), 0);
  const rated = ratings.reduce((sum, count) => sum + count, 0);
  assert.ok(rated === 0 ? told.rating === null : Math.abs((told.rating ?? 0) - scores / rated) < 0.006, what);
}

/** Everything there is to read, against all that was noted. */
async function check(it: Shop): Promise<void> {
  const clock = clockOf(it.timezone);
  const placed = it.noted.map((one) => ({ one, ...clock(one.created_at) }));
  const within = placed.filter(({ day }) => day >= FROM && day <= TO);
  const all = within.map(({ one }) => one);
  const overview = await read<Overview>(it, 'overview');
  assert.deepEqual([overview.from, overview.to, overview.timezone], [FROM, TO, it.timezone]);
  same(overview.totals, recount(all), it.timezone);
  same(overview.previous, recount(placed.filter(({ day }) => day < FROM).map(({ one }) => one)), 'before');
  for (const told of overview.days)
    same(
      told,
      recount(within.filter(({ day }) => day === told.day).map(({ one }) => one)),
      `${it.timezone} ${told.day}`,
    );
  const { hours } = await read<BusiestHours>(it, 'hours');
  const expected = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
  for (const { day, hour } of within) {
    const counts = expected[(new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7] as number[];
    counts[hour] = (counts[hour] ?? 0) + 1;
  }
  assert.deepEqual(hours, expected, it.timezone);
  for (const [path, field] of [
    ['agents', 'agent_id'],
    ['departments', 'department_id'],
    ['widgets', 'widget_id'],
    ['pages', 'page'],
  ] as const) {
    const { items } = await read<Table>(it, path);
    assert.equal(items.length, new Set(all.map((one) => one[field])).size, path);
    for (const item of items)
      same(item, recount(all.filter((one) => one[field] === item.id)), `${path} ${item.id}`);
    const { id } = items[0] as { id: string };
    const name = id === null ? 'none' : encodeURIComponent(id);
    const filtered = await read<Overview>(it, `overview?${path.slice(0, -1)}=${name}`);
    same(filtered.totals, recount(all.filter((one) => one[field] === id)), `${path} ${id} by day`);
  }
}

test('A8: reports equal a recount wherever clocks change, before days are added up and after, and again', async () => {
  const shops: Shop[] = [];
  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago'];
  for (const [seed, zone] of zones.entries()) shops.push(await shop(zone, 1_500, seed + 1));
  for (const it of shops) await check(it);
  const waiting = await left();
  await server.scheduled();
  assert.equal(await left(), waiting, 'nothing is due yet');
  await due();
  while ((await left()) > 0) await server.scheduled();
  const added = await sums();
  assert.ok(added.length > 1_000);
  for (const it of shops) await check(it);
  await server.sql(
    'INSERT INTO stale_stats SELECT DISTINCT organization_id, created_at - created_at % 900000, 0 FROM conversation_facts',
  );
  while ((await left()) > 0) await server.scheduled();
  assert.deepEqual(await sums(), added, 'twice is once');
});

test('A8: what comes late is in at once, and in the sums once they are made again, also when that ends half way', async () => {
  const it = await shop('Europe/Berlin', 800, 7);
  await due();
  while ((await left()) > 0) await server.scheduled();
  for (const one of it.noted.filter((_, place) => place % 9 === 0)) {
    one.answered_at ??= one.asked_at === null ? null : one.asked_at + 90 * 60_000;
    one.agent_id = it.cast.agents[1] ?? null;
    one.closed_at = Math.max(one.created_at, one.answered_at ?? 0) + 3_600_000;
    one.rating = 5;
    await server.sql(
      `UPDATE conversation_facts SET answered_at = ?, agent_id = ?, closed_at = ?, rating = 5
       WHERE organization_id = ? AND created_at = ? AND conversation_id = ?`,
      ...[one.answered_at, one.agent_id, one.closed_at],
      ...[it.owner.organizationId, one.created_at, one.conversation_id],
    );
  }
  await check(it);
  await due();
  await server.sql(
    `CREATE TRIGGER injected BEFORE INSERT ON daily_stats WHEN NEW.day > '2025-10-10' AND NEW.dimension = 'page'
     BEGIN SELECT RAISE(ABORT, 'injected'); END`,
  );
  const before = await left();
  await server.scheduled();
  assert.ok((await left()) < before && (await left()) > 0, 'it ended half way');
  await check(it);
  await server.sql('DROP TRIGGER injected');
  while ((await left()) > 0) await server.scheduled();
  await check(it);
});

test('A8: when the clock of an organization changes, its days do', async () => {
  const it = await shop('America/New_York', 300, 11);
  await due();
  while ((await left()) > 0) await server.scheduled();
  it.timezone = 'Asia/Kathmandu';
  expectStatus(
    await it.owner.call('/api/organization', { method: 'PATCH', body: { timezone: it.timezone } }),
    200,
  );
  await check(it);
  while ((await left()) > 0) await server.scheduled();
  await check(it);
});
