// dist/, the folder that goes to the edge as it is: the widget's files, the dashboard's and the docs, built apart
// in .tools/static/ and then laid together, so that no build has to know about another's leftovers.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at, bin, projectNode } from './paths.mjs';
import { run } from './processes.mjs';
import { digest, filesIn, unlessDone } from './stamps.mjs';

const staging = '.tools/static';
const shared = ['package-lock.json', 'tsconfig.json', 'scripts/lib/static.mjs'];

// The dashboard shares types and styles with the widget, so each looks at both folders.
const both = ['widget', 'dashboard'];

export const buildWidget = (say) =>
  buildPart('widget', both, say, (out) => [at('scripts/lib/build-widget.mjs'), out]);

/** The codes of problems are read out of src/. */
const docsSources = [
  'docs',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'src',
  'widget/tokens.css',
  'dashboard/icon.svg',
];

export const buildDocs = (say) =>
  buildPart('docs', docsSources, say, (out) => [at('docs/site/build.mjs'), out]);

export const buildDashboard = (say) =>
  buildPart('dashboard', both, say, (out) => [
    bin('vite'),
    'build',
    at('dashboard'),
    '--outDir',
    out,
    '--emptyOutDir',
  ]);

async function buildPart(name, sources, say, command) {
  const out = at(staging, name);
  const note = await unlessDone(`${out}.stamp`, digest([...shared, ...sources], name), async () => {
    rmSync(out, { recursive: true, force: true });
    await run(projectNode, command(out), { onLine: say, env: { NODE_ENV: 'production' } });
  });
  layTogether();
  return note;
}

/** The parts, and where each says how its files are to be served. */
const folders = { dashboard: 'dashboard', widget: 'widget', docs: 'docs/site' };
const parts = Object.keys(folders);

/** Brings dist/ up to what was built, touching only files that differ: a running server watches it. */
function layTogether() {
  const wanted = new Map(parts.flatMap((part) => builtFiles(part)));
  for (const [name, source] of wanted) writeIfChanged(readFileSync(source), at('dist', name));
  for (const file of filesIn('dist')) {
    if (!wanted.has(path.relative('dist', file)) && file !== 'dist/_headers') rmSync(at(file));
  }
  // The edge reads one file.
  const headers = parts.map((part) => readFileSync(at(folders[part], '_headers'), 'utf8'));
  writeIfChanged(Buffer.from(headers.join('\n')), at('dist/_headers'));
}

const builtFiles = (part) =>
  filesIn(path.join(staging, part)).map((file) => [path.relative(path.join(staging, part), file), at(file)]);

function writeIfChanged(content, target) {
  if (existsSync(target) && readFileSync(target).equals(content)) return;
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
}
