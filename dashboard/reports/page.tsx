import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import { asked, csvOf, type Days, hours, type Of, overview } from '../api/reports.ts';
import { useOrganization } from '../settings/use-organization.ts';
import { useTitle } from '../shell/title.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Failure } from '../ui/failure.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Read } from '../ui/read.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { Answers, Began, Openings } from './by-day.tsx';
import { Cards } from './cards.tsx';
import { CsvLink, FigureTable } from './figure-table.tsx';
import { HeatMap } from './heat-map.tsx';
import { ofIn, searchFor } from './of.ts';
import { OfPicker } from './of-picker.tsx';
import { rangeIn, todayIn } from './range.ts';
import { RangePicker } from './range-picker.tsx';
import { Ratings } from './ratings.tsx';
import { longDay } from './words.ts';

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
  const of = ofIn(search);
  const hrefOf = (one: Of | undefined) => `/reports?${searchFor(search, one)}`;
  const chooseDays = (days: Record<string, string>) =>
    navigate(`/reports?${new URLSearchParams({ ...days, ...asked(of) })}`);
  return (
    <main className="min-w-0 grow overflow-y-auto">
      <div className="mx-auto flex max-w-280 flex-col gap-4 px-4 py-4 desk:gap-6 desk:p-8">
        <header className="flex min-h-8 flex-wrap items-center justify-between gap-3">
          <PageTitle>Reports</PageTitle>
          {range && <CsvLink href={csvOf('overview', range, of)} what="all days" />}
        </header>
        {range ? (
          <>
            <div className="flex flex-wrap items-start justify-between gap-3">
              <RangePicker range={range} onChoose={chooseDays} />
              <OfPicker of={of} onChoose={(one) => navigate(hrefOf(one))} />
            </div>
            <Report days={range} of={of} hrefOf={hrefOf} />
          </>
        ) : (
          <Shapes />
        )}
      </div>
    </main>
  );
}

interface ReportProps {
  days: Days;
  of: Of | undefined;
  hrefOf: (of: Of | undefined) => string;
}

function Report({ days: { from, to }, of, hrefOf }: ReportProps) {
  const [, navigate] = useLocation();
  const read = useQuery({
    queryKey: ['reports', 'overview', from, to, of],
    queryFn: ({ signal }) => overview({ from, to }, of, signal),
    placeholderData: keepPreviousData,
  });
  const { data, error, refetch, isPlaceholderData } = read;
  if (error && (!data || isPlaceholderData))
    return <Failure what="The report did not load." error={error} retry={() => void refetch()} />;
  if (!data) return <Shapes />;
  const { totals } = data;
  if (totals.conversations === 0 && !totals.opens)
    return <Empty days={data} showEverything={of && (() => navigate(hrefOf(undefined)))} />;
  const isCounted = totals.opens !== null;
  return (
    <div
      aria-busy={isPlaceholderData}
      className={classes('flex flex-col gap-4 desk:gap-6', isPlaceholderData && 'opacity-60')}
    >
      <p className="text-13 text-muted">
        {data.from === data.to ? longDay(data.from) : `${longDay(data.from)} to ${longDay(data.to)}`}, by the
        clock of {data.timezone}. A conversation counts for the day on which it began.
      </p>
      <Cards report={data} />
      <div className="grid gap-4 desk:gap-6 wide:grid-cols-2">
        <Began report={data} />
        <Answers report={data} />
        {isCounted && <Openings report={data} />}
        <Ratings ratings={totals.ratings} rating={totals.rating} />
        <div className={classes('grid', isCounted && 'wide:col-span-2')}>
          <Hours days={{ from, to }} of={of} />
        </div>
      </div>
      {!of && <Tables days={{ from, to }} hrefOf={hrefOf} />}
    </div>
  );
}

function Hours({ days, of }: { days: Days; of: Of | undefined }) {
  const read = useQuery({
    queryKey: ['reports', 'hours', days.from, days.to, of],
    queryFn: ({ signal }) => hours(days, of, signal),
  });
  return (
    <Read read={read} what="The busiest hours" shape={<Skeleton className="h-64 w-full" />}>
      {(data) => <HeatMap hours={data.hours} />}
    </Read>
  );
}

const Tables = (props: Pick<ReportProps, 'days' | 'hrefOf'>) => (
  <>
    <FigureTable by="agent" {...props} />
    <FigureTable by="department" {...props} />
    <FigureTable by="widget" {...props} />
    <FigureTable by="page" {...props} />
  </>
);

/** With a way back, where it is only one that has nothing. */
const Empty = ({ days, showEverything }: { days: Days; showEverything: (() => void) | undefined }) => (
  <div className="mx-auto flex max-w-80 flex-col items-center gap-3 px-4 py-16 text-center">
    <p className="font-medium">Nothing yet</p>
    <p className="text-13 text-muted">
      {showEverything
        ? `No conversation here ${when(days)}.`
        : `Nobody opened the chat ${when(days)}. Figures appear here with the first conversation.`}
    </p>
    {showEverything && <Button onClick={showEverything}>Show everything</Button>}
  </div>
);

const when = ({ from, to }: Days) => (from === to ? 'on this day' : 'in these days');

const Shapes = () => (
  <Loading what="Loading the report" className="flex flex-col gap-6">
    <span className="grid grid-cols-2 gap-3 desk:grid-cols-4">
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => (
        <span key={name} className={`${SHAPE} h-30`}>
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="h-6 w-2/5" />
          <Skeleton className="mt-auto h-3 w-4/5" />
        </span>
      ))}
    </span>
    <span className="grid gap-4 desk:gap-6 wide:grid-cols-2">
      {['a', 'b'].map((name) => (
        <span key={name} className={`${SHAPE} h-68`}>
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-full w-full" />
        </span>
      ))}
    </span>
  </Loading>
);

const SHAPE = 'flex animate-appear flex-col gap-2 rounded-card border border-line bg-surface p-4';
