// Which pages there are, in the order of reading. What stands in them is in Markdown, where it is read on disk as well.

import { readdirSync } from 'node:fs';
import { at } from '../../../scripts/lib/paths.mjs';

export const ROOT = '/docs';

const decisions = () =>
  readdirSync(at('docs/decisions'))
    .sort()
    .map((name) => `docs/decisions/${name}`);

const guides = (...names) => names.map((name) => `docs/guide/${name}.md`);
const others = (...names) => names.map((name) => `docs/${name}.md`);

/** `{ name, sources }`; the pages of a folded group are not in the menu, only the one that lists them. */
export const groups = () => [
  { name: 'Begin', sources: guides('README') },
  {
    name: 'Your site',
    sources: guides('embed', 'javascript-api', 'theming', 'csp', 'identity'),
  },
  {
    name: 'Your team',
    sources: guides('settings', 'accounts', 'files', 'mail', 'bot', 'reports', 'privacy'),
  },
  { name: 'Your programs', sources: others('webhooks'), links: [['API reference', '/api/docs']] },
  { name: 'Running it', sources: others('deploy', 'operating', 'upgrading', 'security') },
  {
    name: 'How it is made',
    sources: [...others('architecture', 'torture'), 'CONTRIBUTING.md'],
    folded: { title: 'Decisions', address: `${ROOT}/decisions`, sources: decisions() },
  },
  { name: 'News', sources: ['CHANGELOG.md'] },
];

/** Where a file is read: `docs/guide/embed.md` at `/docs/embed`. */
export function addressOf(source) {
  if (source === 'docs/guide/README.md') return ROOT;
  const name = source
    .replace(/^docs\//, '')
    .replace(/^guide\//, '')
    .replace(/\.md$/, '');
  return `${ROOT}/${name.toLowerCase()}`;
}
