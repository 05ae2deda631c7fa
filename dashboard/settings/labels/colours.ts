/** Whether a label's colour is seen against the lightest and the darkest ground it may lie on. */
import { contrast, isHex } from '../../../widget/colour.ts';

/** What shapes that mean something need, as WCAG says it. */
const SEEN = 3;
/** As widget/tokens.css has them: a selected row in light, a raised surface in dark. */
const LIGHT = '#f2f3f5';
const DARK = '#24272b';

/** Where a colour is hard to see, if anywhere. */
export function hardToSee(color: string): 'light' | 'dark' | null {
  if (!isHex(color)) return null;
  if (contrast(color, LIGHT) < SEEN) return 'light';
  return contrast(color, DARK) < SEEN ? 'dark' : null;
}
