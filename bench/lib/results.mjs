// What a measurement found: on the terminal, and kept in bench/results as a page and as data.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { at } from '../../scripts/lib/paths.mjs';
import { markdown, plain } from './tables.mjs';

export const shownTables = (tables, summary) =>
  Object.values(tables)
    .map((rowsOf) => plain(rowsOf(summary)))
    .join('\n\n');

/** Writes the page, which is bench/NAME/about.md with the figures in their places, and the data; says where. */
export function writeResults(name, { tables, summary, measured }) {
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GiB`;
  const files = [at(`bench/results/${name}.md`), at(`bench/results/${name}.json`)];
  const about = readFileSync(at(`bench/${name}/about.md`), 'utf8');
  const head = `\`npm run bench -- ${name}\` measured this on a machine with ${machine}, which the load shares: ${measured}.`;
  const page = about.replace(/{{(\w+)}}/g, (_, part) =>
    part === 'machine' ? head : markdown(tables[part](summary)),
  );
  mkdirSync(at('bench/results'), { recursive: true });
  writeFileSync(files[0], page);
  writeFileSync(files[1], `${JSON.stringify({ machine, ...summary }, rounded, 2)}\n`);
  return files;
}

const rounded = (_, value) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value);
