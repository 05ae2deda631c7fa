import { readFileSync } from 'node:fs';
import { at } from './paths.mjs';

/** The version of a crate that Cargo.lock names. */
export function lockedCrate(name) {
  const entry = new RegExp(`name = "${name}"\\nversion = "([^"]+)"`);
  return readFileSync(at('Cargo.lock'), 'utf8').match(entry)[1];
}

/** The Rust version that rust-toolchain.toml names. */
export const rustChannel = () =>
  readFileSync(at('rust-toolchain.toml'), 'utf8').match(/^channel = "([^"]+)"/m)[1];
