/** Who waits for a first answer, since when, and where else to reach them. Pure. */
import { type ChatState, isForeign } from '../../state.ts';

/** After so long it is time to ask. */
const PATIENCE = 2 * 60_000;

type Facts = Pick<ChatState, 'messages' | 'conversation' | 'customer'>;

/** The first words, as long as nobody has answered in this conversation. */
export function unansweredSince({ messages, conversation }: Facts): number | null {
  const said = messages.filter(({ kind }) => kind !== 'event');
  const isOpen = conversation !== null && conversation.status !== 'closed' && !said.some(isForeign);
  return isOpen && said[0] ? Date.parse(said[0].created_at) : null;
}

export function emailOf({ conversation, customer }: Facts): string | null {
  const { widget_customer, pre_chat_data } = conversation ?? {};
  return widget_customer?.email ?? pre_chat_data?.email ?? customer?.email ?? null;
}

/** Never longer than that, whatever the clocks say. */
export function timeLeft(since: number, now: number): number {
  return Math.min(Math.max(since + PATIENCE - now, 0), PATIENCE);
}
