import { Loading, Skeleton } from '../ui/skeleton.tsx';

export function ThreadSkeleton() {
  return (
    <Loading what="Loading the conversation" className="flex min-h-0 grow flex-col justify-end">
      <div className="mx-auto flex w-full max-w-180 flex-col gap-3 p-4">
        <Skeleton className="h-10 w-3/5 rounded-card" />
        <Skeleton className="h-16 w-2/5 rounded-card" />
        <Skeleton className="h-10 w-1/2 self-end rounded-card" />
      </div>
    </Loading>
  );
}
