const FIRST = 1_000;
const LONGEST = 30_000;

/**
 * Milliseconds to wait before attempt number `attempt` (0 is the first), with full jitter: after a deploy every client
 * loses its socket in the same instant, and they must not all come back in the same one.
 */
export function backoff(attempt: number, random: () => number): number {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10));
  return Math.round(random() * ceiling);
}
