import type { UseQueryResult } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { wordsFor } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { useStored } from '../ui/stored.ts';

interface MoreProps {
  title: string;
  /** In this browser's memory. */
  name: string;
  /** Until somebody opens it. */
  folded?: boolean;
  children: () => ReactNode;
}

/** What is asked for only once somebody wants to see it; whether they do is remembered. */
export function More({ title, name, folded = false, children }: MoreProps) {
  const first = folded ? 'folded' : 'open';
  const [kept, keep] = useStored(`chatdesk:panel:${name}`, first, ['open', 'folded'] as const);
  const [isOpen, setOpen] = useState(kept === 'open');
  const toggled = (open: boolean) => {
    setOpen(open);
    keep(open ? 'open' : 'folded');
  };
  return (
    <details open={isOpen} onToggle={(event) => toggled(event.currentTarget.open)} className="group/more">
      <summary className="flex cursor-pointer list-none items-center gap-1 rounded-control text-12 font-semibold text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={14}
          aria-hidden="true"
          className="transition-transform duration-120 group-open/more:rotate-90"
        />
        <h3>{title}</h3>
      </summary>
      {isOpen && <div className="pt-2">{children()}</div>}
    </details>
  );
}

interface ReadProps<T> {
  read: UseQueryResult<T>;
  what: string;
  children: (data: T) => ReactNode;
}

/** What was asked for, or why it is not there. */
export function Read<T>({ read, what, children }: ReadProps<T>) {
  if (read.data !== undefined) return children(read.data);
  if (read.error)
    return (
      <div role="alert" className="flex flex-col items-start gap-2 text-13">
        <p className="text-muted">
          {what} did not load. {wordsFor(read.error)}
        </p>
        <Button onClick={() => void read.refetch()}>Try again</Button>
      </div>
    );
  return (
    <Loading what={`Loading ${what.toLowerCase()}`} className="flex flex-col gap-2">
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-2/3" />
    </Loading>
  );
}

export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="text-13 text-muted">{children}</p>
);
