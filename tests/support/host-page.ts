// Pages of other people's sites, as they may be: any markup, any headers, on an origin that is not ours.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  html?: string;
  /** Instead of a whole page. */
  head?: string;
  body?: string;
  headers?: Record<string, string>;
  type?: string;
  /** The rest comes so many milliseconds after this. */
  slowly?: { after: string; wait: number };
}

export interface Host extends AsyncDisposable {
  origin: string;
  /** Puts a page there; answers its address. */
  put(path: string, page: HostPage): string;
  /** The one tag. */
  tag(attributes?: string): string;
  /** The queue snippet, and these calls. */
  snippet(...calls: string[]): string;
}

/** `chat` is where the script comes from. */
export async function startHost(chat: string, widgetKey: string): Promise<Host> {
  const pages = new Map<string, HostPage>();
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url ?? '/', 'http://host');
    answer(response, pages.get(pathname));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    put: (path, page) => {
      pages.set(path, page);
      return origin + path;
    },
    tag: (attributes = '') =>
      `<script async src="${chat}/widget.js" data-widget-key="${widgetKey}" ${attributes}></script>`,
    snippet: (...calls) => `<script>
      (function(w,d,u,s){w.chatdesk=w.chatdesk||function(){(w.chatdesk.q=w.chatdesk.q||[]).push(arguments)};
      s=d.createElement('script');s.async=1;s.src=u;d.head.appendChild(s)})(window,document,'${chat}/widget.js');
      ${calls.map((call) => `chatdesk(${call});`).join('\n')}
    </script>`,
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(response: ServerResponse, page: HostPage | undefined): Promise<void> {
  if (!page) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not here');
  const { headers = {}, slowly, type = 'text/html; charset=utf-8' } = page;
  const html = page.html ?? whole(page);
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache', ...headers });
  if (!slowly) return void response.end(html);
  const [first = '', rest = ''] = html.split(slowly.after);
  response.write(first + slowly.after);
  await new Promise((resolve) => setTimeout(resolve, slowly.wait));
  response.end(rest);
}

const whole = ({ head = '', body = '<h1>A page</h1>' }: HostPage) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title>${head}</head><body>${body}</body></html>`;
