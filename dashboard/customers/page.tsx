import { useInfiniteQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useLocation, useSearch } from 'wouter';
import { customers as readCustomers } from '../api/customers.ts';
import { useTitle } from '../shell/title.ts';
import { Failure } from '../ui/failure.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { FoundCustomers } from './found.tsx';
import { Profile } from './profile.tsx';
import { CustomerTable } from './table.tsx';

/** Everybody who has ever written, or one of them. */
export default function CustomersPage({ id }: { id: string | null }) {
  return id ? <Profile key={id} id={id} /> : <Everybody />;
}

function Everybody() {
  useTitle('Customers');
  const [q, setQ] = useQ();
  return (
    <main className="flex min-w-0 grow flex-col bg-surface">
      <header className="flex shrink-0 flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3">
        <PageTitle>Customers</PageTitle>
        <SearchField q={q} onQ={setQ} />
      </header>
      <div className="min-h-0 grow overflow-y-auto">
        {q.trim() ? <FoundCustomers q={q.trim()} /> : <All />}
      </div>
    </main>
  );
}

/** In the address, so that going back finds it again. */
function useQ(): [string, (q: string) => void] {
  const search = useSearch();
  const [, navigate] = useLocation();
  const q = new URLSearchParams(search).get('q') ?? '';
  return [
    q,
    (next) => navigate(next ? `/customers?q=${encodeURIComponent(next)}` : '/customers', { replace: true }),
  ];
}

function SearchField({ q, onQ }: { q: string; onQ: (q: string) => void }) {
  return (
    <label className="relative flex w-full items-center desk:w-80">
      <Search
        size={16}
        strokeWidth={1.5}
        aria-hidden="true"
        className="pointer-events-none absolute left-3 text-muted"
      />
      <input
        type="search"
        aria-label="Search customers"
        placeholder="Name, email or phone"
        maxLength={200}
        value={q}
        onChange={(event) => onQ(event.target.value)}
        className="h-9 w-full rounded-control border border-edge bg-surface pr-3 pl-9 text-16 desk:text-13"
      />
    </label>
  );
}

function All() {
  const read = useInfiniteQuery({
    queryKey: ['customers'],
    queryFn: ({ pageParam, signal }) => readCustomers(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = read;
  if (!data && error)
    return <Failure what="The customers did not load." error={error} retry={() => void refetch()} />;
  if (!data) return <Rows />;
  const all = data.pages.flatMap(({ items }) => items);
  if (all.length === 0)
    return (
      <p className="mx-auto max-w-80 px-4 py-16 text-center text-muted">
        Nobody has written yet. Whoever opens the chat on your site is listed here.
      </p>
    );
  const more = hasNextPage && !isFetchingNextPage;
  return <CustomerTable customers={all} onEnd={more ? () => void fetchNextPage() : null} />;
}

const Rows = () => (
  <Loading what="Loading customers" className="flex flex-col gap-6 p-4">
    {['w-2/3', 'w-1/2', 'w-3/5', 'w-1/3'].map((width) => (
      <Skeleton key={width} className={`h-5 ${width}`} />
    ))}
  </Loading>
);
