import { ChartCard } from './chart-card.tsx';
import { many, ratings as ratingsOf, score } from './words.ts';

const SCORES = [5, 4, 3, 2, 1];

/** How many of each score. */
export function Ratings({ ratings, rating }: { ratings: readonly number[]; rating: number | null }) {
  const all = ratings.reduce((sum, count) => sum + count, 0);
  const most = Math.max(1, ...ratings);
  const of = (stars: number) => ratings[stars - 1] ?? 0;
  const summary = all
    ? `${score(rating)} of 5 on average, from ${ratingsOf(all)}.`
    : 'Nobody has rated a conversation of these days.';
  return (
    <ChartCard
      title="Ratings"
      summary={summary}
      head={['Score', 'Ratings']}
      rows={SCORES.map((stars) => [nameOf(stars), many(of(stars))])}
      chart={
        <div role="img" aria-label={`Ratings. ${summary}`} className="flex flex-col gap-2 text-13">
          {SCORES.map((stars) => (
            <span key={stars} className="flex items-center gap-3">
              <span className="w-14 shrink-0 text-muted">{nameOf(stars)}</span>
              <span className="h-4 grow overflow-hidden rounded-[3px] bg-sunken">
                <span
                  className="block h-full rounded-[3px] bg-brand"
                  style={{ width: `${(of(stars) / most) * 100}%` }}
                />
              </span>
              <span className="w-10 shrink-0 text-right tabular-nums">{many(of(stars))}</span>
            </span>
          ))}
        </div>
      }
    />
  );
}

const nameOf = (stars: number) => `${stars} ${stars === 1 ? 'star' : 'stars'}`;
