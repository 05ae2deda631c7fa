import type { Conversation, ConversationSummary } from '../../widget/protocol/generated.ts';

/** What a room tells an agent about its conversation. */
export type RoomConversation = Conversation & Partial<ConversationSummary>;
