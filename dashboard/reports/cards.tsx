import type { Overview } from '../../widget/protocol/generated.ts';
import { change, duration, many, percent, ratings, score } from './words.ts';

/** What the days were like, and what they were before. */
export function Cards({ report: { totals, previous } }: { report: Overview }) {
  const times = [
    { name: 'First response', now: totals.first_response, before: previous.first_response },
    {
      name: 'First response in business hours',
      now: totals.first_response_open,
      before: previous.first_response_open,
    },
    { name: 'Resolution', now: totals.resolution, before: previous.resolution },
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 desk:grid-cols-4">
      <Card
        name="Conversations"
        value={many(totals.conversations)}
        change={change(totals.conversations, previous.conversations)}
        more={`${many(totals.answered)} answered, ${many(totals.waiting)} waiting`}
      />
      {times.map(({ name, now, before }) => (
        <Card
          key={name}
          name={name}
          value={duration(now.median)}
          change={change(now.median, before.median, 'slower', 'faster')}
          more={now.count ? `Nine of ten within ${duration(now.p90)}` : 'None yet'}
        />
      ))}
      <Card
        name="Missed"
        value={many(totals.missed)}
        change={change(totals.missed, previous.missed)}
        more={`${share(totals.missed, totals.conversations)} of all${totals.left ? `, ${many(totals.left)} had left` : ''}`}
      />
      <Card
        name="Resolved"
        value={many(totals.resolved)}
        change={change(totals.resolved, previous.resolved)}
        more={totals.by_bot ? `${many(totals.by_bot)} answered by the bot alone` : 'Closed after an answer'}
      />
      <Card
        name="Rating"
        value={score(totals.rating)}
        change={change(totals.rating, previous.rating, 'better', 'worse')}
        more={ratings(totals.ratings.reduce((sum, count) => sum + count, 0))}
      />
      {totals.opens === null ? (
        <Card
          name="Answered"
          value={many(totals.answered)}
          change={change(totals.answered, previous.answered)}
          more={`${share(totals.answered, totals.conversations)} of all`}
        />
      ) : (
        <Card
          name="Opened the chat"
          value={many(totals.opens)}
          change={change(totals.opens, previous.opens)}
          more={`Start rate ${percent(totals.start_rate)}`}
        />
      )}
    </dl>
  );
}

const share = (some: number, all: number) => percent(all ? some / all : null);

interface CardProps {
  name: string;
  value: string;
  change: string;
  more: string;
}

function Card({ name, value, change, more }: CardProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1 rounded-card border border-line bg-surface p-3 desk:p-4">
      <dt className="text-13 text-muted">{name}</dt>
      <dd className="text-20 font-semibold tabular-nums">{value}</dd>
      <dd className="text-12 text-muted">{change}</dd>
      <dd className="mt-auto text-12 text-muted">{more}</dd>
    </div>
  );
}
