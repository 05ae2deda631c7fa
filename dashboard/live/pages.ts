/** Moves through a long conversation: reads what is not known yet, and says which part is drawn. */
import type { ConversationId } from '../../widget/protocol/generated.ts';
import { messages } from '../api/calls.ts';
import type { RoomView } from './room-view.ts';
import { earlier, later, missingIn, type Span, spanAround, spanAtEnd } from './span.ts';
import { foldThread, lastSeq } from './thread.ts';

export class Pages {
  readonly #id: ConversationId;
  readonly #view: () => RoomView;
  readonly #show: (change: Partial<RoomView>) => void;
  /** Only the part that was asked for last counts. */
  #turn = 0;

  constructor(id: ConversationId, view: () => RoomView, show: (change: Partial<RoomView>) => void) {
    this.#id = id;
    this.#view = view;
    this.#show = show;
  }

  earlier(): Promise<boolean> {
    const { thread, span } = this.#view();
    return this.#turnTo(earlier(thread.messages, span));
  }

  later(): Promise<boolean> {
    const { thread, span } = this.#view();
    return this.#turnTo(later(thread.messages, span));
  }

  toEnd(): void {
    this.#turn += 1;
    this.#show({ span: spanAtEnd(this.#view().thread.messages), turning: 'no' });
  }

  /** Shows one message among its neighbours. */
  async jump(seq: number): Promise<void> {
    const { span, thread } = this.#view();
    const isDrawn = span.from <= seq && seq <= Math.min(span.to, lastSeq(thread));
    if (isDrawn || (await this.#turnTo(spanAround(thread.messages, seq)))) this.#show({ target: { seq } });
  }

  async #turnTo(span: Span): Promise<boolean> {
    const turn = ++this.#turn;
    this.#show({ turning: 'loading' });
    try {
      const found = await missingIn(this.#id, this.#view().thread.messages, span, messages);
      if (turn !== this.#turn) return false;
      const { thread } = this.#view();
      this.#show({ thread: foldThread(thread, { type: 'page', messages: found }), span, turning: 'no' });
      return true;
    } catch {
      if (turn === this.#turn) this.#show({ turning: 'failed' });
      return false;
    }
  }
}
