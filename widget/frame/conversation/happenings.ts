/** What the page around us hears of a conversation: what is said and how it goes, and what is said behind its back. */
import type { ToLoader } from '../../bridge.ts';
import type { Message, RoomFrame } from '../../protocol/generated.ts';
import type { Refusal } from '../../transport/calls.ts';
import { messagesOf } from '../../transport/sequence.ts';
import { type ChatState, type ChatStore, isForeign } from '../state.ts';

export interface HappeningsOptions {
  store: ChatStore;
  tell: (message: ToLoader) => void;
  /** A sound for this message. */
  ring: (id: string) => void;
  /** Up to which message the visitor has waved news of this conversation away, here or in an earlier page. */
  dismissed: () => number;
  isHidden?: () => boolean;
}

export class Happenings {
  readonly #options: HappeningsOptions;
  /** What came before is history; it has been told. */
  #newAfter: number | undefined;
  #told = 0;

  constructor(options: HappeningsOptions) {
    this.#options = options;
  }

  /** The conversation begins here, so all of it is new. */
  begin(id: string): void {
    this.#newAfter = 0;
    this.#event('conversation:start', { id });
  }

  /** With the state as it was before this frame. */
  hear(frame: RoomFrame, before: ChatState): void {
    if (frame.type === 'welcome') this.#newAfter ??= frame.head;
    // What is to be said later is said again by itself.
    if (frame.type === 'refused' && !frame.retry_after) this.fail(frame);
    if (frame.type === 'message' || frame.type === 'batch') this.#listen(messagesOf(frame));
    this.#end(before);
  }

  /** What the visitor wrote was not taken. */
  fail({ code = '', detail = '' }: Refusal): void {
    this.#event('error', { code, detail });
  }

  #end({ conversation: before }: ChatState): void {
    const { conversation: now } = this.#options.store.state;
    const isSame = now && before?.id === now.id;
    if (isSame && before.status !== 'closed' && now.status === 'closed')
      this.#event('conversation:end', { id: now.id });
  }

  #listen(messages: Message[]): void {
    const fresh = messages.filter((message) => this.#isNew(message));
    for (const message of fresh) this.#say(message);
    this.#newAfter = fresh.at(-1)?.seq ?? this.#newAfter;
    const { store, isHidden = () => document.hidden } = this.#options;
    const news = newsIn(store.state, Math.max(this.#told, this.#options.dismissed()));
    if (!news || (store.state.open && !isHidden())) return;
    this.#told = news.seq;
    if (fresh.includes(news)) this.#options.ring(news.id);
    // The host first learns how much is unread.
    queueMicrotask(() => this.#announce(news));
  }

  #isNew({ seq, kind }: Message): boolean {
    return kind !== 'event' && this.#newAfter !== undefined && seq > this.#newAfter;
  }

  #say({ id, conversation_id, body, sender: { kind, name }, created_at }: Message): void {
    const sender = { kind, name };
    this.#event('message', { id, conversationId: conversation_id, body, sender, createdAt: created_at });
  }

  #announce({ sender: { name, avatar_url }, body, attachments }: Message): void {
    const { store, tell } = this.#options;
    // Whoever follows the news wants to read them.
    if (!store.state.open) store.change({ view: 'chat' });
    const avatar = store.state.config.show_agent_avatars ? avatar_url : null;
    tell({ type: 'news', name, avatar, text: body || (attachments[0]?.name ?? '') });
  }

  #event(name: string, detail: object): void {
    this.#options.tell({ type: 'event', name, detail });
  }
}

/** The last words of others that the visitor has neither read nor heard of. */
export function newsIn({ messages, readUpTo }: ChatState, known: number): Message | undefined {
  const last = messages.findLast((message) => isForeign(message) && message.kind !== 'event');
  return last && last.seq > Math.max(readUpTo, known) ? last : undefined;
}
