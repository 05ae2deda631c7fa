/** Somebody who has unsaved changes on the page is asked before they leave it, whichever way they go. */
import { useLayoutEffect, useRef } from 'react';
import type { AroundNavHandler } from 'wouter';

type Ask = (go: () => void) => void;

let guard: { ask: Ask; here: string } | null = null;

/** Goes on, at once or when the person says so. */
export function leaving(go: () => void): void {
  if (guard) guard.ask(go);
  else go();
}

export const aroundNav: AroundNavHandler = (navigate, to, options) => leaving(() => navigate(to, options));

/** Called once, before anybody else listens to the back button. */
export function watchBackButton(): void {
  addEventListener('popstate', back, { capture: true });
}

function back(event: PopStateEvent): void {
  if (!guard) return;
  event.stopImmediatePropagation();
  // The browser has gone already: this page comes back, right after the one it went to.
  history.pushState(null, '', guard.here);
  guard.ask(() => history.back());
}

/** While it is wanted, nobody leaves before `ask` lets them. */
export function useGuard(isWanted: boolean, ask: Ask): void {
  const latest = useRef(ask);
  useLayoutEffect(() => {
    latest.current = ask;
  });
  // In the same turn as what is drawn: whoever saves and goes on is not asked.
  useLayoutEffect(() => {
    if (!isWanted) return;
    guard = { ask: (go) => latest.current(go), here: location.href };
    addEventListener('beforeunload', warn);
    return () => {
      guard = null;
      removeEventListener('beforeunload', warn);
    };
  }, [isWanted]);
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
