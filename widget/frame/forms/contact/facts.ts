/** Who waits for a first answer, since when, and where else to reach them. Pure. */
import { type ChatState, isForeign } from '../../state.ts';

/** After so long it is time to ask. */
const PATIENCE = 2 * 60_000;

type Facts = Pick<ChatState, 'messages' | 'conversation' | 'customer'>;

/** The first words, or what the bot left to a person, as long as no person has answered in this conversation. */
export function unansweredSince({ messages, conversation }: Facts): number | null {
  if (!conversation || conversation.status === 'closed' || conversation.bot) return null;
  const said = messages.filter(({ kind }) => kind !== 'event');
  if (said.some((message) => isForeign(message) && message.sender.kind !== 'bot')) return null;
  const left = messages.filter(({ event }) => event?.type === 'bot_handed_over').pop();
  const since = left ?? said[0];
  return since ? Date.parse(since.created_at) : null;
}

export function emailOf({ conversation, customer }: Facts): string | null {
  const { widget_customer, pre_chat_data } = conversation ?? {};
  return widget_customer?.email ?? pre_chat_data?.email ?? customer?.email ?? null;
}

/** Where nobody is, it is time at once; never longer than that, whatever the clocks say. */
export function timeLeft(since: number, now: number, isOnline: boolean): number {
  return isOnline ? Math.min(Math.max(since + PATIENCE - now, 0), PATIENCE) : 0;
}
