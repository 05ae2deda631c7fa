import { longDay, shortDay } from './words.ts';

interface LineProps {
  days: readonly string[];
  /** `null`: there is nothing to tell of that day. */
  values: readonly (number | null)[];
  say: (value: number | null) => string;
  /** What it tells, for those who cannot see it. */
  label: string;
}

const HIGH = 100;

/** A line from day to day, from zero up, with its highest value beside it. */
export function Line({ days, values, say, label }: LineProps) {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const step = 100 / Math.max(1, days.length);
  const middle = (place: number) => (place + 0.5) * step;
  const height = (value: number) => HIGH - (value / most) * (HIGH - 6);
  const pieces = unbroken(values);
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2 text-12 text-muted tabular-nums">
        <span>{say(most)}</span>
        <span aria-hidden="true" className="grow border-t border-dashed border-line" />
      </div>
      <svg
        viewBox={`0 0 100 ${HIGH}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
        className="h-36 w-full overflow-visible text-brand-ink"
      >
        <line
          x1="0"
          x2="100"
          y1={HIGH}
          y2={HIGH}
          stroke="var(--border-strong)"
          vectorEffect="non-scaling-stroke"
        />
        {pieces.map((piece) => (
          <polyline
            key={piece[0]?.place}
            points={piece
              .map(({ place, value }) => `${middle(place)},${height(value)}`)
              .concat(
                piece.length === 1
                  ? `${middle(piece[0]?.place ?? 0) + 0.01},${height(piece[0]?.value ?? 0)}`
                  : [],
              )
              .join(' ')}
            fill="none"
            stroke="currentColor"
            strokeWidth={piece.length === 1 ? 6 : 2}
            strokeLinejoin="round"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {days.map((day, place) => (
          <rect
            key={day}
            x={place * step}
            y="0"
            width={step}
            height={HIGH}
            className="fill-brand opacity-0 hover:opacity-10"
          >
            <title>{`${longDay(day)}: ${say(values[place] ?? null)}`}</title>
          </rect>
        ))}
      </svg>
      <div aria-hidden="true" className="flex justify-between text-12 text-muted">
        <span>{shortDay(days[0] ?? '')}</span>
        {days.length > 1 && <span>{shortDay(days.at(-1) ?? '')}</span>}
      </div>
    </div>
  );
}

interface Point {
  place: number;
  value: number;
}

/** Days that follow each other and have something to tell. */
function unbroken(values: readonly (number | null)[]): Point[][] {
  const pieces: Point[][] = [];
  let piece: Point[] = [];
  for (const [place, value] of values.entries()) {
    if (value === null) {
      piece = [];
      continue;
    }
    if (piece.length === 0) pieces.push(piece);
    piece.push({ place, value });
  }
  return pieces;
}
