/** For the parts that load when they are wanted. */
import { useEffect, useState } from 'preact/hooks';

export function useEvent(target: EventTarget, name: string, run: (event: Event) => void): void {
  useEffect(() => {
    target.addEventListener(name, run);
    return () => target.removeEventListener(name, run);
  });
}

/** Is the network there, as far as the browser knows? */
export function useOnline(): boolean {
  const [online, show] = useState(navigator.onLine);
  const look = () => show(navigator.onLine);
  useEvent(window, 'online', look);
  useEvent(window, 'offline', look);
  return online;
}

/** Is this page in front of somebody? */
export function useVisible(): boolean {
  const [visible, show] = useState(!document.hidden);
  useEvent(document, 'visibilitychange', () => show(!document.hidden));
  return visible;
}

/** Goes back one step, before the same key closes the window; nothing happens as long as there is nowhere to go. */
export function useEscape(back: (() => void) | false): void {
  useEvent(document, 'keydown', (event) => {
    const { key, isComposing } = event as KeyboardEvent;
    if (!back || key !== 'Escape' || isComposing) return;
    event.stopPropagation();
    back();
  });
}
