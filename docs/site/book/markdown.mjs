// Markdown as HTML. What stands between its marks is text, HTML too.

import { Marked } from 'marked';
import { block } from '../code.mjs';
import { html, raw } from '../html.mjs';
import { leadsTo } from './links.mjs';
import { slugs } from './slug.mjs';

const languages = {
  css: 'CSS',
  go: 'Go',
  html: 'HTML',
  http: 'HTTP',
  js: 'JavaScript',
  json: 'JSON',
  liquid: 'Liquid',
  md: 'Markdown',
  php: 'PHP',
  promql: 'PromQL',
  python: 'Python',
  sh: 'Shell',
  sql: 'SQL',
  toml: 'TOML',
  ts: 'TypeScript',
  tsx: 'TypeScript, React',
  vue: 'Vue',
  yaml: 'YAML',
};

/** `{ title, about, content, sections }`: a section has an id, a heading, how deep it is, and its words. */
export function readMarkdown(text, source, sources) {
  const marked = new Marked({ renderer: rendererFor(source, sources) });
  const tokens = marked.lexer(text);
  nameHeadings(tokens);
  const sections = sectionsOf(tokens);
  const about = plain(tokens.find(({ type }) => type === 'paragraph'));
  return { title: sections[0].heading, about, content: raw(marked.parser(tokens)), sections };
}

function nameHeadings(tokens) {
  const idOf = slugs();
  for (const token of tokens) if (token.type === 'heading') token.id = idOf(plain(token));
}

function sectionsOf(tokens) {
  const sections = [];
  for (const token of tokens) {
    if (token.type === 'heading') {
      sections.push({ id: token.id, heading: plain(token), depth: token.depth, words: [] });
    } else sections.at(-1)?.words.push(plain(token));
  }
  return sections.map((section) => ({ ...section, words: tidy(section.words.join(' ')) }));
}

const tidy = (text) => text.replace(/\s+/g, ' ').trim();

/** The words of a token, without marks. */
function plain(token) {
  if (!token) return '';
  if (token.type === 'table') return [token.header, ...token.rows].flat().map(plain).join(' ');
  if (token.type === 'list') return token.items.map(plain).join(' ');
  if (token.tokens) return token.tokens.map(plain).join(token.type === 'list_item' ? ' ' : '');
  if (token.type === 'br') return ' ';
  return token.text ?? '';
}

const rendererFor = (source, sources) => ({
  heading({ tokens, depth, id }) {
    const words = raw(this.parser.parseInline(tokens));
    if (depth === 1) return String(html`<h1>${words}</h1>`);
    return String(html`<h${depth} id="${id}"><a class="self" href="#${id}">${words}</a></h${depth}>`);
  },
  code({ text, lang }) {
    return String(block(languages[lang] ?? 'Text', text));
  },
  html({ text }) {
    return String(html`${text}`);
  },
  table({ header, rows }) {
    const cells = (row, name) =>
      row.map(({ tokens }) => html`<${name}>${raw(this.parser.parseInline(tokens))}</${name}>`);
    return String(html`
      <div class="scroll" tabindex="0"><table>
        <thead><tr>${cells(header, raw('th'))}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${cells(row, raw('td'))}</tr>`)}</tbody>
      </table></div>`);
  },
  link({ href, tokens }) {
    const words = raw(this.parser.parseInline(tokens));
    const address = leadsTo(href, source, sources);
    return String(address ? html`<a href="${address}">${words}</a>` : words);
  },
  image({ text }) {
    return String(html`${text}`);
  },
});
