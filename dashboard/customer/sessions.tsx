import { useQuery } from '@tanstack/react-query';
import type { CustomerId, VisitInfo } from '../../widget/protocol/generated.ts';
import { sessionsOf } from '../api/customers.ts';
import { ago } from '../live/times.ts';
import { Nothing, Read } from '../ui/read.tsx';
import { Time } from '../ui/time.tsx';
import { deviceOf, placeOf } from './visit.ts';

/** Each time they came, from where and with what. */
export function Sessions({ id }: { id: CustomerId }) {
  const read = useQuery({
    queryKey: ['customer', id, 'sessions'],
    queryFn: ({ signal }) => sessionsOf(id, signal),
  });
  return (
    <Read read={read} what="Sessions">
      {({ items }) =>
        items.length === 0 ? (
          <Nothing>None kept.</Nothing>
        ) : (
          <ul className="flex flex-col gap-2">
            {items.map((visit) => (
              <Session key={visit.created_at} visit={visit} />
            ))}
          </ul>
        )
      }
    </Read>
  );
}

function Session({ visit }: { visit: VisitInfo }) {
  const facts = [placeOf(visit), visit.ip].filter(Boolean).join(' · ');
  return (
    <li className="text-13">
      <span className="flex gap-2">
        <span className="min-w-0 grow wrap-anywhere">{deviceOf(visit) || 'Unknown device'}</span>
        <Time at={visit.last_seen_at} say={ago} className="shrink-0 text-12 text-muted" />
      </span>
      {facts && <span className="block text-12 text-muted wrap-anywhere">{facts}</span>}
    </li>
  );
}
