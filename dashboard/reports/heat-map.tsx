import { Fragment } from 'react';
import { ChartCard } from './chart-card.tsx';
import { conversations, hourName, many, WEEK } from './words.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** When people write: a field for each hour of the week, the stronger the more. */
export function HeatMap({ hours }: { hours: readonly (readonly number[])[] }) {
  const most = Math.max(1, ...hours.flat());
  const summary = busiest(hours);
  return (
    <ChartCard
      title="Busiest hours"
      summary={summary}
      head={['Hour', ...WEEK]}
      rows={HOURS.map((hour) => [hourName(hour), ...hours.map((day) => many(day[hour] ?? 0))])}
      chart={
        <div
          role="img"
          aria-label={`Conversations by hour of the week. ${summary}`}
          className="grid grid-cols-[2rem_repeat(24,minmax(0,1fr))] items-center gap-px text-12 text-muted desk:gap-0.5"
        >
          {WEEK.map((name, day) => (
            <Fragment key={name}>
              <span>{name.slice(0, 3)}</span>
              {HOURS.map((hour) => (
                <Field
                  key={hour}
                  name={`${name} ${hourName(hour)}`}
                  count={hours[day]?.[hour] ?? 0}
                  most={most}
                />
              ))}
            </Fragment>
          ))}
          <span />
          {[0, 6, 12, 18].map((hour) => (
            <span key={hour} className="col-span-6 tabular-nums">
              {hourName(hour)}
            </span>
          ))}
        </div>
      }
    />
  );
}

function Field({ name, count, most }: { name: string; count: number; most: number }) {
  const strength = count === 0 ? 0 : 15 + Math.round((count / most) * 85);
  return (
    <span
      title={`${name}: ${conversations(count)}`}
      className="h-6 rounded-[3px] border border-line"
      style={{ background: `color-mix(in oklab, var(--brand) ${strength}%, var(--surface-sunken))` }}
    />
  );
}

function busiest(hours: readonly (readonly number[])[]): string {
  const all = hours.flatMap((day, place) => day.map((count, hour) => ({ count, place, hour })));
  const top = all.reduce((best, one) => (one.count > best.count ? one : best), {
    count: 0,
    place: 0,
    hour: 0,
  });
  if (top.count === 0) return 'No conversation began in these days.';
  return `Most began on ${WEEK[top.place]} from ${hourName(top.hour)} on: ${conversations(top.count)}.`;
}
