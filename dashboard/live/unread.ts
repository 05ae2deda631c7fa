/** Where "New" stands in a conversation: before the first message that came while this agent was not looking. */
import type { AgentId, Message } from '../../widget/protocol/generated.ts';
import type { Thread } from './thread.ts';

export class Unread {
  /** The page is before somebody's eyes, and the conversation's end in view. */
  isLooking = false;
  /** How far this agent has read. */
  read = 0;
  /** The first new message; it stays while one reads on, so that one sees what was new. */
  at: number | null = null;
  readonly #me: AgentId;
  #isSettled = false;
  /** How far they had read when they came; 0 once the line stands where something arrived. */
  #mark = 0;

  constructor(me: AgentId) {
    this.#me = me;
  }

  /** Somebody opens the conversation: what is new is asked anew. */
  open(): void {
    this.#isSettled = false;
    this.#mark = 0;
    this.at = null;
  }

  /** The room has said how far they had read. Who has never read anything finds all of it new, and needs no line. */
  welcomed({ participants, messages }: Thread): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#mark = participants.find(({ kind, id }) => kind === 'agent' && id === this.#me)?.read ?? 0;
    this.located(messages);
  }

  /** More of the conversation is known: what is new may begin further up. */
  located(messages: readonly Message[]): void {
    if (this.#mark === 0) return;
    this.at = messages.find((one) => one.seq > this.#mark && this.#isNews(one))?.seq ?? null;
  }

  arrived(messages: readonly Message[]): void {
    if (this.isLooking) return;
    const first = messages.find((one) => this.#isNews(one));
    const wasRead = this.at === null || this.read >= this.at;
    if (!first || !wasRead || first.seq <= this.read) return;
    this.at = first.seq;
    this.#mark = 0;
  }

  #isNews({ kind, sender }: Message): boolean {
    return kind !== 'event' && sender.id !== this.#me;
  }
}
