// Builds a copy of the worker with edits in it, so that tests can show that they would notice. The sources and build/
// stay as they are, and what the crate depends on is not compiled again.

import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { at } from './paths.mjs';
import { run } from './processes.mjs';
import { digest, unlessDone } from './stamps.mjs';
import { Stop } from './stop.mjs';
import { buildEnvironment, locate, wasmTools } from './wasm-tools.mjs';

const sources = ['src', 'Cargo.toml', 'Cargo.lock', 'rust-toolchain.toml'];
const crate = 'target/mutants/crate';
/** What is wrong shows as well in code that is not made small, which is the longest part of a build. */
const quickly = '\n[profile.release.package.chatdesk-mutants]\nopt-level = 0\n';

/** Where the built worker is: a project path. */
export const mutantsBuild = 'target/mutants/build';

/** `edits` are `{ file, find, replace }`; `files` are added, as `{ from: to }`. Returns a note for `step`. */
export function buildMutants({ edits, files }, say) {
  const current = digest([...sources, ...Object.keys(files), 'package-lock.json'], edits, quickly);
  return unlessDone(at('target/mutants/.stamp'), current, async () => {
    copy(files);
    for (const edit of edits) apply(edit);
    const [workerBuild] = wasmTools();
    const env = { ...(await buildEnvironment()), CARGO_TARGET_DIR: at('target') };
    const args = ['--release', '--no-opt', '--out-dir', '../build'];
    await run(await locate(workerBuild), args, { cwd: at(crate), env, onLine: say });
  });
}

function copy(files) {
  rmSync(at(crate), { recursive: true, force: true });
  mkdirSync(at(crate), { recursive: true });
  for (const name of sources) cpSync(at(name), at(crate, name), { recursive: true });
  for (const [from, to] of Object.entries(files)) cpSync(at(from), at(crate, to));
  rename();
  appendFileSync(at(crate, 'Cargo.toml'), quickly);
}

/** Under another name: cargo would put its output where the real worker's is, and take one for the other. */
function rename() {
  const [name, other] = ['name = "chatdesk"', 'name = "chatdesk-mutants"'];
  for (const file of ['Cargo.toml', 'Cargo.lock']) apply({ file, find: `${name}\n`, replace: `${other}\n` });
}

function apply({ file, find, replace }) {
  const path = at(crate, file);
  const parts = readFileSync(path, 'utf8').split(find);
  if (parts.length !== 2) {
    const count = parts.length === 1 ? 'does not contain' : `contains ${parts.length - 1} times`;
    throw new Stop(
      `${file} ${count}:\n\n  ${find.trim()}\n\nA mutation is made there. The code has changed: make the edit of that file (tests/torture/mutations) fit it, so that it still spoils what it is to spoil.`,
    );
  }
  writeFileSync(path, parts.join(replace));
}
