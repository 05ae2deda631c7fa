// A8: from fifty thousand messages to what reports say, wherever clocks change.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delivery, teach } from '../support/bot.ts';
import { type Client, expectStatus } from '../support/client.ts';
import { live, type Place } from '../support/lives.ts';
import { isNoted, lookThrough } from '../support/lives-noted.ts';
import { type Noted, type Opening, openBetween } from '../support/reports.ts';
import { addUp, check, due, season } from '../support/reports-checked.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { makeTeam } from '../support/team.ts';

const MESSAGES = 50_000;
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const TIMES = ['created_at', 'asked_at', 'answered_at', 'bot_at', 'closed_at'] as const;

async function open(server: TestServer): Promise<Place> {
  const { owner, agents } = await makeTeam(server, 3);
  const make = async (path: string, name: string) =>
    expectStatus(await owner.call<{ id: string; key: string }>(path, { body: { name } }), 201).body;
  const departments = [await make('/api/departments', 'Sales'), await make('/api/departments', 'Returns')];
  await teach(owner, [delivery]);
  const [botWidget] = (await owner.call<{ items: { id: string; key: string }[] }>('/api/widgets')).body.items;
  assert.ok(botWidget);
  const widget = await make('/api/widgets', 'Without the bot');
  return {
    agents,
    departmentIds: departments.map(({ id }) => id),
    widget,
    botWidget,
    question: delivery.question,
  };
}

const workdays = { timezone: 'Europe/Berlin', days: Array<Opening['days'][0]>(5).fill([[9 * 60, 17 * 60]]) };
const ofSales = {
  timezone: 'America/New_York',
  days: Array<Opening['days'][0]>(7).fill([[8 * 60, 24 * 60]]),
};

/** Its widgets are open on workdays, one of its departments longer. */
async function keepHours(owner: Client, { widget, botWidget, departmentIds }: Place): Promise<void> {
  const written = (time: number) => `${String(time / 60).padStart(2, '0')}:00`;
  const set = async (path: string, { timezone, days }: Opening) => {
    const named = WEEK.map((name, place) => [name, (days[place] ?? []).map((range) => range.map(written))]);
    const body = { businessHours: { timezone, days: Object.fromEntries(named) } };
    expectStatus(await owner.call(path, { method: 'PATCH', body }), 200);
  };
  for (const { id } of [widget, botWidget]) await set(`/api/widgets/${id}`, workdays);
  await set(`/api/departments/${departmentIds[0]}`, ofSales);
}

/** As if it had all taken three months: what was noted, in the database and here. */
async function stretch(server: TestServer, noted: Noted[], { departmentIds }: Place): Promise<Noted[]> {
  const [from, to] = season;
  const began = noted.map(({ created_at }) => created_at);
  const first = Math.min(...began);
  const factor = Math.floor((to - from) / (Math.max(...began) - first + 1));
  const moved = TIMES.map((time) => `${time} = ?1 + (${time} - ?2) * ?3`);
  await server.sql(`UPDATE conversation_facts SET open_wait = NULL, ${moved}`, from, first, factor);
  const at = <T extends number | null>(time: T) =>
    (time === null ? null : from + (time - first) * factor) as T;
  return noted.map((one) => {
    const [asked_at, answered_at] = [at(one.asked_at), at(one.answered_at)];
    const hours = one.department_id === departmentIds[0] ? ofSales : workdays;
    return {
      ...one,
      created_at: at(one.created_at),
      asked_at,
      answered_at,
      bot_at: at(one.bot_at),
      closed_at: at(one.closed_at),
      open_wait: openBetween(hours, asked_at ?? 0, answered_at ?? 0),
    };
  });
}

test('A8: reports of fifty thousand messages equal a look through all of them, wherever clocks change', async () => {
  await using server = await startServer({ LIMIT_MESSAGES: '1000000' }, { limited: false });
  const place = await open(server);
  const [owner] = place.agents;
  assert.ok(owner);
  const lived = await live(server, place, MESSAGES, 1);
  const { noted, messages } = await lookThrough(server, lived);
  assert.ok(messages >= MESSAGES, `${messages} messages`);
  await isNoted(server, noted);
  console.log(`${messages} messages of ${noted.length} conversations`);
  const stretched = await stretch(server, noted, place);
  await keepHours(owner, place);
  for (const timezone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago']) {
    expectStatus(await owner.call('/api/organization', { method: 'PATCH', body: { timezone } }), 200);
    const it = { owner, timezone, noted: stretched };
    await check(it);
    await due(server);
    await addUp(server);
    await check(it);
  }
});
