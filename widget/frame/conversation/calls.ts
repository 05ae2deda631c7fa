/** The visitor's calls about a conversation. */
import type {
  Conversation,
  Message,
  MessagePage,
  SentMessage,
  StartConversation,
  StartedConversation,
} from '../../protocol/generated.ts';
import type { RoomCalls } from '../../transport/calls.ts';
import { type Api, isRefused } from '../api.ts';
import { noteRefusal } from './refusals.ts';

/** False when we are not welcome any more. */
export async function renew(api: Api): Promise<boolean> {
  try {
    await api.init();
    return true;
  } catch (problem) {
    if (isRefused(problem, 401, 403, 404)) return false;
    throw problem;
  }
}

export function start(api: Api, request: StartConversation): Promise<StartedConversation> {
  return api.asVisitor('conversations', { ...request, page: api.page });
}

export async function read(api: Api, id: string): Promise<Conversation> {
  return (await api.asVisitor<StartedConversation>(`conversations/${id}`)).conversation;
}

/** One message as it is told now. */
export async function again(api: Api, id: string, seq: number): Promise<Message[]> {
  return (await api.asVisitor<MessagePage>(`conversations/${id}/messages?after=${seq - 1}&limit=1`)).items;
}

export function socketUrl(id: string, after: number): string {
  return `${location.origin.replace('http', 'ws')}/api/widget/conversations/${id}/socket?after=${after}`;
}

export function callsOf(api: Api, id: string): RoomCalls {
  const path = `conversations/${id}`;
  return {
    conversation: () => read(api, id),
    you: ({ widget_customer_id }) => {
      // A socket says it by itself, so there is none.
      noteRefusal('socket_refused');
      return { kind: 'visitor', id: widget_customer_id };
    },
    history: (after) => history(api, path, after),
    send: async ({ clientId, body, attachments }) =>
      (await api.asVisitor<SentMessage>(`${path}/messages`, { clientId, body, attachments })).message,
    read: (seq) => api.asVisitor(`${path}/read`, { seq }),
    typing: (typing) => api.asVisitor(`${path}/typing`, { typing }),
  };
}

/** All messages after a seq, page by page. */
async function history(api: Api, path: string, seq: number): Promise<Message[]> {
  const messages: Message[] = [];
  for (let after = seq, isMore = true; isMore; ) {
    const page: MessagePage = await api.asVisitor(`${path}/messages?after=${after}&limit=100`);
    messages.push(...page.items);
    const last = page.items.at(-1)?.seq ?? 0;
    isMore = page.next_cursor !== null && last > after;
    after = last;
  }
  return messages;
}
