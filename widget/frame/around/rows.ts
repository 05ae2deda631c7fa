/** The visitor's conversations as they are listed. Pure. */
import type { Conversation, Preview, PublicConfig } from '../../protocol/generated.ts';
import type { ChatState } from '../state.ts';

type Known = Pick<ChatState, 'conversation' | 'messages'>;

/** Of the conversation that is connected the room knows more than the list, which may be a second behind. */
export function withCurrent(listed: Conversation[], known: Known, unread: number): Conversation[] {
  const { conversation } = known;
  if (!conversation) return listed;
  const before = listed.find(({ id }) => id === conversation.id);
  const last = lastWords(known) ?? before?.last_message ?? conversation.last_message;
  const current = { ...conversation, unread, last_message: last };
  return [current, ...listed.filter(({ id }) => id !== conversation.id)].toSorted(newestFirst);
}

function lastWords({ messages }: Known): Preview | null {
  const last = messages.findLast(({ kind }) => kind !== 'event');
  if (!last) return null;
  const { seq, kind, sender, body, attachments, created_at } = last;
  return { seq, kind, sender: sender.kind, body: body || (attachments[0]?.name ?? ''), created_at };
}

export const lastAt = ({ last_message, created_at }: Conversation): string =>
  last_message?.created_at ?? created_at;

const newestFirst = (a: Conversation, b: Conversation) => (lastAt(a) < lastAt(b) ? 1 : -1);

/**
 * The open conversation that a new one would only repeat: with the department that the page has chosen, or any where
 * there is nothing to choose.
 */
export function openOne(
  listed: Conversation[],
  { departments }: Pick<PublicConfig, 'departments'>,
  wanted?: string,
): Conversation | undefined {
  return listed.find(
    ({ status, department_id }) =>
      status !== 'closed' && (wanted ? department_id === wanted : departments.length < 2),
  );
}
