import { Link } from 'wouter';
import type { Found, FoundCustomer } from '../../widget/protocol/generated.ts';
import { since } from '../live/times.ts';
import { textOf } from '../search/found.ts';
import { useHits } from '../search/use-hits.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Failure } from '../ui/failure.tsx';
import { Pieces } from '../ui/pieces.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';

/** Who fits what was typed, with what fits marked. */
export function FoundCustomers({ q }: { q: string }) {
  const { data, error, refetch } = useHits({ q, in: 'customers' });
  if (error) return <Failure what="The search did not work." error={error} retry={() => void refetch()} />;
  if (!data)
    return (
      <Loading what="Searching" className="flex flex-col gap-3 p-3">
        <Skeleton className="h-5 w-1/2" />
        <Skeleton className="h-5 w-1/3" />
      </Loading>
    );
  const found = customersIn(data.items);
  if (found.length === 0)
    return (
      <p className="px-4 py-10 text-center text-muted">
        Nobody fits “<bdi>{q}</bdi>”.
      </p>
    );
  return (
    <ul aria-label="Customers found">
      {found.map((customer) => (
        <Row key={customer.id} customer={customer} />
      ))}
    </ul>
  );
}

/** Somebody may be found with each of their conversations. */
export function customersIn(items: Found[]): FoundCustomer[] {
  const all = items.flatMap(({ customer }) => customer ?? []);
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

function Row({ customer: { id, name, email, phone, last_seen_at } }: { customer: FoundCustomer }) {
  return (
    <li className="relative flex h-11 items-center gap-2 border-b border-line px-4 text-13 hover:bg-hover">
      <Avatar name={textOf(name)} size="small" />
      <span className="min-w-0 grow truncate">
        <Link href={`/customers/${id}`} className="font-medium after:absolute after:inset-0">
          <bdi>
            <Pieces parts={name} />
          </bdi>
        </Link>
        {[email, phone].map(
          (parts, at) =>
            parts && (
              <span key={at === 0 ? 'email' : 'phone'} className="text-muted">
                {' · '}
                <bdi>
                  <Pieces parts={parts} />
                </bdi>
              </span>
            ),
        )}
      </span>
      <Time
        at={last_seen_at}
        say={since}
        className="inline-block shrink-0 text-muted first-letter:uppercase"
      />
    </li>
  );
}
