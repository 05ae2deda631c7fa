// Installs what the project needs and the machine lacks. All other scripts begin with it; it is quick when
// everything is there.

import { pathToFileURL } from 'node:url';
import { npmPackages } from './lib/npm.mjs';
import { endChildrenOnSignals } from './lib/processes.mjs';
import { rustToolchain } from './lib/rust.mjs';
import { step } from './lib/steps.mjs';
import { main } from './lib/stop.mjs';
import { provideTool, removeScratch, wasmTools } from './lib/wasm-tools.mjs';

/** npm mostly waits for the network while cargo keeps the processor busy, so both go at once. */
export async function setUp() {
  await Promise.all([step('npm packages', npmPackages), setUpRust()]);
}

async function setUpRust() {
  await step('Rust toolchain', rustToolchain);
  await Promise.all(
    wasmTools().map((tool) => step(`${tool.name} ${tool.version}`, (say) => provideTool(tool, say))),
  );
  removeScratch();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  endChildrenOnSignals();
  main(setUp);
}
