// Skipping work whose result is still right: a stamp file beside the result holds the digest of all it came from.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at } from './paths.mjs';

const generated = new Set(['node_modules', 'target', '.wrangler', '.tools', '.git']);

/** One digest of files and folders (project paths; missing ones count as such) and of `extra` strings. */
export function digest(paths, ...extra) {
  const hash = createHash('sha256');
  for (const name of paths.flatMap((entry) => filesIn(entry)).sort()) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(at(name)))
      .update('\0');
  }
  return hash.update(JSON.stringify(extra)).digest('hex');
}

/** Does the work unless `stamp` says that it was done for the same digest; returns a note for `step`. */
export async function unlessDone(stamp, current, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return 'up to date';
  rmSync(stamp, { force: true });
  const note = await work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, current);
  return note;
}

/** All files under a project path, as project paths. */
export function filesIn(entry) {
  if (!existsSync(at(entry))) return [];
  if (!statSync(at(entry)).isDirectory()) return [entry];
  return readdirSync(at(entry))
    .filter((name) => !generated.has(name))
    .flatMap((name) => filesIn(path.join(entry, name)));
}
