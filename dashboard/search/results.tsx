import type { KeyboardEvent } from 'react';
import { Link } from 'wouter';
import type { Found } from '../../widget/protocol/generated.ts';

import { lastActivity } from '../live/inbox.ts';
import { ago } from '../live/times.ts';
import { Avatar } from '../ui/avatar.tsx';
import { classes } from '../ui/classes.ts';
import { Failure } from '../ui/failure.tsx';
import { Pieces } from '../ui/pieces.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';
import { type Narrowing, questionOf } from './filters.tsx';
import { nameOfFound, pathOf } from './found.ts';
import { useHits } from './use-hits.ts';

interface ResultsProps {
  find: string;
  narrowing: Narrowing;
  /** What the address keeps when a result is opened. */
  search: string;
  openId: string | null;
  onOpen: () => void;
}

export function Results({ find, narrowing, search, openId, onOpen }: ResultsProps) {
  const { data, error, isPending, isPlaceholderData, refetch } = useHits(questionOf(find, narrowing));
  if (error) return <Failure what="The search did not work." error={error} retry={() => void refetch()} />;
  if (isPending) return <Searching />;
  return (
    <div className={classes('min-h-0 grow overflow-y-auto', isPlaceholderData && 'opacity-60')}>
      <p role="status" className="sr-only">
        {wordsFor(data.items.length)}
      </p>
      {data.items.length === 0 ? (
        <p className="px-8 pt-8 text-center text-13 text-muted">
          Nothing found for “<bdi>{find}</bdi>”. Try fewer or other words.
        </p>
      ) : (
        <ul aria-label="Results" onKeyDown={moveFocus}>
          {data.items.map((found) => (
            <li key={pathOf(found)}>
              <Result
                found={found}
                search={search}
                isOpen={found.conversation?.id === openId}
                onOpen={onOpen}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function wordsFor(count: number): string {
  if (count === 0) return 'Nothing found';
  return count === 1 ? '1 result' : `${count} results`;
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = [...event.currentTarget.querySelectorAll<Element>('[data-hit]')];
  const place = document.activeElement ? all.indexOf(document.activeElement) : -1;
  event.preventDefault();
  const next = all[Math.min(all.length - 1, Math.max(0, place + step))];
  if (next instanceof HTMLElement) next.focus();
}

interface ResultProps extends Pick<ResultsProps, 'search' | 'onOpen'> {
  found: Found;
  isOpen: boolean;
}

function Result({ found, search, isOpen, onOpen }: ResultProps) {
  const { conversation, customer, message } = found;
  const name = nameOfFound(found);
  const at = message?.created_at ?? (conversation ? lastActivity(conversation) : customer?.last_seen_at);
  const look = isOpen ? 'border-brand-ink bg-brand-soft' : 'border-transparent hover:bg-hover';
  return (
    <Link
      data-hit=""
      href={pathOf(found, search)}
      onClick={onOpen}
      aria-current={isOpen ? 'true' : undefined}
      className={classes('flex gap-3 border-l-2 py-3 pr-4 pl-3.5 -outline-offset-2', look)}
    >
      <Avatar name={name} />
      <span className="flex min-w-0 grow flex-col gap-0.5">
        <span className="flex items-baseline gap-2">
          <bdi className="min-w-0 grow truncate font-medium">
            {customer ? <Pieces parts={customer.name} /> : name}
          </bdi>
          {at && <Time at={at} say={ago} className="shrink-0 text-12 text-muted" />}
        </span>
        <span dir="auto" className="line-clamp-2 text-13 text-muted wrap-anywhere">
          {message ? <Pieces parts={message.snippet} /> : conversation?.last_message?.body}
        </span>
        <Below found={found} />
      </span>
    </Link>
  );
}

/** How they can be reached, if that was found, and how the conversation stands. */
function Below({ found: { conversation, customer } }: { found: Found }) {
  return (
    <span className="flex gap-2 truncate text-12 text-muted">
      {customer?.email && <Pieces parts={customer.email} />}
      {customer?.phone && <Pieces parts={customer.phone} />}
      {conversation ? names[conversation.status] : 'Has not written yet'}
    </span>
  );
}

const names = { waiting: 'Waiting', open: 'Open', snoozed: 'Snoozed', closed: 'Closed' } as const;

function Searching() {
  return (
    <Loading what="Searching">
      {['a', 'b', 'c', 'd'].map((row) => (
        <div key={row} className="flex gap-3 px-4 py-3">
          <Skeleton className="size-9 shrink-0 rounded-full" />
          <div className="flex grow flex-col gap-2 pt-1">
            <Skeleton className="h-3 w-2/5" />
            <Skeleton className="h-3 w-full" />
            <Skeleton className="h-3 w-3/5" />
          </div>
        </div>
      ))}
    </Loading>
  );
}
