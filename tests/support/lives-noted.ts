// What a look through every single message says of conversations.

import type { Event, MessageKind, PartyKind } from '../../widget/protocol/generated.ts';
import type { Lived } from './lives.ts';
import type { Noted } from './reports.ts';
import type { TestServer } from './server.ts';
import { until } from './wait.ts';

interface Line {
  conversation_id: string;
  kind: MessageKind;
  sender_kind: PartyKind;
  sender_id: string;
  event: Event | null;
  outcome: string | null;
  created_at: number;
}

/** Of these, out of the log in the database, as soon as all of it is there. */
export async function lookThrough(
  server: TestServer,
  lived: Lived[],
): Promise<{ noted: Noted[]; messages: number }> {
  const missing = () =>
    server.sql(
      `SELECT value ->> 'id' AS id FROM json_each(?) WHERE value ->> 'seq' >
        (SELECT COALESCE(MAX(seq), 0) FROM messages WHERE conversation_id = value ->> 'id')`,
      JSON.stringify(lived),
    );
  await until(missing, (ids) => ids.length === 0, 60_000);
  const lines = await logOf(server, lived);
  const began = await server.sql<{ id: string; created_at: number }>(
    "SELECT id, created_at FROM conversations WHERE id IN (SELECT value ->> 'id' FROM json_each(?))",
    JSON.stringify(lived),
  );
  const beginnings = new Map(began.map(({ id, created_at }) => [id, created_at]));
  const noted = lived.map((one) => replay(one, beginnings.get(one.id) ?? 0, lines.get(one.id) ?? []));
  return { noted, messages: [...lines.values()].reduce((sum, { length }) => sum + length, 0) };
}

async function logOf(server: TestServer, lived: Lived[]): Promise<Map<string, Line[]>> {
  const lines: Line[] = [];
  for (let at = 0; at < lived.length; at += 50) {
    const some = await server.sql(
      `SELECT conversation_id, kind, sender_kind, sender_id, data -> '$.event' AS event,
          data ->> '$.bot.outcome' AS outcome, created_at FROM messages
       WHERE conversation_id IN (SELECT value ->> 'id' FROM json_each(?)) ORDER BY conversation_id, seq`,
      JSON.stringify(lived.slice(at, at + 50)),
    );
    for (const { event, ...line } of some)
      lines.push({ ...line, event: event === null ? null : JSON.parse(String(event)) } as Line);
  }
  return Map.groupBy(lines, (line) => line.conversation_id);
}

/** What was noted otherwise than it should be, as soon as that is nothing. */
export async function isNoted(server: TestServer, noted: Noted[]): Promise<void> {
  const names = Object.keys(noted[0] ?? {});
  const other = async () => {
    const rows = await server.sql(`SELECT ${names} FROM conversation_facts`);
    const there = new Set(rows.map((row) => JSON.stringify(row)));
    return noted.filter((one) => !there.has(JSON.stringify(one)));
  };
  await until(other, (left) => left.length === 0, 30_000);
}

/** From the first message to the last. */
function replay({ id, widgetId, url, isHere }: Lived, created_at: number, lines: Line[]): Noted {
  const it: Noted = {
    created_at,
    conversation_id: id,
    widget_id: widgetId,
    page: url.split(/[?#]/)[0] ?? null,
    department_id: null,
    agent_id: null,
    asked_at: null,
    answered_at: null,
    bot_at: null,
    closed_at: null,
    has_left: 0,
    rating: null,
  };
  let assignee: string | null = null;
  let answerer: string | null = null;
  // The visitor's last words had no reply of the bot's.
  let isLeft = false;
  for (const { kind, sender_kind: by, sender_id, event, outcome, created_at: at } of lines) {
    if (event?.type === 'agent_joined') assignee = event.agent.id;
    if (event?.type === 'assigned') assignee = event.assignee?.id ?? null;
    if (event?.type === 'transferred') it.department_id = event.department?.id ?? null;
    if (event?.type === 'rated') it.rating = event.rating.score;
    if (event?.type === 'bot_handed_over') it.bot_at = null;
    if (event?.type === 'closed') {
      it.closed_at = at;
      it.has_left = by === 'visitor' || !isHere ? 1 : 0;
    }
    if (event?.type === 'reopened') [it.closed_at, it.has_left] = [null, 0];
    if (kind !== 'text') continue;
    if (by === 'visitor') it.asked_at ??= at;
    if (by === 'visitor' && isLeft) it.bot_at = null;
    if (by !== 'agent') isLeft = by === 'visitor';
    if (outcome === 'answered' && it.asked_at !== null) it.bot_at ??= at;
    if (by === 'agent' && it.asked_at !== null && it.answered_at === null)
      [it.answered_at, answerer] = [at, sender_id];
  }
  return { ...it, bot_at: isLeft ? null : it.bot_at, agent_id: assignee ?? answerer };
}
