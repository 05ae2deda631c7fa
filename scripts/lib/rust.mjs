import { existsSync } from 'node:fs';
import path from 'node:path';
import { withNetwork } from './network.mjs';
import { CommandFailed, run, which } from './processes.mjs';
import { Stop } from './stop.mjs';
import { rustChannel } from './versions.mjs';

const target = 'wasm32-unknown-unknown';
const components = ['clippy', 'rustfmt'];

/** Makes sure that the compiler of rust-toolchain.toml can build for WebAssembly and for this machine. */
export async function rustToolchain(say) {
  requireCompilers();
  if (await isComplete()) return 'up to date';
  if (!which('rustup')) throw new Stop(noRustup());
  const extras = [...components.flatMap((name) => ['--component', name]), '--target', target];
  const args = ['toolchain', 'install', rustChannel(), '--profile', 'minimal', ...extras, '--no-self-update'];
  await withNetwork(`Rust ${rustChannel()}`, () => run('rustup', args, { onLine: say }));
}

function requireCompilers() {
  if (!which('cargo')) {
    throw new Stop(
      'Rust is not installed: there is no `cargo` on your PATH.\nInstall it from https://rustup.rs, open a new terminal and run the same command again.',
    );
  }
  if (!which('cc') && !which('gcc') && !which('clang')) {
    throw new Stop(
      'There is no C compiler (`cc`), which Rust needs for linking.\nInstall one (Debian and Ubuntu: `apt-get install build-essential pkg-config libssl-dev`; macOS: `xcode-select --install`) and run the same command again.',
    );
  }
}

/** Looks at the folders instead of asking rustup, which takes a second and may start to install by itself. */
async function isComplete() {
  try {
    const sysroot = (
      await run('rustc', ['--print', 'sysroot'], { env: { RUSTUP_AUTO_INSTALL: '0' } })
    ).trim();
    const parts = [path.join('lib/rustlib', target), 'bin/cargo-clippy', 'bin/rustfmt'];
    return parts.every((part) => existsSync(path.join(sysroot.split('\n').at(-1), part)));
  } catch (error) {
    // Only the compiler's own word counts: one that was killed says nothing about what is installed.
    const isAnswer = error instanceof CommandFailed && typeof error.code === 'number';
    if (isAnswer || error.code === 'ENOENT') return false;
    throw error;
  }
}

const noRustup = () =>
  `This Rust cannot build for WebAssembly (${target} is missing), and there is no rustup to add it.\nInstall rustup from https://rustup.rs, open a new terminal and run the same command again.`;
