/** Resources for tests: complete, and each test names only what it is about. */
import type { ConversationSummary, Message, Participant } from '../../widget/protocol/generated.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 10, 12, minutes)).toISOString();

export function conversation(id: string, change: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id,
    organization_id: 'o',
    department_id: null,
    widget_customer_id: 'v',
    customer_id: null,
    page: {},
    channel: 'webchat',
    status: 'waiting',
    pre_chat_data: {},
    widget_customer: {
      id: 'v',
      visitor_id: 'visitor',
      full_name: null,
      display_name: 'Quiet Otter',
      email: null,
      phone: null,
      custom_fields: {},
      customer_id: null,
      first_seen_at: at(0),
      last_seen_at: at(0),
    },
    department: null,
    assignee: null,
    last_seq: 1,
    last_message: null,
    unread: 0,
    created_at: at(0),
    updated_at: at(0),
    labels: [],
    priority: 'normal',
    online: true,
    waiting_since: at(0),
    snoozed_until: null,
    rating: null,
    bot: false,
    bot_handed_over: false,
    ...change,
  };
}

/** The last thing said was said this many minutes past noon. */
export function spokeAt(minutes: number): Pick<ConversationSummary, 'last_message'> {
  return {
    last_message: { seq: 1, kind: 'text', sender: 'visitor', body: 'Hello', created_at: at(minutes) },
  };
}

export function message(seq: number, change: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    seq,
    client_id: `c${seq}`,
    conversation_id: 'a',
    kind: 'text',
    sender: { kind: 'visitor', id: 'v', name: 'Quiet Otter', avatar_url: null },
    body: `Message ${seq}`,
    attachments: [],
    created_at: at(seq),
    ...change,
  };
}

export const agent = { kind: 'agent' as const, id: 'g', name: 'Ada', avatar_url: null };

export function visitor(change: Partial<Participant> = {}): Participant {
  return {
    kind: 'visitor',
    id: 'v',
    name: 'Quiet Otter',
    avatar_url: null,
    online: true,
    read: 0,
    delivered: 0,
    ...change,
  };
}
