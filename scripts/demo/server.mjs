/** The demo shop "Fern & Oak": an ordinary small website with the chat's one tag on each page. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SITE = fileURLToPath(new URL('./site/', import.meta.url));
const TYPES = { '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };
const HTML = 'text/html; charset=utf-8';

export async function startShop({ port, chatOrigin, widgetKey }) {
  const tag = `<script async src="${attribute(chatOrigin)}/widget.js" data-widget-key="${attribute(widgetKey)}"></script>`;
  const server = createServer((request, response) => {
    answer(request, tag).then(
      ({ status, type, body }) =>
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-cache' }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => closed(server) };
}

async function answer({ method, url }, tag) {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, type: 'text/plain', body: 'Only GET' };
  const { pathname } = new URL(url, 'http://shop');
  const asset = pathname.match(/^\/(?:pictures\/)?[a-z-]+\.(?:css|svg)$/);
  if (asset) return (await file(pathname)) ?? page('not-found', 404, tag);
  const name = pathname === '/' ? 'home' : pathname.match(/^\/([a-z-]+)$/)?.[1];
  return (name && (await page(name, 200, tag))) || page('not-found', 404, tag);
}

async function file(pathname) {
  const body = await read(pathname);
  return body && { status: 200, type: TYPES[extname(pathname)], body };
}

/** A page is a fragment whose first line is its title, set into the layout. */
async function page(name, status, tag) {
  const [fragment, layout] = await Promise.all([read(`pages/${name}.html`), read('layout.html')]);
  if (!fragment) return undefined;
  const [title, ...content] = fragment.split('\n');
  const parts = { title: title.replace(/<!-- | -->/g, ''), content: content.join('\n'), chat: tag };
  return { status, type: HTML, body: layout.replace(/\{\{(\w+)\}\}/g, (_, part) => parts[part]) };
}

/** Only names that passed the patterns above come here, so no path leads out of the site. */
function read(path) {
  return readFile(join(SITE, path), 'utf8').catch(() => undefined);
}

function closed(server) {
  server.closeAllConnections?.();
  return new Promise((resolve) => server.close(resolve));
}

function attribute(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
