// node docs/site/build.mjs OUT: the description as it is, and the page for people, as static files.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { at } from '../../scripts/lib/paths.mjs';
import { page } from './page.mjs';
import { collectProblems } from './problems.mjs';

const [outDir] = process.argv.slice(2);
const description = readFileSync(at('docs/openapi.json'), 'utf8');

/** The tokens that widget and dashboard use too; nobody sets a theme here, so the system's is taken. */
function style() {
  const tokens = readFileSync(at('widget/tokens.css'), 'utf8');
  const dark = /\[data-theme="dark"\] (\{[^}]*\})/;
  const bySystem = tokens.replace(dark, '@media (prefers-color-scheme: dark) { :root $1 }');
  const own = ['base', 'page', 'menu', 'tables', 'code'].map((name) =>
    readFileSync(at(`docs/site/style/${name}.css`)),
  );
  return named('css', minified(bySystem + own.join('\n'), 'css'));
}

const script = () => named('js', minified(readFileSync(at('docs/site/script.js'), 'utf8'), 'js'));
const icon = () => named('svg', readFileSync(at('dashboard/icon.svg'), 'utf8'));

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

write('api/openapi.json', JSON.stringify(JSON.parse(description)));
write(
  'api/docs.html',
  page(JSON.parse(description), collectProblems(), { style: style(), script: script(), icon: icon() }),
);
