/** The host's page, also where it changes without being loaded. */
import type { Page } from '../../protocol/generated.ts';
import type { Widget } from '../widget.ts';

interface Navigation {
  addEventListener(name: string, listener: () => void, options: { signal: AbortSignal }): void;
}

export function page(): Page {
  return { url: location.href, title: document.title, referrer: document.referrer };
}

/** Tells of every new address, when the page had time to change its title. Answers how to stop. */
export function followPages(widget: Widget, tell: (page: Page) => void): () => void {
  let known = address();
  let timer: ReturnType<typeof setTimeout>;
  const stop = new AbortController();
  const { signal } = stop;
  const look = () => {
    if (address() === known) return;
    known = address();
    clearTimeout(timer);
    timer = setTimeout(() => tell(page()), 100);
  };
  const { navigation } = window as { navigation?: Navigation };
  if (navigation) navigation.addEventListener('currententrychange', look, { signal });
  else void widget.load('history').then((part) => signal.aborted || part?.hookHistory(look, signal));
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}

/** Another place of the same page is no other page, unless a router keeps its paths there. */
const address = () => location.href.replace(/#(?![!/]).*/, '');
