// npm run fix: formats everything, and mends what the linters can mend by themselves.

import { bin, projectNode } from './lib/paths.mjs';
import { endChildrenOnSignals, run } from './lib/processes.mjs';
import { step } from './lib/steps.mjs';
import { main } from './lib/stop.mjs';
import { setUp } from './setup.mjs';

endChildrenOnSignals();
main(async () => {
  await setUp();
  await step('Rust formatted', () => run('cargo', ['fmt', '--all']).then(() => undefined));
  await step('the rest formatted', () =>
    run(projectNode, [bin('biome'), 'check', '--write', '.']).then(() => undefined),
  );
});
