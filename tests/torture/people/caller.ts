// Somebody who uses the HTTP calls: asks again, with the same client id, until the fate of a message is known.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '../../../widget/protocol/generated.ts';
import type { Call, Answer as Reply } from '../../support/client.ts';
import type { Witness, Write } from '../history.ts';

export type Ask = <T>(path: string, options?: Call) => Promise<Reply<T>>;

export interface Caller {
  witness: Witness;
  /** Calls within the conversation. */
  ask: Ask;
}

/** Longer than any answer should take; what takes longer is given up and asked again. */
const PATIENCE = 4_000;
const AGAIN = 100;

/**
 * Asks until there is an answer that means something: a broken connection and a server in trouble do not, and who is
 * too fast waits as long as they are told. `undefined`: there was none in time.
 */
export async function insist<T>(
  ask: (signal: AbortSignal) => Promise<Reply<T>>,
  until: number,
  firstPatience = PATIENCE,
): Promise<Reply<T> | undefined> {
  for (let patience = firstPatience; performance.now() < until; patience = PATIENCE) {
    const reply = await ask(AbortSignal.timeout(Math.ceil(patience))).catch(() => undefined);
    if (reply?.status === 429) await sleep(Number(reply.headers.get('retry-after')) * 1_000);
    else if (!reply || reply.status >= 500) await sleep(AGAIN);
    else return reply;
  }
  return undefined;
}

export const newWrite = (body: string, kind: Write['kind'] = 'text'): Write => ({
  clientId: crypto.randomUUID(),
  body,
  kind,
  invoked: performance.now(),
  answers: [],
});

/** Writes and insists. An impatient caller hardly waits for the first answer, which then is lost. */
export async function post({ ask }: Caller, write: Write, until: number, impatience?: number): Promise<void> {
  const { clientId, body, kind } = write;
  const send = (signal: AbortSignal) =>
    ask<{ message: Message; code?: string }>('/messages', { body: { clientId, body, kind }, signal });
  const reply = await insist(send, until, impatience);
  if (!reply) return;
  const { message, code } = reply.body;
  if (message) write.answers.push({ seq: message.seq, id: message.id, at: performance.now() });
  else write.refused = `${reply.status} ${code}`;
}

/** Sends it once and goes away: nobody will know. */
export async function postAndForget({ ask }: Caller, write: Write): Promise<void> {
  write.isLoose = true;
  const { clientId, body, kind } = write;
  const signal = AbortSignal.timeout(Math.ceil(Math.random() * 30));
  await ask('/messages', { body: { clientId, body, kind }, signal }).catch(() => undefined);
}

/** Closes or opens the conversation; the answer is a state like any other. */
export async function setStatus({ ask, witness }: Caller, status: string, until: number): Promise<void> {
  type Changed = { conversation: { last_seq: number; status: string } };
  const change = (signal: AbortSignal) => ask<Changed>('', { method: 'PATCH', body: { status }, signal });
  const reply = await insist(change, until);
  if (reply?.status !== 200) return;
  const { last_seq, status: now } = reply.body.conversation;
  witness.snapshots.push({ last_seq, status: now });
}

/** Asks where the log ends, as whoever opens the conversation now would learn it. */
export async function lookAtEnd({ ask, witness }: Caller): Promise<void> {
  const invoked = performance.now();
  const signal = AbortSignal.timeout(PATIENCE);
  const asked = ask<{ last_seq: number }>('/messages?after=0&limit=1', { signal });
  const reply = await asked.catch(() => undefined);
  if (reply?.status === 200) witness.reads.push({ invoked, head: reply.body.last_seq });
}
