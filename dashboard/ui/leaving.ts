/** Somebody who has unsaved changes on the page is asked before they leave it, whichever way they go. */
import { useLayoutEffect, useRef } from 'react';
import type { AroundNavHandler } from 'wouter';

type Guard = (go: () => void) => void;

let guard: Guard | null = null;

/** Goes on, at once or when the person says so. */
export function leaving(go: () => void): void {
  if (guard) guard(go);
  else go();
}

export const aroundNav: AroundNavHandler = (navigate, to, options) => leaving(() => navigate(to, options));

/** While it is wanted, nobody leaves before `ask` lets them. */
export function useGuard(isWanted: boolean, ask: Guard): void {
  const latest = useRef(ask);
  useLayoutEffect(() => {
    latest.current = ask;
  });
  // In the same turn as what is drawn: whoever saves and goes on is not asked.
  useLayoutEffect(() => {
    if (!isWanted) return;
    const mine: Guard = (go) => latest.current(go);
    guard = mine;
    const here = location.href;
    const back = (event: PopStateEvent) => {
      event.stopImmediatePropagation();
      // The browser has gone already: this page comes back, right after the one it went to.
      history.pushState(null, '', here);
      mine(() => history.back());
    };
    addEventListener('popstate', back, { capture: true });
    addEventListener('beforeunload', warn);
    return () => {
      guard = null;
      removeEventListener('popstate', back, { capture: true });
      removeEventListener('beforeunload', warn);
    };
  }, [isWanted]);
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
