// node scripts/contact-sheet.mjs: draws docs/images/widget-sheet.webp, the widget in all its states, anew.

import { build } from './build.mjs';
import { findBrowser } from './lib/browser.mjs';
import { at, projectNode } from './lib/paths.mjs';
import { endChildrenOnSignals, runAttached } from './lib/processes.mjs';
import { say, step } from './lib/steps.mjs';
import { main } from './lib/stop.mjs';
import { setUp } from './setup.mjs';

async function draw() {
  await setUp();
  await build();
  const CHROME_PATH = await step('browser', findBrowser);
  const code = await runAttached(projectNode, [at('tests/sheets/widget.ts')], { env: { CHROME_PATH } });
  if (code === 0)
    say('docs/images/widget-sheet.webp is drawn; each state by itself is in test-results/sheet.');
  return code;
}

endChildrenOnSignals();
main(draw);
