/**
 * Single keys that work anywhere on the page, except while somebody types or a menu is open. `g i` is one after the
 * other.
 */
import { useEffect, useRef } from 'react';

export type Shortcuts = Record<string, () => void>;

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const run = latest.current[nameOf(event)];
      if (!run || isTaken(event)) return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

/** With Ctrl or ⌘, so it works while somebody types too. */
export function useCommandKey(key: string, run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, altKey, shiftKey } = event;
      if (event.key.toLowerCase() !== key || ctrlKey === metaKey || altKey || shiftKey) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [key]);
}

/** After this key comes another one. */
const FIRST = 'g';
const SOON = 1_000;
let begun = { by: new Event('none'), before: Number.NEGATIVE_INFINITY, at: Number.NEGATIVE_INFINITY };

/** Asked by many for one event, and the same for all. */
function nameOf(event: KeyboardEvent): string {
  if (begun.by !== event)
    begun = {
      by: event,
      before: begun.at,
      at: event.key === FIRST && !isTaken(event) ? event.timeStamp : Number.NEGATIVE_INFINITY,
    };
  return event.timeStamp - begun.before < SOON ? `${FIRST} ${event.key}` : event.key;
}

function isTaken(event: KeyboardEvent): boolean {
  const { target, defaultPrevented, ctrlKey, metaKey, altKey, isComposing } = event;
  if (defaultPrevented || ctrlKey || metaKey || altKey || isComposing) return true;
  // Where its focus has gone, too: what is below it does not move.
  if (document.querySelector('dialog:modal')) return true;
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="menu"], dialog',
    ) !== null
  );
}
