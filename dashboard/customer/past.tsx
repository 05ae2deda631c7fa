import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { ConversationId, ConversationSummary, CustomerId } from '../../widget/protocol/generated.ts';
import { conversationsOf } from '../api/customers.ts';
import { ago } from '../live/times.ts';
import { Nothing, Read } from '../ui/read.tsx';
import { Time } from '../ui/time.tsx';

interface PastProps {
  id: CustomerId;
  /** The one that is open beside it. */
  but?: ConversationId;
}

/** What was talked about before. */
export function Past({ id, but }: PastProps) {
  const read = useQuery({
    queryKey: ['customer', id, 'conversations'],
    queryFn: ({ signal }) => conversationsOf(id, signal),
  });
  return (
    <Read read={read} what="Conversations">
      {({ items }) => {
        const others = items.filter((one) => one.id !== but);
        if (others.length === 0) return <Nothing>{but ? 'No others.' : 'None yet.'}</Nothing>;
        return (
          <ul className="-mx-2 flex flex-col">
            {others.map((one) => (
              <Row key={one.id} conversation={one} />
            ))}
          </ul>
        );
      }}
    </Read>
  );
}

const statusNames = { waiting: 'Waiting', open: 'Open', snoozed: 'Snoozed', closed: 'Closed' } as const;

function Row({ conversation }: { conversation: ConversationSummary }) {
  const { id, last_message: last, status, rating, updated_at, assignee } = conversation;
  const facts = [statusNames[status], assignee?.name, rating && `Rated ${rating.score} of 5`];
  return (
    <li>
      <Link
        href={`/inbox/${id}`}
        className="flex flex-col rounded-control px-2 py-1.5 text-13 hover:bg-hover"
      >
        <span className="flex gap-2">
          <span dir="auto" className="min-w-0 grow truncate">
            {last?.body || 'No words yet'}
          </span>
          <Time at={last?.created_at ?? updated_at} say={ago} className="shrink-0 text-12 text-muted" />
        </span>
        <span className="truncate text-12 text-muted">{facts.filter(Boolean).join(' · ')}</span>
      </Link>
    </li>
  );
}
