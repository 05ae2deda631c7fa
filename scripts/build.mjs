// node scripts/build.mjs [--set-up-done] [worker] [widget] [dashboard] [docs]: builds the parts named, or all; what is up to
// date is skipped. wrangler calls it for the worker whenever a file in src/ changes, and may end it half way: with
// --set-up-done it installs nothing.

import { pathToFileURL } from 'node:url';
import { endChildrenOnSignals } from './lib/processes.mjs';
import { buildDashboard, buildDocs, buildWidget } from './lib/static.mjs';
import { step } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { buildWorker } from './lib/worker.mjs';
import { setUp } from './setup.mjs';

const SET_UP_DONE = '--set-up-done';
const parts = { worker: buildWorker, widget: buildWidget, dashboard: buildDashboard, docs: buildDocs };

export async function build(names = Object.keys(parts)) {
  const unknown = names.find((name) => !parts[name]);
  if (unknown) {
    throw new Stop(
      `There is no part "${unknown}" to build. The parts are: ${Object.keys(parts).join(', ')}.`,
    );
  }
  for (const name of names) await step(`${name} built`, parts[name]);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  endChildrenOnSignals();
  main(async () => {
    const words = process.argv.slice(2);
    const names = words.filter((word) => word !== SET_UP_DONE);
    if (names.length === words.length) await setUp();
    await build(names.length > 0 ? names : undefined);
  });
}
