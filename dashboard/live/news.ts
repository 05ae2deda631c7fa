/** What in the inbox is worth a sound: a visitor wrote to me or to nobody, or a colleague called me. */
import type {
  AgentId,
  ConversationId,
  ConversationSummary,
  InboxFrame,
  Notice,
} from '../../widget/protocol/generated.ts';

export interface News {
  /** The same in every tab. */
  id: string;
  conversation: ConversationId;
  /** Where in it. */
  seq: number | null;
  title: string;
  text: string;
}

interface Before {
  me: AgentId;
  entries: ReadonlyMap<ConversationId, { conversation: ConversationSummary | null }>;
}

/** `head` is how far the inbox was when we came: what is told up to there was said before. */
export function newsOf(frame: InboxFrame, before: Before, head: number): News | null {
  if (frame.type === 'notify') return frame.notice.read ? null : called(frame.notice);
  if (frame.type !== 'conversation') return null;
  const { conversation } = frame;
  const { last_message: last, assignee, unread } = conversation;
  // What the bot answers concerns nobody, until it leaves it to a person.
  if (!last || conversation.bot || unread === 0 || (assignee && assignee.id !== before.me)) return null;
  const known = before.entries.get(conversation.id)?.conversation;
  const isLeft = known?.bot === true && conversation.waiting_since !== null;
  const isNew = known ? (known.last_message?.seq ?? 0) < last.seq : frame.seq > head;
  if (!isLeft && (!isNew || last.sender !== 'visitor')) return null;
  return {
    id: `${conversation.id} ${last.seq}${isLeft ? ' left' : ''}`,
    conversation: conversation.id,
    seq: null,
    title: conversation.widget_customer.display_name,
    text: last.body,
  };
}

function called({ id, kind, by, text, conversation_id, message_seq }: Notice): News {
  const title = [by?.name, wordsOf(kind, by !== null)].filter(Boolean).join(' ');
  return { id, conversation: conversation_id, seq: message_seq, title, text };
}

/** What somebody did, or what happened by itself. */
export function wordsOf(kind: Notice['kind'], bySomebody: boolean): string {
  if (kind === 'mention') return 'mentioned you';
  return bySomebody ? 'gave you a conversation' : 'You got a conversation';
}
