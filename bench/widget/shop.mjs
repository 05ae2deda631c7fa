// A shop as there are many: words, a stylesheet, a script of its own and photographs, twelve of them below the fold. Its
// pages are the same with and without the widget but for the one tag.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { at } from '../../scripts/lib/paths.mjs';
import { languages } from './plan.mjs';

const pictures = ['monstera', 'olive-tree', 'oak-stool', 'bread-board'];
const file = (path) => readFileSync(at(path), 'utf8');

export async function startShop(browser, chat, key) {
  const tag = `<script async src="${chat}/widget.js" data-widget-key="${key}"></script>`;
  const files = new Map([
    ...languages.map((language) => [`/with/${language}`, html(tag, language)]),
    ['/without', html('', languages[0])],
    ['/shop.css', text('text/css', file('scripts/demo/site/shop.css'))],
    ['/shop.js', text('text/javascript', file('bench/widget/shop/shop.js'))],
  ]);
  for (const [name, photo] of await photographs(browser))
    files.set(`/${name}.jpg`, { type: 'image/jpeg', body: photo });
  const server = createServer(({ url }, response) => answer(response, files.get(url)));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response, found) {
  if (!found) return response.writeHead(404).end();
  const { type, body, isPacked } = found;
  const packed = isPacked ? { 'content-encoding': 'gzip' } : {};
  const headers = { 'content-type': type, 'cache-control': 'max-age=600', ...packed };
  return response.writeHead(200, { ...headers, 'content-length': body.length }).end(body);
}

const text = (type, content) => ({ type: `${type}; charset=utf-8`, body: gzipSync(content), isPacked: true });

function html(tag, language) {
  const [start, end] = file('bench/widget/shop/product.html').split('<!-- end -->');
  const content = Array.from({ length: 16 }, (_, n) =>
    start
      .replaceAll('{{picture}}', pictures[n % pictures.length])
      .replaceAll('{{number}}', `${n + 1}`)
      .replaceAll('{{loading}}', n < 4 ? 'eager' : 'lazy'),
  );
  const parts = { title: 'Everything', content: `${end}<div class="grid">${content.join('')}</div>` };
  const scripts = `${tag}<script defer src="/shop.js"></script>`;
  const layout = file('scripts/demo/site/layout.html')
    .replaceAll('/pictures/leaf.svg', '/monstera.jpg')
    .replace('lang="en"', `lang="${language}"`);
  return text(
    'text/html',
    layout.replace(/{{(\w+)}}/g, (_, part) => parts[part] ?? scripts),
  );
}

/** The demo's drawings with the grain of a photograph, so that they weigh what photographs weigh. */
async function photographs(browser) {
  const page = await browser.newPage();
  await page.setViewport({ width: 720, height: 720 });
  const taken = [];
  for (const name of pictures) {
    const drawing = Buffer.from(file(`scripts/demo/site/pictures/${name}.svg`)).toString('base64');
    await page.setContent(`<style>body { margin: 0 } img, svg { position: absolute; width: 720px; height: 720px }</style>
      <img src="data:image/svg+xml;base64,${drawing}"><svg opacity=".25"><filter id="grain">
      <feTurbulence baseFrequency=".8" numOctaves="2"/></filter><rect width="720" height="720" filter="url(#grain)"/></svg>`);
    taken.push([name, await page.screenshot({ type: 'jpeg', quality: 75 })]);
  }
  return taken;
}
