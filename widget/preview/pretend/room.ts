/** A conversation of the preview: it keeps what is said, and somebody answers if somebody is there. */
import type {
  Attachment,
  Conversation,
  Event,
  Message,
  RoomFrame,
  Sender,
} from '../../protocol/generated.ts';
import { newId } from '../../transport/uuid.ts';
import { asAgent, asVisitor, draft, now, visitor } from './people.ts';

type Hear = (frame: RoomFrame) => void;

/** By their ids, in the order in which they began. */
export const rooms = new Map<string, Room>();

const ANSWER = 'This is how an answer looks. It is only a preview: nobody reads along, and nothing is kept.';
const TYPES_AFTER = 500;
const ANSWERS_AFTER = 1_500;

export class Room {
  conversation: Conversation;
  readonly messages: Message[] = [];
  readonly #listeners = new Set<Hear>();
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(departmentId: string | null, answers: Conversation['pre_chat_data']) {
    const department = draft().config.departments.find(({ id }) => id === departmentId);
    const at = now();
    this.conversation = {
      id: newId(),
      organization_id: 'preview',
      department_id: departmentId,
      widget_customer_id: visitor().id,
      customer_id: null,
      channel: 'webchat',
      status: 'waiting',
      pre_chat_data: answers,
      widget_customer: visitor(),
      department: department ? { id: department.id, name: department.name } : null,
      assignee: null,
      last_seq: 0,
      last_message: null,
      unread: 0,
      bot: false,
      rating: null,
      created_at: at,
      updated_at: at,
    };
  }

  listen(hear: Hear): () => void {
    this.#listeners.add(hear);
    return () => this.#listeners.delete(hear);
  }

  /** What the visitor says. */
  hear(clientId: string, body: string, attachments: Attachment[] = []): Message {
    const known = this.messages.find((message) => message.client_id === clientId);
    if (known) return known;
    const message = this.#add(asVisitor(), { client_id: clientId, body, attachments });
    this.#answer();
    return message;
  }

  close(): void {
    this.end();
    this.change({ status: 'closed' });
    this.#add({ kind: 'system', id: '', name: '', avatar_url: null }, { event: { type: 'closed' } });
  }

  change(changes: Partial<Conversation>): void {
    this.conversation = { ...this.conversation, ...changes, updated_at: now() };
    this.#tell({ type: 'conversation', conversation: this.conversation });
  }

  end(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
  }

  #add(sender: Sender, said: { body?: string; event?: Event } & Partial<Message>): Message {
    const prev = this.conversation.last_seq;
    const message: Message = {
      id: newId(),
      seq: prev + 1,
      client_id: null,
      conversation_id: this.conversation.id,
      kind: said.event ? 'event' : said.body ? 'text' : 'file',
      sender,
      body: '',
      attachments: [],
      created_at: now(),
      ...said,
    };
    this.messages.push(message);
    const { seq, kind, body, created_at } = message;
    const last = { seq, kind, sender: sender.kind, body, created_at };
    this.conversation = {
      ...this.conversation,
      last_seq: seq,
      ...(kind !== 'event' && { last_message: last }),
    };
    this.#tell({ type: 'message', prev, message });
    return message;
  }

  /** It is seen, somebody types, and there it is. */
  #answer(): void {
    this.end();
    if (!draft().config.online) return;
    const agent = asAgent();
    const reader = { kind: agent.kind, id: agent.id };
    this.#later(TYPES_AFTER, () => {
      this.#tell({ type: 'read', reader, seq: this.conversation.last_seq });
      this.#tell({ type: 'typing', sender: agent, on: true });
    });
    this.#later(ANSWERS_AFTER, () => this.#add(agent, { client_id: newId(), body: ANSWER }));
  }

  #later(milliseconds: number, run: () => void): void {
    this.#timers.push(setTimeout(run, milliseconds));
  }

  #tell(frame: RoomFrame): void {
    for (const hear of this.#listeners) hear(frame);
  }
}
