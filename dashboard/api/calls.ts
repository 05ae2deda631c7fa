/** The calls of the HTTP contract that the dashboard makes, one line each. */
import type {
  ConversationId,
  ConversationSummary,
  List,
  LoginRequest,
  Me,
  MessagePage,
  OneConversation,
  SignupRequest,
  Status,
  Widget,
} from '../../widget/protocol/generated.ts';
import { call } from './client.ts';

export const signup = (body: SignupRequest) => call<Me>('POST', '/api/auth/signup', body);
export const login = (body: LoginRequest) => call<Me>('POST', '/api/auth/login', body);
export const logout = () => call<void>('POST', '/api/auth/logout');
export const me = (signal?: AbortSignal) => call<Me>('GET', '/api/auth/me', undefined, signal);

export const widgets = (signal?: AbortSignal) => call<List<Widget>>('GET', '/api/widgets', undefined, signal);

/** Without a status: all that are not closed. */
export function conversations(query: { status?: Status; cursor?: string }, signal?: AbortSignal) {
  const search = new URLSearchParams(query).toString();
  return call<List<ConversationSummary>>(
    'GET',
    `/api/conversations${search && `?${search}`}`,
    undefined,
    signal,
  );
}

export const conversation = (id: ConversationId, signal?: AbortSignal) =>
  call<OneConversation>('GET', `/api/conversations/${id}`, undefined, signal);

export const changeStatus = (id: ConversationId, status: Status) =>
  call<OneConversation>('PATCH', `/api/conversations/${id}`, { status });

/** At most `limit` messages right before or right after a place in the log, oldest first. */
export function messages(id: ConversationId, place: { before: number } | { after: number }, limit = 50) {
  const search = new URLSearchParams(
    Object.entries({ ...place, limit }).map(([name, value]) => [name, String(value)]),
  );
  return call<MessagePage>('GET', `/api/conversations/${id}/messages?${search}`);
}

/** Sockets share the page's host; the session cookie says who is asking. */
export function socketUrl(path: string, after: number): string {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (after > 0) url.searchParams.set('after', String(after));
  return url.href;
}
