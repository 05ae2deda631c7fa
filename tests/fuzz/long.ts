// node long.ts MINUTES SEED FLAGS…: `npm run fuzz`. Ends with 1 when something was found.

import { fuzz } from './fuzz.ts';

const [minutes, seed, ...more] = process.argv.slice(2);
const wish = {
  program: process.env.SCHEMATHESIS ?? '',
  seconds: Number(minutes) * 60,
  seed: Number(seed),
  more,
};
const { isWell, faults, figures, inVain } = await fuzz({ ...wish, loud: true });
for (const fault of faults) console.log(fault);
console.log('fuzz:', JSON.stringify(figures));
if (inVain.length > 0) console.log('answered with problems only:', inVain.join(', '));
process.exitCode = isWell && faults.length === 0 ? 0 : 1;
