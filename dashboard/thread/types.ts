import type { Conversation, ConversationSummary } from '../../widget/protocol/generated.ts';

/** What a room tells an agent about its conversation. */
export type RoomConversation = Conversation & Partial<ConversationSummary>;

/** With what is usual in place of what was not said. */
export function wholeOf(conversation: RoomConversation): ConversationSummary {
  const usual = {
    labels: [],
    priority: 'normal' as const,
    online: false,
    waiting_since: null,
    snoozed_until: null,
    bot_handed_over: false,
    page: {},
  };
  return { ...usual, ...conversation };
}
