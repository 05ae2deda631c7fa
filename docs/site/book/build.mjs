// The book: every page as HTML, and the words that its search looks through.

import { readFileSync } from 'node:fs';
import { at } from '../../../scripts/lib/paths.mjs';
import { callsOf } from '../groups.mjs';
import { html } from '../html.mjs';
import { addressOf, groups, ROOT } from './contents.mjs';
import { readMarkdown } from './markdown.mjs';
import { bookPage } from './page.mjs';

/** `files` names what pages load; `named` keeps a file under a name of its content. Gives `[name, content]` of each. */
export function buildBook(description, files, named) {
  const shelves = groups().map((group) => ({ ...group, pages: [] }));
  const sources = new Set(shelves.flatMap(({ sources, folded }) => [...sources, ...(folded?.sources ?? [])]));
  for (const shelf of shelves) shelf.pages = pagesOf(shelf, sources);
  const pages = shelves.flatMap(({ pages }) => pages);
  const words = named('json', JSON.stringify(wordsOf(pages, description)));
  const menu = shelves.map(({ name, pages, links = [] }) => ({
    name,
    pages: [
      ...pages.filter(({ parent }) => !parent),
      ...links.map(([title, address]) => ({ title, address })),
    ],
  }));
  const built = pages.map((page, index) => {
    const place = { page, before: pages[index - 1], after: pages[index + 1] };
    return [nameOf(page.address), bookPage(place, menu, { ...files, words })];
  });
  const missing = bookPage({ page: notFound }, menu, { ...files, words, isHidden: true });
  return [...built, [nameOf(notFound.address), missing]];
}

const nameOf = (address) => `${address.slice(1)}.html`;

function pagesOf({ sources, folded }, all) {
  const pages = sources.map((source) => readPage(source, all));
  if (!folded) return pages;
  const below = folded.sources.map((source) => ({ ...readPage(source, all), parent: folded.address }));
  return [...pages, listOf(folded, below), ...below];
}

function readPage(source, sources) {
  const page = readMarkdown(readFileSync(at(source), 'utf8'), source, sources);
  return { ...page, source, address: addressOf(source) };
}

/** The page of a folded group. */
const listOf = ({ title, address }, pages) => ({
  title,
  address,
  about: 'Why things are as they are, one short page a choice.',
  sections: [],
  content: html`
    <h1>${title}</h1>
    <p>Why things are as they are, one short page a choice. A new choice gets a new page; an old one is not edited.</p>
    <ol class="decisions">${pages.map(
      (page) => html`<li><a href="${page.address}">${page.title.replace(/^\d+\. /, '')}</a></li>`,
    )}</ol>`,
});

const notFound = {
  title: 'Not here',
  address: `${ROOT}/404`,
  sections: [],
  content: html`
    <h1>This page is not here</h1>
    <p>It may have moved. Search for it, choose another one from the menu, or begin at the <a href="${ROOT}">first page</a>.</p>`,
};

/** `[address, page, heading, words]` for every section, and the API's calls. */
function wordsOf(pages, description) {
  const sections = pages.flatMap(({ address, title, sections }) =>
    sections.map(({ id, heading, depth, words }) =>
      depth === 1 ? [address, title, '', words] : [`${address}#${id}`, title, heading, words],
    ),
  );
  const calls = callsOf(description).map(({ method, path, operation, id }) => [
    `/api/docs#${id}`,
    'API reference',
    operation.summary.replaceAll('`', ''),
    `${method.toUpperCase()} ${path}`,
  ]);
  return [...sections, ...calls];
}
