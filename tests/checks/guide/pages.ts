// The docs, the guides among them, and what stands in them.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
export const read = (path: string) => readFileSync(at(path), 'utf8');

/** The address that stands for somebody's own ChatDesk. */
export const HOST = 'https://chat.example.com';

export interface Page {
  name: string;
  text: string;
}

export interface Sample {
  page: string;
  language: string;
  code: string;
}

const markdown = readdirSync(at('docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);

/** All there is to read, by its place in the repository. */
export const documents: Page[] = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...markdown].map(
  (name) => ({
    name,
    text: read(name),
  }),
);

const GUIDE = 'docs/guide/';

/** The guides, by their names there. */
export const pages: Page[] = documents
  .filter(({ name }) => name.startsWith(GUIDE))
  .map(({ name, text }) => ({ name: name.slice(GUIDE.length), text }));

export function page(name: string): string {
  const found = pages.find((page) => page.name === name);
  if (!found) throw new Error(`There is no guide ${name}`);
  return found.text;
}

export const samplesOf = (from: readonly Page[]): Sample[] =>
  from.flatMap(({ name, text }) =>
    [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', code = '']) => ({
      page: name,
      language,
      code,
    })),
  );

export const samples = samplesOf(pages);

/** The names in the first column of the table under a heading. */
export function namesUnder(heading: string, text: string): string[] {
  const [, below = ''] = text.split(`\n## ${heading}\n`);
  const [section = ''] = below.split(/\n##? /);
  const cells = [...section.matchAll(/^\| (`.+?) \|/gm)].map(([, cell = '']) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)).sort();
}

/** The members of an interface of the page API's types. */
export function membersOf(name: string): string[] {
  const [, body = ''] =
    new RegExp(`interface ${name} \\{(.*?)^  \\}`, 'ms').exec(read('widget/widget.d.ts')) ?? [];
  return unique([...body.matchAll(/^ {4}'?([\w:]+)'?\??[:<(]/gm)].map(([, member = '']) => member));
}

export const unique = (names: string[]): string[] => [...new Set(names)].sort();
