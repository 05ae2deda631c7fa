/** For the parts that load when they are wanted: they bring their English words along. */
import later from './en/later.ts';
import { learn } from './index.ts';

learn(later);

export { locale, t } from './index.ts';
