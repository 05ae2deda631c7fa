// A8: reports say what an exact recount says: over changes of clocks, after late corrections, while days are added up and
// when that ends half way.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { expectStatus, type Owner, signUp } from '../support/client.ts';
import { type Cast, invent, type Noted } from '../support/reports.ts';
import { addUp, type Counted, check, due, left, season } from '../support/reports-checked.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;

before(async () => {
  server = await startServer({}, { limited: false });
});
after(() => server.close());

interface Shop extends Counted {
  owner: Owner;
  cast: Cast;
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
  const noted = invent(count, ...season, cast, seed);
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

const sums = async () =>
  (await server.sql('SELECT * FROM daily_stats ORDER BY 1, 2, 3, 4')).map((row) => JSON.stringify(row));

test('A8: reports equal a recount wherever clocks change, before days are added up and after, and again', async () => {
  const shops: Shop[] = [];
  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago'];
  for (const [seed, zone] of zones.entries()) shops.push(await shop(zone, 1_500, seed + 1));
  for (const it of shops) await check(it);
  const waiting = await left(server);
  await server.scheduled();
  assert.equal(await left(server), waiting, 'nothing is due yet');
  await due(server);
  await addUp(server);
  const added = await sums();
  assert.ok(added.length > 1_000);
  for (const it of shops) await check(it);
  await server.sql(
    'INSERT INTO stale_stats SELECT DISTINCT organization_id, created_at - created_at % 900000, 0 FROM conversation_facts',
  );
  await addUp(server);
  assert.deepEqual(await sums(), added, 'twice is once');
});

test('A8: what comes late is in at once, and in the sums once they are made again, also when that ends half way', async () => {
  const it = await shop('Europe/Berlin', 800, 7);
  await due(server);
  await addUp(server);
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
  await due(server);
  await server.sql(
    `CREATE TRIGGER injected BEFORE INSERT ON daily_stats WHEN NEW.day > '2025-10-10' AND NEW.dimension = 'page'
     BEGIN SELECT RAISE(ABORT, 'injected'); END`,
  );
  const before = await left(server);
  await server.scheduled();
  assert.ok((await left(server)) < before && (await left(server)) > 0, 'it ended half way');
  await check(it);
  await server.sql('DROP TRIGGER injected');
  await addUp(server);
  await check(it);
});

test('A8: when the clock of an organization changes, its days do', async () => {
  const it = await shop('America/New_York', 300, 11);
  await due(server);
  await addUp(server);
  it.timezone = 'Asia/Kathmandu';
  expectStatus(
    await it.owner.call('/api/organization', { method: 'PATCH', body: { timezone: it.timezone } }),
    200,
  );
  await check(it);
  await addUp(server);
  await check(it);
});
