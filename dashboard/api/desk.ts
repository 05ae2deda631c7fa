/** What the desk asks beyond conversations: who works here, labels, notices, search. */
import type {
  Availability,
  BulkChanged,
  ChangeConversation,
  Colleague,
  ConversationId,
  Department,
  Found,
  Label,
  List,
  Notice,
} from '../../widget/protocol/generated.ts';
import { call } from './client.ts';

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
