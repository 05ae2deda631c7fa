/** Hears of new addresses where the browser has no Navigation API. */

/** Takes the hook out again in the end, unless another script has put its own over it. */
export function hookHistory(look: () => void, signal: AbortSignal): void {
  addEventListener('popstate', look, { signal });
  addEventListener('hashchange', look, { signal });
  for (const name of ['pushState', 'replaceState'] as const) {
    const before = history[name];
    const hooked: typeof before = (...given) => {
      before.apply(history, given);
      look();
    };
    history[name] = hooked;
    signal.addEventListener('abort', () => {
      if (history[name] === hooked) history[name] = before;
    });
  }
}
