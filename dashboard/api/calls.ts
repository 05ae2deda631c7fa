/** The calls of the HTTP contract that the dashboard makes, one line each. */
import type {
  AgentId,
  ChangeConversation,
  ConversationId,
  ConversationSummary,
  List,
  LoginRequest,
  Me,
  Message,
  MessagePage,
  OneConversation,
  SentMessage,
  SignupRequest,
  Status,
} from '../../widget/protocol/generated.ts';
import type { RoomCalls } from '../../widget/transport/calls.ts';
import { call, isSignedOut } from './client.ts';

export const signup = (body: SignupRequest) => call<Me>('POST', '/api/auth/signup', body);
export const login = (body: LoginRequest) => call<Me>('POST', '/api/auth/login', body);
export const logout = () => call<void>('POST', '/api/auth/logout');
export const me = (signal?: AbortSignal) => call<Me>('GET', '/api/auth/me', undefined, signal);

/** Rejected when nobody answers. */
export async function isStillLoggedIn(agent: AgentId): Promise<boolean> {
  try {
    return (await me()).agent.id === agent;
  } catch (error) {
    if (isSignedOut(error)) return false;
    throw error;
  }
}

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

export const changeConversation = (id: ConversationId, change: ChangeConversation) =>
  call<OneConversation>('PATCH', `/api/conversations/${id}`, change);

export const emailCopy = (id: ConversationId, email: string) =>
  call<void>('POST', `/api/conversations/${id}/transcript`, { email });

/** At most `limit` messages right before or right after a place in the log, oldest first. */
export function messages(id: ConversationId, place: { before: number } | { after: number }, limit = 50) {
  const search = new URLSearchParams(
    Object.entries({ ...place, limit }).map(([name, value]) => [name, String(value)]),
  );
  return call<MessagePage>('GET', `/api/conversations/${id}/messages?${search}`);
}

/** Everything after a place in the log. */
async function missed(id: ConversationId, after: number): Promise<Message[]> {
  const all: Message[] = [];
  for (let last = after; ; ) {
    const { items, last_seq } = await messages(id, { after: last }, 100);
    all.push(...items);
    const next = items.at(-1)?.seq ?? 0;
    if (next <= last || next >= last_seq) return all;
    last = next;
  }
}

/** A room without its socket. */
export function roomCalls(id: ConversationId): RoomCalls {
  const path = `/api/conversations/${id}`;
  return {
    conversation: async () => (await conversation(id)).conversation,
    you: async () => ({ kind: 'agent', id: (await me()).agent.id }),
    history: (after) => missed(id, after),
    send: async (said) => (await call<SentMessage>('POST', `${path}/messages`, said)).message,
    read: (seq) => call('POST', `${path}/read`, { seq }),
    typing: (typing) => call('POST', `${path}/typing`, { typing }),
  };
}

/** Sockets share the page's host; the session cookie says who is asking. */
export function socketUrl(path: string, after: number): string {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (after > 0) url.searchParams.set('after', String(after));
  return url.href;
}
