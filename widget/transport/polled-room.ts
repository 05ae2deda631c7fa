/** A room asked by HTTP, in the frames of its socket. Loaded with `polling.ts` only. */
import type { ClientFrame, Conversation, Message, Party } from '../protocol/generated.ts';
import type { Refusal, RoomCalls } from './calls.ts';

/** What a wire is for: each answers with frames, and a failure ends the connection. */
export interface Polled {
  ask(): Promise<object[]>;
  tell(frame: ClientFrame): Promise<object[]>;
}

/** As a socket would be closed. */
export const CLOSES: { [status: number]: number } = { 401: 4401, 403: 4003, 404: 4404 };
const UNKNOWN = new Set([408, 429]);

/** A conversation is asked for when something was said in it, and now and then, for who is online. */
const CONVERSATION_EVERY = 12;
/** No frames, no limit. */
const LIMITS = { frame_bytes: Number.MAX_SAFE_INTEGER, body_chars: 10_000, messages: 20, per_seconds: 10 };

export class PolledRoom implements Polled {
  readonly #calls: RoomCalls;
  #last: number;
  #asked = 0;
  #shown = '';

  constructor(calls: RoomCalls, after: number) {
    this.#calls = calls;
    this.#last = after;
  }

  async ask(): Promise<object[]> {
    const prev = this.#last;
    const messages = await this.#calls.history(prev);
    const isFirst = this.#asked === 0;
    const isTime = this.#asked++ % CONVERSATION_EVERY === 0;
    const conversation = isTime || messages.length ? await this.#calls.conversation() : null;
    this.#last = Math.max(this.#last, messages.at(-1)?.seq ?? 0);
    const batch = { type: 'batch', prev, messages, more: false };
    return [
      ...(isFirst && conversation ? [await this.#welcome(conversation, messages)] : []),
      ...(isFirst || messages.length ? [batch] : []),
      ...(conversation && this.#isNew(conversation) && !isFirst
        ? [{ type: 'conversation', conversation }]
        : []),
    ];
  }

  async tell(frame: ClientFrame): Promise<object[]> {
    if (frame.type === 'send') return this.#send(frame);
    if (frame.type === 'resume') this.#last = frame.after;
    // Worth a try, and no more.
    if (frame.type === 'read') await this.#calls.read(frame.seq).catch(() => undefined);
    if (frame.type === 'typing') await this.#calls.typing(frame.on).catch(() => undefined);
    return [];
  }

  async #send({
    client_id,
    kind,
    body,
    attachments,
  }: Extract<ClientFrame, { type: 'send' }>): Promise<object[]> {
    try {
      const { seq, id, created_at } = await this.#calls.send({
        clientId: client_id,
        kind,
        body,
        attachments,
      });
      return [{ type: 'ack', client_id, seq, id, created_at, duplicate: false }];
    } catch (failure) {
      const {
        status = 0,
        code,
        detail,
        retry_after,
      } = (failure as { problem?: Refusal } | undefined)?.problem ?? {};
      // Without a code it is not the room that answers, but something in between.
      const isUnknown = !code || status < 400 || status >= 500 || UNKNOWN.has(status) || CLOSES[status];
      if (isUnknown && typeof retry_after !== 'number') throw failure;
      return [{ type: 'refused', client_id, code, detail, retry_after }];
    }
  }

  async #welcome(conversation: Conversation, messages: Message[]): Promise<object> {
    const you = await this.#calls.you(conversation);
    const read = readUpTo(you, conversation, messages);
    const participants = [{ ...you, name: '', avatar_url: null, online: true, read, delivered: read }];
    this.#isNew(conversation);
    return { type: 'welcome', conversation, head: this.#last, you, participants, limits: LIMITS };
  }

  #isNew(conversation: Conversation): boolean {
    const before = this.#shown;
    this.#shown = JSON.stringify(conversation);
    return before !== this.#shown;
  }
}

/** Over HTTP only the number of unread messages is told: as many of the others' last ones are unread. */
function readUpTo({ kind }: Party, { unread }: Conversation, messages: Message[]): number {
  const theirs = messages.filter((message) => message.sender.kind !== kind && message.kind !== 'event');
  return theirs.at(-1 - unread)?.seq ?? 0;
}
