// node docs/site/build.mjs OUT: the book, the API's description as it is, and its page for people, as static files.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync, transformSync } from 'esbuild';
import { at } from '../../scripts/lib/paths.mjs';
import { buildBook } from './book/build.mjs';
import { page } from './page.mjs';
import { collectProblems } from './problems.mjs';

const [outDir] = process.argv.slice(2);
const description = JSON.parse(readFileSync(at('docs/openapi.json'), 'utf8'));

/** The tokens that widget and dashboard use too; nobody sets a theme here, so the system's is taken. */
function style(...names) {
  const tokens = readFileSync(at('widget/tokens.css'), 'utf8');
  const dark = /\[data-theme="dark"\] (\{[^}]*\})/;
  const bySystem = tokens.replace(dark, '@media (prefers-color-scheme: dark) { :root $1 }');
  const own = names.map((name) => readFileSync(at(`docs/site/style/${name}.css`)));
  return named('css', minified(bySystem + own.join('\n'), 'css'));
}

function script(name) {
  const options = { bundle: true, minify: true, format: 'iife', target: 'es2022', legalComments: 'none' };
  const [file] = buildSync({
    ...options,
    entryPoints: [at(`docs/site/script/${name}.js`)],
    write: false,
  }).outputFiles;
  return named('js', file.text);
}

const minified = (source, loader) =>
  transformSync(source, { loader, minify: true, legalComments: 'none' }).code;

/** Below /a/ a file may be kept for ever, because its content is in its name. */
function named(kind, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const name = `a/docs-${hash}.${kind}`;
  write(name, content);
  return `/${name}`;
}

function write(name, content) {
  const file = path.join(outDir, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const icon = named('svg', readFileSync(at('dashboard/icon.svg'), 'utf8'));
const common = ['base', 'layout', 'menu', 'code'];
const ofApi = { style: style(...common, 'page', 'tables'), script: script('api'), icon };
const ofBook = { style: style(...common, 'book'), script: script('book'), icon };

write('api/openapi.json', JSON.stringify(description));
write('api/docs.html', page(description, collectProblems(), ofApi));
for (const [name, content] of buildBook(description, ofBook, named)) write(name, content);
