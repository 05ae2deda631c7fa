/** What the desk asks and hears beyond conversations: who works here, labels, notices, search. */
import type {
  AgentId,
  AgentRef,
  Availability,
  ChangeConversation,
  ConversationId,
  ConversationSummary,
  Counts,
  Customer,
  InboxFrame,
  List,
  Priority,
  Problem,
  Status,
  Timestamp,
} from '../../widget/protocol/generated.ts';
import { call } from './client.ts';

export type DeskCounts = Counts & { unassigned?: number };
/** Of one agent's own conversations. */
export interface Mine {
  open: number;
  unread: number;
}

export interface Notice {
  id: string;
  kind: 'mention' | 'assigned';
  conversation_id: ConversationId;
  message_seq: number | null;
  by: Pick<AgentRef, 'id' | 'name'>;
  text: string;
  created_at: Timestamp;
  read: boolean;
}

export type DeskFrame =
  | InboxFrame
  | { type: 'mine'; seq: number; mine: Mine }
  | { type: 'notify'; seq: number; notice: Notice };

export interface Colleague {
  id: AgentId;
  name: string;
  avatar_url: string | null;
  online?: boolean | null;
  availability?: Availability | null;
}

export interface Label {
  id: string;
  name: string;
  color: string;
}

export interface DepartmentName {
  id: string;
  name: string;
}

/** What of a conversation agents change by hand. */
export interface Changeable {
  status: Status;
  assignee_id: AgentId | null;
  department_id: string | null;
  labels: string[];
  priority: Priority;
  snoozed_until: Timestamp | null;
}

export interface BulkItem {
  id: ConversationId;
  ok: boolean;
  /** If it was changed: how it was. */
  before?: Changeable;
  problem?: Problem;
}

export interface Piece {
  text: string;
  hit: boolean;
}

export interface Hit {
  conversation: ConversationSummary;
  message?: { seq: number; parts: Piece[] } | null;
  customer?: Customer | null;
}

export const labels = (signal?: AbortSignal) => call<List<Label>>('GET', '/api/labels', undefined, signal);
export const createLabel = (name: string, color: string) =>
  call<Label>('POST', '/api/labels', { name, color });
export const departments = (signal?: AbortSignal) =>
  call<List<DepartmentName>>('GET', '/api/departments', undefined, signal);
export const colleagues = (signal?: AbortSignal) =>
  call<List<Colleague>>('GET', '/api/agents', undefined, signal);

export const changeMany = (ids: ConversationId[], change: ChangeConversation) =>
  call<{ items: BulkItem[] }>('POST', '/api/conversations/bulk', { ids, change });

export const search = (query: Record<string, string>, signal?: AbortSignal) =>
  call<List<Hit>>('GET', `/api/search?${new URLSearchParams(query)}`, undefined, signal);

export const notices = (signal?: AbortSignal) =>
  call<List<Notice>>('GET', '/api/agents/me/notices', undefined, signal);
export const readNotices = (what: { ids: string[] } | { all: true }) =>
  call<void>('POST', '/api/agents/me/notices/read', what);

export const setAvailability = (availability: Availability) =>
  call<void>('PUT', '/api/agents/me/availability', { availability });
