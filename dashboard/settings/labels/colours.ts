/** Colours for labels: each is seen against the lightest and the darkest ground it may lie on. */
import { contrast, isHex } from '../../../widget/colour.ts';

/** What shapes that mean something need, as WCAG says it. */
const SEEN = 3;
/** As widget/tokens.css has them: a selected row in light, a raised surface in dark. */
const LIGHT = '#f2f3f5';
const DARK = '#24272b';

export const PALETTE: readonly { name: string; color: string }[] = [
  { name: 'Green', color: '#2e8b57' },
  { name: 'Lime', color: '#5c8a1e' },
  { name: 'Ochre', color: '#a8790a' },
  { name: 'Orange', color: '#cc5c0b' },
  { name: 'Red', color: '#df4050' },
  { name: 'Pink', color: '#d2469a' },
  { name: 'Purple', color: '#9468e0' },
  { name: 'Blue', color: '#3b7ded' },
  { name: 'Teal', color: '#148a94' },
  { name: 'Grey', color: '#78808c' },
];

/** Where a colour is hard to see, if anywhere. */
export function hardToSee(color: string): 'light' | 'dark' | null {
  if (!isHex(color)) return null;
  if (contrast(color, LIGHT) < SEEN) return 'light';
  return contrast(color, DARK) < SEEN ? 'dark' : null;
}
