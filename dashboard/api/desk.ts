/** What the desk asks and hears beyond conversations: who works here, labels, notices, search. */
import type {
  AgentRef,
  Availability,
  BulkChanged,
  ChangeConversation,
  Colleague,
  ConversationId,
  ConversationSummary,
  CustomerId,
  Department,
  InboxFrame,
  Label,
  List,
  Timestamp,
} from '../../widget/protocol/generated.ts';
import { call } from './client.ts';

export interface Notice {
  id: string;
  kind: 'mention' | 'assigned';
  conversation_id: ConversationId;
  message_seq: number;
  /** Null: it was routed. */
  by: Pick<AgentRef, 'id' | 'name'> | null;
  text: string;
  created_at: Timestamp;
  read: boolean;
}

export type DeskFrame = InboxFrame | { type: 'notify'; seq: number; notice: Notice };

export interface Part {
  text: string;
  hit: boolean;
}

/** What a search finds: something said, or somebody, who may never have written. */
export interface Found {
  conversation: ConversationSummary | null;
  customer?: {
    id: CustomerId;
    name: Part[];
    email: Part[] | null;
    phone: Part[] | null;
    last_seen_at: Timestamp;
  };
  message?: { seq: number; snippet: Part[]; created_at: Timestamp };
}

export const labels = (signal?: AbortSignal) => call<List<Label>>('GET', '/api/labels', undefined, signal);
export const createLabel = (name: string, color: string) =>
  call<Label>('POST', '/api/labels', { name, color });
export const departments = (signal?: AbortSignal) =>
  call<List<Department>>('GET', '/api/departments', undefined, signal);
export const colleagues = (signal?: AbortSignal) =>
  call<List<Colleague>>('GET', '/api/agents', undefined, signal);

export const changeMany = (ids: ConversationId[], change: ChangeConversation) =>
  call<BulkChanged>('POST', '/api/conversations/bulk', { ids, change });

export const search = (query: Record<string, string>, signal?: AbortSignal) =>
  call<List<Found>>('GET', `/api/search?${new URLSearchParams(query)}`, undefined, signal);

export const notices = (signal?: AbortSignal) =>
  call<List<Notice>>('GET', '/api/agents/me/notices', undefined, signal);
export const readNotices = (what: { ids: string[] } | { all: true }) =>
  call<void>('POST', '/api/agents/me/notices/read', what);

export const setAvailability = (availability: Availability) =>
  call<void>('PUT', '/api/agents/me/availability', { availability });
