import type { RefObject } from 'react';
import { flushSync } from 'react-dom';

/** Makes a change, and gives the focus to what it has put on the screen. */
export function changeAndFocus(change: () => void, shown: RefObject<HTMLElement | null>): void {
  // By hand, as a frame of the browser may come before React has drawn.
  flushSync(change);
  shown.current?.focus();
}
