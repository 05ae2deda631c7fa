// node scripts/contact-sheet.mjs widget|dashboard: draws docs/images/…-sheet.webp, all states on one picture, anew.

import { build } from './build.mjs';
import { browserFound } from './lib/browser.mjs';
import { at, projectNode } from './lib/paths.mjs';
import { endChildrenOnSignals, runAttached } from './lib/processes.mjs';
import { say } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { setUp } from './setup.mjs';

async function draw() {
  const [name] = process.argv.slice(2);
  if (name !== 'widget' && name !== 'dashboard') throw new Stop('Which one? widget or dashboard.');
  await setUp();
  await build();
  const CHROME_PATH = await browserFound();
  const code = await runAttached(projectNode, [at(`tests/sheets/${name}.ts`)], { env: { CHROME_PATH } });
  if (code === 0)
    say(`docs/images/${name}-sheet.webp is drawn; each state by itself is in test-results/sheet.`);
  return code;
}

endChildrenOnSignals();
main(draw);
