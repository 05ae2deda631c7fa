// The checks that need no running server. Each is one step, and says what is wrong when it fails.

import { at, bin, projectNode } from './paths.mjs';
import { run } from './processes.mjs';

const strict = ['--', '-D', 'warnings'];

const byCargo =
  (...args) =>
  (say) =>
    run('cargo', args, { onLine: say }).then(() => undefined);
const byNode =
  (...args) =>
  () =>
    run(projectNode, args).then(() => undefined);
const types = (folder) => byNode(bin('tsc'), '--noEmit', '--project', at(folder));

export const rustChecks = {
  rustfmt: byCargo('fmt', '--all', '--check'),
  clippy: byCargo('clippy', '--workspace', '--all-targets', ...strict),
  'clippy for WebAssembly': byCargo('clippy', '--target', 'wasm32-unknown-unknown', ...strict),
};

export const scriptChecks = {
  biome: byNode(bin('biome'), 'check', '--error-on-warnings', '--max-diagnostics=100', '.'),
  types: types('.'),
  'types of widget/': types('widget'),
  'types of dashboard/': types('dashboard'),
};

/** Rust's own tests; says how many there were. */
export async function nativeTests(filters, say) {
  const output = await run('cargo', ['test', '--', ...filters], { onLine: say });
  const counts = [...output.matchAll(/^test result: ok\. (\d+) passed/gm)].map(([, count]) => Number(count));
  return `${counts.reduce((sum, count) => sum + count, 0)} passed`;
}
