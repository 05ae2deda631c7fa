/**
 * Where one is in a conversation. Whoever is at the end stays there as it grows; whoever reads further up sees the same
 * lines in the same place, whatever comes below, is put above or changes its height. No height is guessed: what is on
 * the screen is measured before and after.
 */
import type { LiveRoom } from '../live/room.ts';
import type { Place } from '../live/room-view.ts';
import { END } from '../live/span.ts';

type Held = Pick<Place, 'seq' | 'top'>;

/** So near to the end counts as there. */
const NEAR = 48;
/** Room above the first new message, for the line that says so and a little of what was before. */
const ABOVE_NEW = 96;
/** So near to an edge of what is drawn, more is drawn. */
const AHEAD = 800;

export class Reading {
  box: HTMLElement | null = null;
  readonly #room: LiveRoom;
  #sticks: boolean;
  #held: Held | null;

  constructor(room: LiveRoom) {
    this.#room = room;
    this.#held = room.place;
    this.#sticks = room.place === null;
  }

  get isAtEnd(): boolean {
    return this.#sticks;
  }

  /** Somebody has scrolled. */
  notice(): void {
    if (!this.box) return;
    this.#stick(this.#room.view().span.to === END && below(this.box) < NEAR);
    this.#held = firstInView(this.box);
  }

  /** Something has been drawn: all that is in view goes back to where it was. */
  settle(): void {
    if (!this.box) return;
    if (this.#sticks) this.box.scrollTop = this.box.scrollHeight;
    else if (this.#held) putBack(this.box, this.#held);
    this.#held = firstInView(this.box);
  }

  /** Draws more before it is needed. */
  readOn(): void {
    const { span, turning, thread } = this.#room.view();
    if (!this.box || turning !== 'no' || thread.messages.length === 0) return;
    if (this.box.scrollTop < AHEAD && span.from > 1) void this.#room.pages.earlier();
    else if (below(this.box) < AHEAD && span.to !== END) void this.#room.pages.later();
  }

  toEnd(): void {
    this.#stick(true);
    if (this.#room.view().span.to !== END) this.#room.pages.toEnd();
    this.settle();
  }

  show(seq: number): void {
    lineOf(this.box, seq)?.scrollIntoView({ block: 'center' });
    this.notice();
    this.readOn();
  }

  /** More is new than there is room for: one begins where it begins. */
  showNew(seq: number): void {
    const line = lineOf(this.box, seq);
    if (!this.box || !line || !this.#sticks) return;
    const beyond = this.box.getBoundingClientRect().top + ABOVE_NEW - line.getBoundingClientRect().top;
    if (beyond <= 0) return;
    this.box.scrollTop -= beyond;
    this.notice();
    this.readOn();
  }

  /** For who comes back. */
  leave(shown: number): void {
    this.#room.place = this.#sticks || !this.#held ? null : { ...this.#held, shown };
  }

  #stick(sticks: boolean): void {
    this.#sticks = this.#room.isAtEnd = sticks;
  }
}

const below = (box: HTMLElement) => box.scrollHeight - box.scrollTop - box.clientHeight;
const lineOf = (box: HTMLElement | null, seq: number) => box?.querySelector(`[data-seq="${seq}"]`) ?? null;

/** The first line of the log that is in view, and how far it is below the upper edge. */
function firstInView(box: HTMLElement): Held | null {
  const edge = box.getBoundingClientRect().top;
  const lines = box.querySelectorAll<HTMLElement>('[data-seq]');
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] as HTMLElement).getBoundingClientRect().bottom > edge) high = middle;
    else low = middle + 1;
  }
  const line = lines[low];
  return line ? { seq: Number(line.dataset.seq), top: line.getBoundingClientRect().top - edge } : null;
}

function putBack(box: HTMLElement, { seq, top }: Held): void {
  const line = lineOf(box, seq);
  if (!line) return;
  const moved = line.getBoundingClientRect().top - box.getBoundingClientRect().top - top;
  if (Math.abs(moved) >= 1) box.scrollTop += moved;
}
