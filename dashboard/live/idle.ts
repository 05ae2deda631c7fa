/** Away by itself: when nobody has touched any tab for a while, and back when somebody does, if it was by itself. */
import type { Availability } from '../../widget/protocol/generated.ts';

export const PATIENCE = 10 * 60_000;

/** What all tabs of the browser know. */
export interface Touch {
  /** When somebody last did something. */
  at: number;
  /** Whether they are away because of that. */
  isAutomatic: boolean;
}

/** What to tell the server now, if anything. */
export function wishOf(
  { at, isAutomatic }: Touch,
  now: number,
  availability: Availability | undefined,
): Availability | null {
  const isIdle = now - at >= PATIENCE;
  if (isIdle && availability === 'available') return 'away';
  return !isIdle && availability === 'away' && isAutomatic ? 'available' : null;
}
