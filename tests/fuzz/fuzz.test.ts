// The API does what its description says, whatever it is asked.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from './fuzz.ts';

const program = process.env.SCHEMATHESIS ?? '';
const skip = program
  ? false
  : 'schemathesis is not there: it needs Python 3.11 or newer. Run: npm test -- fuzz';

/** The same cases each time: what fails here was changed here. `npm run fuzz` looks further. */
const SEED = 7;

test('S7: whatever is asked, the API answers as it is described', { skip }, async () => {
  const { isWell, findings, faults, figures, inVain } = await fuzz({ program, seconds: 60, seed: SEED });
  console.log('fuzz:', JSON.stringify(figures), inVain.join(', '));
  assert.ok(isWell, [findings, ...faults].join('\n'));
  assert.deepEqual(faults, []);
  assert.ok(figures.cases > 300, 'enough was asked');
  // How many it gets to in a minute is up to the machine.
  assert.ok(figures.answered > 0.75 * figures.calls, `most calls got past a problem, but not ${inVain}`);
});
