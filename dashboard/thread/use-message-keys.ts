/** The arrow keys go from message to message, where each can be copied; all other keys scroll as they do everywhere. */
import { type KeyboardEvent, useCallback } from 'react';

const STEPS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

export function useMessageKeys() {
  return useCallback((event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-copy]')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    // From outside the last message is the nearest.
    const next = at < 0 ? stops.at(-1) : stops[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.closest('[data-seq]')?.scrollIntoView({ block: 'nearest' });
  }, []);
}
