import type { ComponentProps } from 'react';
import { Read } from '../ui/read.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** A card that is still empty. */
export const CardSkeleton = () => (
  <span className="flex animate-appear flex-col gap-4 rounded-card border border-line bg-surface p-5">
    <Skeleton className="h-4 w-1/3" />
    <Skeleton className="h-4 w-full" />
    <Skeleton className="h-4 w-2/3" />
    <Skeleton className="h-4 w-1/2" />
  </span>
);

/** What a page is about, or why it is not there. */
export const ReadPage = <T,>(props: Omit<ComponentProps<typeof Read<T>>, 'shape'>) => (
  <Read {...props} shape={<CardSkeleton />} />
);
