// A visitor whose first words are sent twice at once, as by two tabs or an impatient network.

import { setTimeout as sleep } from 'node:timers/promises';
import { type Visitor, visit } from '../../support/client.ts';
import { inTime } from '../../support/wait.ts';
import type { Opening } from '../history.ts';
import { insist } from './caller.ts';

export interface Founded {
  id: string;
  visitor: Visitor;
  opening: Opening;
}

type Started = { conversation: { id: string } };

/** `undefined`: nobody was told of a conversation in time, and whether there is one nobody needs to know. */
export async function found(origin: string, widgetKey: string, until: number): Promise<Founded | undefined> {
  const visitor = await arrive(origin, widgetKey, until);
  if (!visitor) return undefined;
  const clientId = crypto.randomUUID();
  const opening: Opening = { clientId, body: 'Hello', answers: [] };
  const body = { clientId, message: { clientId, body: opening.body } };
  const ask = async (impatience?: number) => {
    const start = (signal: AbortSignal) =>
      visitor.call<Started>('/api/widget/conversations', { body, signal });
    const reply = await insist(start, until, impatience);
    const id = reply?.body.conversation?.id;
    if (reply && id) opening.answers.push({ id, status: reply.status });
  };
  await Promise.all([ask(), ask(Math.random() * 60)]);
  const id = opening.answers[0]?.id;
  return id === undefined ? undefined : { id, visitor, opening };
}

async function arrive(origin: string, widgetKey: string, until: number): Promise<Visitor | undefined> {
  while (performance.now() < until) {
    const visitor = await inTime(visit(origin, widgetKey), 5_000).catch(() => undefined);
    if (visitor) return visitor;
    await sleep(100);
  }
  return undefined;
}
