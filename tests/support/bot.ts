// An organization whose bot answers, its visitors, and what became of what they asked.

import { randomUUID } from 'node:crypto';
import type { ConversationSummary, Message } from '../../widget/protocol/generated.ts';
import { converse, expectStatus, type Owner, signUp, type Visitor, visit } from './client.ts';
import type { TestServer } from './server.ts';
import { until } from './wait.ts';

export const delivery = { question: 'How long does delivery take?', answer: 'Two to four working days.' };
export const cards = { question: 'Do you have gift cards?', answer: 'From 10 to 250.' };
export const nonsense = 'Who painted the Mona Lisa?';

interface Answer {
  question: string;
  answer: string;
}

/** Its widget's bot gives these answers from now on. */
export async function teach(of: Owner, answers: Answer[], name = ''): Promise<void> {
  for (const body of answers) expectStatus(await of.call('/api/bot/entries', { body }), 201);
  await setBot(of, { enabled: true, name });
}

/** An organization whose widget's bot answers. */
export async function taught({ origin }: TestServer, of?: Owner): Promise<Owner> {
  const made = of ?? (await signUp(origin, `Ada ${randomUUID().slice(0, 8)}`));
  await teach(made, [delivery, cards], 'Fern');
  return made;
}

export async function setBot(of: Owner, bot: object) {
  const { items } = (await of.call<{ items: { id: string }[] }>('/api/widgets')).body;
  expectStatus(await of.call(`/api/widgets/${items[0]?.id}`, { method: 'PATCH', body: { bot } }), 200);
}

/** A new visitor begins with a question. */
export async function ask({ origin }: TestServer, of: Owner, body: string, more: object = {}) {
  const visitor = await visit(origin, of.widgetKey);
  return { visitor, id: await converse(visitor, { said: body, ...more }) };
}

export const say = (visitor: Visitor, id: string, body: string) =>
  visitor.call(`/api/widget/conversations/${id}/messages`, { body: { clientId: randomUUID(), body } });

export const wish = (visitor: Visitor, id: string, body: object) =>
  visitor.call(`/api/widget/conversations/${id}/bot`, { body });

export const stateOf = async (of: Owner, id: string) =>
  expectStatus(await of.call<{ conversation: ConversationSummary }>(`/api/conversations/${id}`), 200).body
    .conversation;

export const messagesOf = async (of: Owner, id: string) =>
  (await of.call<{ items: Message[] }>(`/api/conversations/${id}/messages`)).body.items;

export const said = async (of: Owner, id: string) =>
  (await messagesOf(of, id)).filter(({ sender }) => sender.kind === 'bot');

export const saying = (of: Owner, id: string, count = 1) =>
  until(
    () => said(of, id),
    (all) => all.length >= count,
  );

/** What is told to whoever takes over. */
export const handedOver = async (of: Owner, id: string) => {
  const told = (all: Message[]) =>
    all.map(({ event }) => event).find((event) => event?.type === 'bot_handed_over');
  const all = await until(
    () => messagesOf(of, id),
    (all) => told(all) !== undefined,
  );
  const event = told(all);
  return event?.type === 'bot_handed_over' ? event.data : undefined;
};

/** Longer than the bot takes. */
export const moment = () => new Promise((resolve) => setTimeout(resolve, 900));
