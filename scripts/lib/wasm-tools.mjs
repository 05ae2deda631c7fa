// worker-build and wasm-bindgen, in exactly the versions that Cargo.lock asks for. What PATH has is used;
// the rest goes to .tools/<name>-<version>/.

import { rmSync } from 'node:fs';
import { download } from './download.mjs';
import { withNetwork } from './network.mjs';
import { at, bin } from './paths.mjs';
import { isExecutable, run, which } from './processes.mjs';
import { Stop } from './stop.mjs';
import { lockedCrate } from './versions.mjs';

/** The tools to have, with what `cargo install` needs to know to build no more than necessary. */
export const wasmTools = () => [
  {
    name: 'worker-build',
    version: lockedCrate('worker'),
    crate: ['worker-build', '--locked', '--bin', 'worker-build'],
  },
  {
    name: 'wasm-bindgen',
    version: lockedCrate('wasm-bindgen'),
    crate: ['wasm-bindgen-cli', '--bin', 'wasm-bindgen', '--no-default-features'],
  },
];

/** Makes sure that a tool is there; returns a note for the step. */
export async function provideTool(tool, say) {
  if (isExecutable(ownPath(tool)) || (await onPath(tool))) return 'up to date';
  if (await download(tool, ownFolder(tool), say)) return undefined;
  await install(tool, say);
}

/** Where a tool is, once it is provided. */
export const locate = async (tool) => (isExecutable(ownPath(tool)) ? ownPath(tool) : onPath(tool));

/** The variables through which worker-build takes its helpers, so that it downloads nothing. */
export async function buildEnvironment() {
  const [, wasmBindgen] = wasmTools();
  return {
    WASM_BINDGEN_BIN: await locate(wasmBindgen),
    WASM_OPT_BIN: bin('wasm-opt'),
    ESBUILD_BIN: bin('esbuild'),
    // The compiler's own words say it all; worker-build's stack below them is noise.
    RUST_BACKTRACE: '0',
  };
}

/** What both tools share is compiled once here; cargo's lock on it puts them in a queue. */
const scratch = at('.tools/target');
export const removeScratch = () => rmSync(scratch, { recursive: true, force: true });

const ownFolder = ({ name, version }) => at('.tools', `${name}-${version}`);
const ownPath = (tool) => `${ownFolder(tool)}/bin/${tool.name}`;

async function onPath({ name, version }) {
  const file = which(name);
  if (!file) return undefined;
  const printed = await run(file, ['--version']).catch(() => '');
  return printed.split(/\s+/).includes(version) ? file : undefined;
}

/** cargo's remarks on its queue would only worry people. */
const unlessQueueing = (say) => (line) => /Blocking waiting/.test(line) || say(line);

/** A debug build without debug information: three times faster to make, and still fast enough to use. */
async function install(tool, say) {
  const args = ['install', ...tool.crate, '--version', tool.version, '--debug', '--root', ownFolder(tool)];
  const env = { CARGO_TARGET_DIR: scratch, CARGO_PROFILE_DEV_DEBUG: '0', CARGO_INCREMENTAL: '0' };
  try {
    await withNetwork(`${tool.name} ${tool.version}`, () =>
      run('cargo', args, { env, onLine: unlessQueueing(say) }),
    );
  } catch (error) {
    if (!/openssl|pkg-config/i.test(error.output ?? '')) throw error;
    throw new Stop(
      `${tool.name} ${tool.version} could not be built because OpenSSL's development files are missing.\nInstall them (Debian and Ubuntu: \`apt-get install pkg-config libssl-dev\`) and run the same command again.`,
    );
  }
}
