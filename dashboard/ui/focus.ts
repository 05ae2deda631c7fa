import type { RefObject } from 'react';
import { flushSync } from 'react-dom';

type Place = RefObject<HTMLElement | null>;

/** Makes a change, and gives the focus to what it has put on the screen; unless it has left `from` by then. */
export function changeAndFocus(change: () => void, shown: Place, from?: Place): void {
  const isElsewhere = from && hasLeft(from);
  // By hand, as a frame of the browser may come before React has drawn.
  flushSync(change);
  if (!isElsewhere) shown.current?.focus();
}

function hasLeft({ current }: Place): boolean {
  const focused = document.activeElement;
  return !!focused && focused !== document.body && !current?.contains(focused);
}

/** When what had the focus is gone, keys go on from the page, not from the top of everything. */
export function keepFocus(): void {
  if (document.activeElement === document.body) document.querySelector('main')?.focus();
}
