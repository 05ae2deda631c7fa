const LOOKED_AT = 5;

/** By how many rows what is in sight went down: most of it, as one may have been moved by itself. */
export function shiftOf(
  before: readonly { id: string }[],
  now: readonly { id: string }[],
  firstInSight: number,
): number {
  if (before === now) return 0;
  const inSight = before.slice(firstInSight, firstInSight + LOOKED_AT);
  const places = new Map(now.map(({ id }, index) => [id, index]));
  const shifts = inSight
    .map(({ id }, index) => (places.get(id) ?? Number.NaN) - firstInSight - index)
    .filter((shift) => !Number.isNaN(shift))
    .sort((a, b) => a - b);
  return shifts[shifts.length >> 1] ?? 0;
}
