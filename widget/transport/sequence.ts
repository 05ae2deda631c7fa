/** Puts what the room says in order: nothing twice, nothing out of turn, nothing after a hole. */
import type { Message, RoomFrame } from '../protocol/generated.ts';

export type MessageFrame = Extract<RoomFrame, { type: 'message' }>;
export type BatchFrame = Extract<RoomFrame, { type: 'batch' }>;
type Run = MessageFrame | BatchFrame;

export class Sequence {
  #last: number;
  #held: Run[] = [];

  constructor(after: number) {
    this.#last = after;
  }

  get last(): number {
    return this.#last;
  }

  /** Something is held back because what comes before it is missing. */
  get hasGap(): boolean {
    return this.#held.length > 0;
  }

  /** What may be delivered now. `prev` counts only what this reader may see, so `prev` beyond our last is a hole. */
  accept(run: Run): Run[] {
    this.#held.push(run);
    this.#held.sort((a, b) => a.prev - b.prev);
    const ready: Run[] = [];
    for (let next = this.#take(); next; next = this.#take()) {
      const fresh = this.#advance(next);
      if (fresh) ready.push(fresh);
    }
    return ready;
  }

  /** What was held arrives again on the next connection. */
  forgetHeld(): void {
    this.#held = [];
  }

  #take(): Run | undefined {
    const first = this.#held[0];
    return first && first.prev <= this.#last ? this.#held.shift() : undefined;
  }

  #advance(run: Run): Run | undefined {
    const messages = run.type === 'message' ? [run.message] : run.messages;
    const fresh = messages.filter((message) => message.seq > this.#last);
    this.#last = fresh.at(-1)?.seq ?? this.#last;
    if (run.type === 'message') return fresh.length ? run : undefined;
    return { ...run, messages: fresh };
  }
}

export function messagesOf(run: Run): Message[] {
  return run.type === 'message' ? [run.message] : run.messages;
}
