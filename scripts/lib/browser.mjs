// A Chromium for the tests: one that is installed, else Playwright's download, else the system's package.

import { existsSync } from 'node:fs';
import { installPackages } from './apt.mjs';
import { bin, projectNode } from './paths.mjs';
import { isExecutable, run, which } from './processes.mjs';
import { step } from './steps.mjs';
import { Stop } from './stop.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const macs = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
const downloadPatience = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };

/** The path of a Chromium that starts; installs one if there is none. */
export async function findBrowser(say) {
  if (process.env.CHROME_PATH) return given(process.env.CHROME_PATH);
  const found = (await installed()) ?? (await downloaded(say)) ?? (await fromPackages(say));
  if (found) return found;
  throw new Stop(
    'No Chromium or Chrome was found, and none could be installed.\nInstall one (Debian and Ubuntu: `sudo apt-get install chromium`; macOS: https://www.google.com/chrome), or name it in CHROME_PATH, and run the same command again.',
  );
}

/** The same as a step that is shown. */
export async function browserFound() {
  let file;
  await step('browser', async (tell) => {
    file = await findBrowser(tell);
  });
  return file;
}

function given(file) {
  if (isExecutable(file)) return file;
  throw new Stop(`CHROME_PATH is "${file}", where there is no program. Correct it or unset it.`);
}

async function installed() {
  const candidates = [
    ...names.map(which),
    ...macs.filter((file) => existsSync(file)),
    await playwrightPath(),
  ];
  for (const file of candidates.filter(Boolean)) if (await starts(file)) return file;
  return undefined;
}

async function downloaded(say) {
  const args = [bin('playwright-core'), 'install', 'chromium', '--no-shell'];
  await run(projectNode, args, { onLine: say, env: downloadPatience }).catch(() => {});
  const file = await playwrightPath();
  return (await starts(file)) ? file : undefined;
}

async function fromPackages(say) {
  await installPackages(['chromium'], say);
  return installed();
}

/** A file alone proves little: its libraries may be missing, or it may be a hint to install something else. */
async function starts(file) {
  if (!isExecutable(file)) return false;
  return run(file, ['--version']).then(
    (printed) => /\d+\.\d+/.test(printed),
    () => false,
  );
}

/** Where Playwright would put its own. */
async function playwrightPath() {
  const script = "console.log(require('playwright-core').chromium.executablePath())";
  return (await run(projectNode, ['--eval', script])).trim();
}
