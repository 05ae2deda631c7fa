import first from './first.ts';
import later from './later.ts';

/** All there is to say; the other languages say the same. */
export default { ...first, ...later };
