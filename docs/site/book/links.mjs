// Where a link of a page on disk leads to in the book.

import path from 'node:path';
import { addressOf, ROOT } from './contents.mjs';

const elsewhere = {
  'docs/openapi.json': '/api/docs',
  'docs/decisions': `${ROOT}/decisions`,
};

/** The address for what stands in `source`; nothing for what is in the repository only. */
export function leadsTo(href, source, sources) {
  if (/^https?:/.test(href) || href.startsWith('#')) return href;
  const [target, part] = href.split('#');
  const file = path.posix.join(path.posix.dirname(source), target);
  const address = sources.has(file) ? addressOf(file) : elsewhere[file];
  return address && (part ? `${address}#${part}` : address);
}
