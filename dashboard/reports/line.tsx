import { longDay, many, shortDay } from './words.ts';

interface LineProps {
  days: readonly string[];
  /** `null`: there is nothing to tell of that day. */
  values: readonly (number | null)[];
  /** Drawn too, in grey, by the same measure. */
  beside?: readonly number[] | undefined;
  /** What the two are called. */
  names?: readonly [string, string];
  say: (value: number | null) => string;
  /** What it tells, for those who cannot see it. */
  label: string;
}

const HIGH = 100;

/** A line from day to day, from zero up, with its highest value beside it. */
export function Line({ days, values, beside = [], names, say, label }: LineProps) {
  const most = Math.max(1, ...beside, ...values.map((value) => value ?? 0));
  const step = 100 / Math.max(1, days.length);
  const middle = (place: number) => (place + 0.5) * step;
  const height = (value: number) => HIGH - (value / most) * (HIGH - 6);
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2 text-12 text-muted tabular-nums">
        <span>{say(most)}</span>
        <span aria-hidden="true" className="grow border-t border-dashed border-line" />
        {names && (
          <span aria-hidden="true" className="flex gap-3 font-medium">
            <span className="text-brand-ink">{names[0]}</span>
            <span>{names[1]}</span>
          </span>
        )}
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
        <Drawn values={beside} middle={middle} height={height} colour="var(--text-muted)" />
        <Drawn values={values} middle={middle} height={height} colour="currentColor" />
        {days.map((day, place) => (
          <rect
            key={day}
            x={place * step}
            y="0"
            width={step}
            height={HIGH}
            className="fill-brand opacity-0 hover:opacity-10"
          >
            <title>{`${longDay(day)}: ${say(values[place] ?? null)}${names ? `, ${names[1].toLowerCase()} ${many(beside[place] ?? 0)}` : ''}`}</title>
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

interface DrawnProps {
  values: readonly (number | null)[];
  middle: (place: number) => number;
  height: (value: number) => number;
  colour: string;
}

const Drawn = ({ values, middle, height, colour }: DrawnProps) =>
  unbroken(values).map((piece) => (
    <polyline
      key={piece[0]?.place}
      points={piece
        .map(({ place, value }) => `${middle(place)},${height(value)}`)
        .concat(
          piece.length === 1 ? `${middle(piece[0]?.place ?? 0) + 0.01},${height(piece[0]?.value ?? 0)}` : [],
        )
        .join(' ')}
      fill="none"
      stroke={colour}
      strokeWidth={piece.length === 1 ? 6 : 2}
      strokeLinejoin="round"
      strokeLinecap="round"
      vectorEffect="non-scaling-stroke"
    />
  ));

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
