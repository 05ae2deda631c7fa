/** The page that embeds us, as far as it may know us: the first word is checked, everything after goes over one port. */
import type { Greeting, ToFrame, ToLoader } from '../bridge.ts';

export interface Host {
  greeting: Greeting;
  tell(message: ToLoader): void;
  /** Gets what was said before as well. */
  listen(hear: (message: ToFrame) => void): void;
}

export type Tell = Host['tell'];

export function meetHost(): Promise<Host> {
  return new Promise((resolve) => {
    const hear = (event: MessageEvent) => {
      const port = event.ports[0];
      if (!isOurHost(event) || event.data?.chatdesk !== 1 || !port) return;
      removeEventListener('message', hear);
      resolve({
        greeting: event.data,
        tell: (message) => port.postMessage(message),
        listen: (listener) => {
          port.onmessage = ({ data }) => listener(data);
        },
      });
    };
    addEventListener('message', hear);
  });
}

/** Only the page around us, and only if its origin is the one that the browser itself names as our embedder. */
function isOurHost({ source, origin }: MessageEvent): boolean {
  const { referrer } = document;
  const embedder = location.ancestorOrigins?.[0] ?? (referrer && new URL(referrer).origin);
  return source === window.parent && origin !== 'null' && (!embedder || origin === embedder);
}
