import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import type { Overview } from '../../widget/protocol/generated.ts';
import { csvOf, type Days, hours, overview } from '../api/reports.ts';
import { useOrganization } from '../settings/use-organization.ts';
import { useTitle } from '../shell/title.ts';
import { Failure } from '../ui/failure.tsx';
import { Read } from '../ui/read.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { Cards } from './cards.tsx';
import { ChartCard } from './chart-card.tsx';
import { CsvLink, FigureTable } from './figure-table.tsx';
import { HeatMap } from './heat-map.tsx';
import { Line } from './line.tsx';
import { type Range, rangeIn, todayIn } from './range.ts';
import { RangePicker } from './range-picker.tsx';
import { Ratings } from './ratings.tsx';
import { conversations, duration, longDay, many, shortDay } from './words.ts';

/** How it went: what came, how fast it was answered, what people thought of it. */
export default function ReportsPage() {
  useTitle('Reports');
  const organization = useOrganization();
  const search = useSearch();
  const [, navigate] = useLocation();
  const { data, error, refetch } = organization;
  if (!data && error)
    return <Failure what="The reports did not load." error={error} retry={() => void refetch()} />;
  const range = data && rangeIn(search, todayIn(data.timezone));
  return (
    <main className="min-w-0 grow overflow-y-auto">
      <div className="mx-auto flex max-w-280 flex-col gap-4 px-4 py-4 desk:gap-6 desk:px-8 desk:py-6">
        <header className="flex flex-wrap items-start justify-between gap-3">
          <h1 className="text-20 font-semibold">Reports</h1>
          {range && <CsvLink href={csvOf('overview', range)} what="all days" />}
        </header>
        {range ? (
          <>
            <RangePicker range={range} onChoose={(next) => navigate(`/reports?${next}`)} />
            <Report range={range} />
          </>
        ) : (
          <Shapes />
        )}
      </div>
    </main>
  );
}

function Report({ range }: { range: Range }) {
  const { from, to } = range;
  const read = useQuery({
    queryKey: ['reports', 'overview', from, to],
    queryFn: ({ signal }) => overview({ from, to }, signal),
    placeholderData: keepPreviousData,
  });
  const { data, error, refetch } = read;
  if (!data && error)
    return <Failure what="The report did not load." error={error} retry={() => void refetch()} />;
  if (!data) return <Shapes />;
  const { totals } = data;
  if (totals.conversations === 0 && !totals.opens) return <Empty days={data} />;
  return (
    <>
      <p className="text-13 text-muted">
        {data.from === data.to ? longDay(data.from) : `${longDay(data.from)} to ${longDay(data.to)}`}, by the
        clock of {data.timezone}. A conversation counts for the day on which it began.
      </p>
      <Cards report={data} />
      <ByDay report={data} />
      <div className="grid gap-4 desk:gap-6 wide:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Hours days={{ from, to }} />
        <Ratings ratings={totals.ratings} rating={totals.rating} />
      </div>
      <Tables days={{ from, to }} />
    </>
  );
}

function ByDay({ report: { days, totals } }: { report: Overview }) {
  const dates = days.map(({ day }) => day);
  const counts = days.map((one) => one.conversations);
  const times = days.map((one) => one.first_response.median);
  const top = days.reduce((best, one) => (one.conversations > best.conversations ? one : best));
  const said = `${conversations(totals.conversations)}, the most on ${shortDay(top.day)} (${many(top.conversations)}).`;
  const answers = totals.first_response.count
    ? `Half of the first answers came within ${duration(totals.first_response.median)}.`
    : 'Nobody has answered yet.';
  return (
    <div className="grid gap-4 desk:gap-6 wide:grid-cols-2">
      <ChartCard
        title="Conversations"
        summary={said}
        head={['Day', 'Conversations', 'Answered', 'Missed']}
        rows={days.map((one) => [
          longDay(one.day),
          many(one.conversations),
          many(one.answered),
          many(one.missed),
        ])}
        chart={
          <Line
            days={dates}
            values={counts}
            say={(n) => conversations(n ?? 0)}
            label={`Conversations by day. ${said}`}
          />
        }
      />
      <ChartCard
        title="First response"
        summary={answers}
        head={['Day', 'Median', 'Nine of ten', 'Median in business hours']}
        rows={days.map((one) => [
          longDay(one.day),
          duration(one.first_response.median),
          duration(one.first_response.p90),
          duration(one.first_response_open.median),
        ])}
        chart={
          <Line
            days={dates}
            values={times}
            say={duration}
            label={`Median first response by day. ${answers}`}
          />
        }
      />
    </div>
  );
}

function Hours({ days }: { days: Days }) {
  const read = useQuery({
    queryKey: ['reports', 'hours', days.from, days.to],
    queryFn: ({ signal }) => hours(days, signal),
  });
  return (
    <Read read={read} what="The busiest hours" shape={<Skeleton className="h-64 w-full" />}>
      {(data) => <HeatMap hours={data.hours} />}
    </Read>
  );
}

const Tables = ({ days }: { days: Days }) => (
  <>
    <FigureTable dimension="agents" title="Agents" none="Nobody" gone="Somebody who left" days={days} />
    <FigureTable
      dimension="departments"
      title="Departments"
      none="No department"
      gone="A department that is gone"
      days={days}
    />
    <FigureTable
      dimension="widgets"
      title="Widgets"
      none="No widget"
      gone="A widget that is gone"
      days={days}
    />
    <FigureTable dimension="pages" title="Pages" none="Page not known" gone="" days={days} />
  </>
);

const Empty = ({ days }: { days: Days }) => (
  <div className="mx-auto flex max-w-80 flex-col items-center gap-2 px-4 py-16 text-center">
    <p className="font-medium">Nothing yet</p>
    <p className="text-13 text-muted">
      Nobody opened the chat {days.from === days.to ? 'on this day' : 'in these days'}. Figures appear here
      with the first conversation.
    </p>
  </div>
);

const Shapes = () => (
  <Loading what="Loading the report" className="flex flex-col gap-6">
    <span className="grid grid-cols-2 gap-3 desk:grid-cols-4">
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => (
        <Skeleton key={name} className="h-28" />
      ))}
    </span>
    <Skeleton className="h-64 w-full" />
    <Skeleton className="h-64 w-full" />
  </Loading>
);
