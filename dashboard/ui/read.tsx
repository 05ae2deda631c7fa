import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { wordsFor } from '../api/client.ts';
import { Button } from './button.tsx';
import { Loading, Skeleton } from './skeleton.tsx';

interface ReadProps<T> {
  read: UseQueryResult<T>;
  what: string;
  /** Of what comes; two lines, unless it is said. */
  shape?: ReactNode;
  children: (data: T) => ReactNode;
}

/** What was asked for, or why it is not there. */
export function Read<T>({ read, what, shape, children }: ReadProps<T>) {
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
      {shape ?? (
        <>
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-2/3" />
        </>
      )}
    </Loading>
  );
}

export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="text-13 text-muted">{children}</p>
);
