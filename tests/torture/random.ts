// Chance that can be had again: the same seed chooses the same harms and moments. What they hit is up to the machine.

export interface Chance {
  /** From 0 up to, but not, 1. */
  number(): number;
  between(least: number, most: number): number;
  /** True this often out of one. */
  happens(often: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** mulberry32 */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    number,
    between: (least, most) => least + number() * (most - least),
    happens: (often) => number() < often,
    pick: <T>(list: readonly T[]) => list[Math.floor(number() * list.length)] as T,
  };
}
