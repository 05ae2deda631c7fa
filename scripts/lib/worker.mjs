import { at, bin } from './paths.mjs';
import { run } from './processes.mjs';
import { digest, unlessDone } from './stamps.mjs';
import { buildEnvironment, locate, wasmTools } from './wasm-tools.mjs';

const sources = [
  'src',
  'Cargo.toml',
  'Cargo.lock',
  'rust-toolchain.toml',
  '.cargo',
  'schema.sql',
  'package-lock.json',
];
const stamp = at('build/.stamp');

/** Compiles src/ to build/index.js and build/index_bg.wasm. */
export function buildWorker(say) {
  return unlessDone(stamp, digest(sources), async () => {
    const [workerBuild] = wasmTools();
    await run(await locate(workerBuild), ['--release'], { env: await buildEnvironment(), onLine: say });
    await shrink(say);
  });
}

const features = [
  'bulk-memory',
  'exception-handling',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
];

/**
 * Every kilobyte is fetched and compiled before a new isolate answers, and function names would be a fifth of them.
 * Before they go they bring copies of a function for several types next to each other, which gzip likes.
 */
async function shrink(say) {
  say('wasm-opt');
  const wasm = at('build/index_bg.wasm');
  const enable = features.map((feature) => `--enable-${feature}`);
  const passes = ['-Oz', '--reorder-functions-by-name', '--strip-debug', '--strip-producers'];
  await run(bin('wasm-opt'), [wasm, ...passes, ...enable, '-o', wasm]);
}
