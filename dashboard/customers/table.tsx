import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Customer } from '../../widget/protocol/generated.ts';
import { placeOf } from '../customer/visit.ts';
import { since } from '../live/times.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Time } from '../ui/time.tsx';

interface CustomerTableProps {
  customers: Customer[];
  /** There is more to read. */
  onEnd: (() => void) | null;
}

const HEAD =
  'sticky top-0 border-b border-line bg-surface px-3 py-2 text-left font-medium first:pl-4 last:pr-4';

/** Whoever was here last comes first. */
export function CustomerTable({ customers, onEnd }: CustomerTableProps) {
  return (
    <>
      <table className="w-full table-fixed border-separate border-spacing-0 text-13">
        <thead className="text-12 text-muted">
          <tr>
            <th scope="col" className={HEAD}>
              Name
            </th>
            <th scope="col" className={`${HEAD} hidden desk:table-cell`}>
              Email
            </th>
            <th scope="col" className={`${HEAD} hidden w-44 wide:table-cell`}>
              Place
            </th>
            <th scope="col" className={`${HEAD} hidden w-32 text-right wide:table-cell`}>
              Conversations
            </th>
            <th scope="col" className={`${HEAD} w-36 text-right`}>
              Last seen
            </th>
          </tr>
        </thead>
        <tbody>
          {customers.map((customer) => (
            <Row key={customer.id} customer={customer} />
          ))}
        </tbody>
      </table>
      {onEnd && <End onSeen={onEnd} />}
    </>
  );
}

const CELL = 'h-11 truncate border-b border-line px-3 first:pl-4 last:pr-4';

function Row({ customer }: { customer: Customer }) {
  const { id, display_name, email, last_visit, total_conversations, last_seen_at } = customer;
  return (
    <tr className="relative hover:bg-hover">
      <td className={CELL}>
        <span className="flex items-center gap-2">
          <Avatar name={display_name} size="small" />
          {/* All of the row can be pressed, and it is one link. */}
          <Link href={`/customers/${id}`} className="truncate font-medium after:absolute after:inset-0">
            <bdi>{display_name}</bdi>
          </Link>
        </span>
      </td>
      <td className={`${CELL} hidden text-muted desk:table-cell`}>{email}</td>
      <td className={`${CELL} hidden text-muted wide:table-cell`}>{last_visit && placeOf(last_visit)}</td>
      <td className={`${CELL} hidden text-right tabular-nums wide:table-cell`}>{total_conversations}</td>
      <td className={`${CELL} text-right text-muted`}>
        <Time at={last_seen_at} say={since} className="inline-block first-letter:uppercase" />
      </td>
    </tr>
  );
}

/** The end of what is there; whoever gets near it wants more. */
function End({ onSeen }: { onSeen: () => void }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && onSeen(), {
      rootMargin: '400px',
    });
    if (end.current) watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [onSeen]);
  return <div ref={end} className="h-11" />;
}
