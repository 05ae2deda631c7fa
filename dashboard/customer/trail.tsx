import { useInfiniteQuery } from '@tanstack/react-query';
import { Globe, Zap } from 'lucide-react';
import type { CustomerId, TrackedEventInfo } from '../../widget/protocol/generated.ts';
import { eventsOf } from '../api/customers.ts';
import { ago } from '../live/times.ts';
import { Button } from '../ui/button.tsx';
import { Nothing, Read } from '../ui/read.tsx';
import { Time } from '../ui/time.tsx';
import { PageLink } from './facts.tsx';

const PAGE = 'page_view';

/** The pages they looked at and what else the site told of them, the latest first. */
export function Trail({ id }: { id: CustomerId }) {
  const read = useInfiniteQuery({
    queryKey: ['customer', id, 'events'],
    queryFn: ({ pageParam, signal }) => eventsOf(id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    // They go on looking around while we talk.
    refetchInterval: 30_000,
  });
  return (
    <Read read={read} what="Pages">
      {({ pages }) => {
        const events = pages.flatMap(({ items }) => items);
        if (events.length === 0) return <Nothing>No pages recorded.</Nothing>;
        return (
          <div className="flex flex-col gap-2">
            <ol className="flex flex-col gap-2">
              {events.map((event) => (
                <Step key={event.id} event={event} />
              ))}
            </ol>
            {read.hasNextPage && (
              <Button
                className="self-start"
                disabled={read.isFetchingNextPage}
                onClick={() => void read.fetchNextPage()}
              >
                Show earlier pages
              </Button>
            )}
          </div>
        );
      }}
    </Read>
  );
}

function Step({ event: { name, url, title, data, at } }: { event: TrackedEventInfo }) {
  const isPage = name === PAGE;
  const Icon = isPage ? Globe : Zap;
  const more = Object.entries(data ?? {}).map(([key, value]) => `${key}: ${plain(value)}`);
  return (
    <li className="flex items-start gap-2 text-13">
      <Icon size={14} strokeWidth={1.5} aria-hidden="true" className="mt-0.5 shrink-0 text-muted" />
      <span className="min-w-0 grow wrap-anywhere">
        <span dir="auto" className="block">
          {isPage && url ? <PageLink url={url} title={title} /> : isPage ? title : name}
        </span>
        {more.length > 0 && <span className="block text-12 text-muted">{more.join(' · ')}</span>}
      </span>
      <Time at={at} say={ago} className="shrink-0 text-12 text-muted" />
    </li>
  );
}

const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
