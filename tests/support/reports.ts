// Conversations of months, made up, and what reports have to say of them, counted the slow and obvious way.

import { randomUUID } from 'node:crypto';
import type { Figures } from '../../widget/protocol/generated.ts';
import type { Owner } from './client.ts';
import type { TestServer } from './server.ts';

/** What is noted of a conversation; times in milliseconds. */
export interface Noted {
  created_at: number;
  conversation_id: string;
  widget_id: string;
  department_id: string | null;
  agent_id: string | null;
  page: string | null;
  asked_at: number | null;
  answered_at: number | null;
  bot_at: number | null;
  closed_at: number | null;
  has_left: 0 | 1;
  rating: number | null;
  /** Of the time until the answer, what was within business hours, if there are any. */
  open_wait?: number;
}

export interface Cast {
  widgets: string[];
  departments: (string | null)[];
  agents: string[];
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const pages = ['https://shop.example/', 'https://shop.example/pots', 'https://shop.example/ünal', null];

/** Random, and the same every time. */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Conversations between two times. */
export function invent(count: number, from: number, to: number, cast: Cast, seed: number): Noted[] {
  const roll = dice(seed);
  const one = <T>(list: T[]): T => list[roll(list.length)] as T;
  const wait = () => Math.max(1, Math.floor(Math.exp(roll(1_100) / 100) / 10)) * MINUTE;
  return Array.from({ length: count }, () => {
    const created_at = from + roll(Math.floor((to - from) / MINUTE)) * MINUTE;
    const asked_at = roll(20) ? created_at + roll(3) * MINUTE : null;
    const answered_at = asked_at !== null && roll(5) ? asked_at + wait() : null;
    const bot_at = asked_at !== null && !roll(6) ? asked_at + MINUTE : null;
    const latest = Math.max(created_at, answered_at ?? 0);
    const closed_at = roll(4) ? latest + wait() : null;
    return {
      created_at,
      conversation_id: randomUUID(),
      widget_id: one(cast.widgets),
      department_id: one(cast.departments),
      agent_id: answered_at === null ? null : one(cast.agents),
      page: one(pages),
      asked_at,
      answered_at,
      bot_at,
      closed_at,
      has_left: closed_at !== null && created_at % (2 * MINUTE) === 0 ? 1 : 0,
      rating: closed_at !== null && !roll(3) ? 1 + roll(5) : null,
    };
  });
}

/** Sixty days of conversations before today. */
export async function past(server: Pick<TestServer, 'sql'>, owner: Owner): Promise<void> {
  const idsOf = async (path: string) =>
    (await owner.call<{ items: { id: string }[] }>(path)).body.items.map(({ id }) => id);
  const cast = {
    widgets: await idsOf('/api/widgets'),
    departments: [...(await idsOf('/api/departments')), null],
    agents: [owner.agentId, 'f0000000-0000-7000-8000-000000000001'],
  };
  const today = Math.floor(Date.now() / DAY) * DAY;
  const noted = invent(400, today - 60 * DAY, today - DAY, cast, 5);
  const columns = Object.keys(noted[0] ?? {});
  await server.sql(
    `INSERT INTO conversation_facts (organization_id, ${columns})
     SELECT ?, ${columns.map((column) => `value ->> '${column}'`)} FROM json_each(?)`,
    owner.organizationId,
    JSON.stringify(noted),
  );
  await server.sql(
    `INSERT INTO widget_openings (organization_id, slot, widget_id, count)
     SELECT organization_id, created_at - created_at % 900000, widget_id, SUM(2 + created_at / 60000 % 3)
     FROM conversation_facts WHERE organization_id = ? AND created_at < ? GROUP BY 1, 2, 3`,
    owner.organizationId,
    today,
  );
}

/** Date, hour and day of the week by the clock of a place. */
export function clockOf(timeZone: string): (at: number) => { day: string; hour: number; minutes: number } {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const hour = Number(parts.hour);
    return {
      day: `${parts.year}-${parts.month}-${parts.day}`,
      hour,
      minutes: hour * 60 + Number(parts.minute),
    };
  };
}

/** So long it was open between two times: by looking at each minute. `days`: Monday is 0. */
export function openBetween({ timezone, days }: Opening, from: number, to: number): number {
  const clock = clockOf(timezone);
  let open = 0;
  for (let at = from; at < to; ) {
    const next = Math.min(to, at - (at % MINUTE) + MINUTE);
    const { day, minutes } = clock(at);
    const weekday = (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
    if (days[weekday]?.some(([opens, closes]) => minutes >= opens && minutes < closes)) open += next - at;
    at = next;
  }
  return open;
}

export interface Opening {
  timezone: string;
  days: [opens: number, closes: number][][];
}

/** Of sorted times, in seconds, the one that so many of a hundred do not exceed. */
const nth = (times: number[], percent: number) =>
  times.length === 0 ? null : (times[Math.ceil((times.length * percent) / 100) - 1] as number) / 1000;

export interface Exact {
  counts: Pick<
    Figures,
    'conversations' | 'answered' | 'by_bot' | 'missed' | 'left' | 'waiting' | 'resolved' | 'ratings'
  >;
  first: (number | null)[];
  firstOpen: (number | null)[];
  resolution: (number | null)[];
}

/** Of conversations that are all older than a day. */
export function recount(noted: Noted[]): Exact {
  const sorted = (times: number[]) => times.toSorted((one, next) => one - next);
  const asked = noted.filter((it) => it.asked_at !== null);
  const answered = asked.filter((it) => it.answered_at !== null);
  const unanswered = asked.filter((it) => it.answered_at === null);
  const resolved = noted.filter(
    (it) => it.closed_at !== null && (it.answered_at !== null || it.bot_at !== null),
  );
  const first = sorted(answered.map((it) => Number(it.answered_at) - Number(it.asked_at)));
  const firstOpen = sorted(
    answered.map((it) => it.open_wait ?? Number(it.answered_at) - Number(it.asked_at)),
  );
  const resolution = sorted(resolved.map((it) => Number(it.closed_at) - it.created_at));
  return {
    counts: {
      conversations: noted.length,
      answered: answered.length,
      by_bot: unanswered.filter((it) => it.bot_at !== null).length,
      missed: unanswered.filter((it) => it.bot_at === null).length,
      left: unanswered.filter((it) => it.bot_at === null && it.has_left).length,
      waiting: 0,
      resolved: resolved.length,
      ratings: [1, 2, 3, 4, 5].map((score) => noted.filter((it) => it.rating === score).length),
    },
    first: [first.length, nth(first, 50), nth(first, 90)],
    firstOpen: [firstOpen.length, nth(firstOpen, 50), nth(firstOpen, 90)],
    resolution: [resolution.length, nth(resolution, 50), nth(resolution, 90)],
  };
}
