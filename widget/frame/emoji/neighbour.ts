/** Where an arrow key leads in a grid, whatever number of columns it has: by what is seen, not by counting. */
export type Place = Pick<DOMRect, 'left' | 'top'>;

const STEPS: { [key: string]: number } = { ArrowLeft: -1, ArrowRight: 1 };

/** Nothing for another key, or at the edge. */
export function neighbour(places: Place[], at: number, key: string, isMirrored = false): number | undefined {
  const step = STEPS[key];
  if (step) return inside(places, at + (isMirrored ? -step : step));
  if (key === 'Home') return 0;
  if (key === 'End') return places.length - 1;
  return key === 'ArrowUp' || key === 'ArrowDown' ? beyond(places, at, key === 'ArrowDown') : undefined;
}

const inside = (places: Place[], index: number) => (places[index] ? index : undefined);

/** In the next row, what stands nearest. */
function beyond(places: Place[], at: number, isDown: boolean): number | undefined {
  const from = places[at];
  if (!from) return undefined;
  const others = places.map(({ top, left }, index) => ({
    index,
    rows: isDown ? top - from.top : from.top - top,
    left,
  }));
  const ahead = others.filter(({ rows }) => rows > 1);
  const next = Math.min(...ahead.map(({ rows }) => rows));
  const row = ahead.filter(({ rows }) => rows < next + 1);
  const aside = ({ left }: { left: number }) => Math.abs(left - from.left);
  return row.sort((a, b) => aside(a) - aside(b))[0]?.index;
}
