// A Firefox for one of the tests: one that is installed, else the system's package, else none.

import { installPackages } from './apt.mjs';
import { isExecutable, run, which } from './processes.mjs';

const mac = '/Applications/Firefox.app/Contents/MacOS/firefox';

/** The path of a Firefox that starts, or nothing. */
export async function findFirefox(say) {
  if (process.env.FIREFOX_PATH) return process.env.FIREFOX_PATH;
  const found = await installed();
  if (found) return found;
  await installPackages(['firefox-esr'], say);
  return installed();
}

async function installed() {
  for (const file of [which('firefox'), which('firefox-esr'), mac])
    if (file && isExecutable(file) && (await starts(file))) return file;
  return undefined;
}

const starts = (file) =>
  run(file, ['--version']).then(
    (printed) => /Firefox \d+/.test(printed),
    () => false,
  );
