// The widget's files that have their content in their names. A deploy takes them from the edge, but sites name exact
// builds, and windows that are open ask for their parts: so each is kept in the bucket as well, and the worker gives it
// from there (src/http/builds.rs).

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at } from './paths.mjs';
import { filesIn } from './stamps.mjs';
import { runWrangler } from './wrangler.mjs';

const folders = ['dist/build', 'dist/w'];

/** Puts them into the bucket; `target` says which one of that name, here or there. */
export async function keepBuilds(bucket, target) {
  const list = at('.wrangler/builds.json');
  mkdirSync(path.dirname(list), { recursive: true });
  writeFileSync(list, JSON.stringify(folders.flatMap(filesIn).map(entry)));
  await runWrangler(['r2', 'bulk', 'put', bucket, '--filename', list, ...target]);
}

/** What to keep, and under which name. */
const entry = (file) => ({
  key: `builds/${path.relative('dist', file).split(path.sep).join('/')}`,
  file: at(file),
});
