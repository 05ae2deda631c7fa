// What reports say of three months in which clocks change, against a recount of all that was noted.

import assert from 'node:assert/strict';
import type { BusiestHours, Figures, Overview, Table, Times } from '../../widget/protocol/generated.ts';
import { type Client, expectStatus } from './client.ts';
import { clockOf, type Exact, type Noted, recount } from './reports.ts';
import type { TestServer } from './server.ts';

type Database = Pick<TestServer, 'sql' | 'scheduled'>;

/** How much is not added up yet. */
export const left = async ({ sql }: Database) =>
  Number((await sql('SELECT COUNT(*) AS count FROM stale_stats'))[0]?.count);

/** Adds up what is due, until nothing is left. */
export async function addUp(server: Database): Promise<void> {
  while ((await left(server)) > 0) await server.scheduled();
}

/** All of it is due now. */
export const due = ({ sql }: Database) => sql('UPDATE stale_stats SET due_at = 0');

export interface Counted {
  owner: Client;
  timezone: string;
  noted: Noted[];
}

const [FROM, TO] = ['2025-09-01', '2025-12-01'];
/** From the day before to the day after, so that wherever it is some are not within. */
export const season = [Date.UTC(2025, 7, 31, 12), Date.UTC(2025, 11, 1, 12)] as const;

const read = async <T>({ owner }: Counted, path: string): Promise<T> =>
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
  near(told.first_response_open, exact.firstOpen, `${what}, first response while open`);
  near(told.resolution, exact.resolution, `${what}, resolution`);
  const scores = ratings.reduce((sum, count, place) => sum + count * (place + 1), 0);
  const rated = ratings.reduce((sum, count) => sum + count, 0);
  assert.ok(rated === 0 ? told.rating === null : Math.abs((told.rating ?? 0) - scores / rated) < 0.006, what);
}

/** Everything there is to read, against all that was noted. */
export async function check(it: Counted): Promise<void> {
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
