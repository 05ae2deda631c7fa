import { wordsFor } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';

/** Below the last row: more is coming, or did not come. */
export function ListFoot({ error, retry }: { error: unknown; retry: () => void }) {
  if (error)
    return (
      <div role="alert" className="flex items-center gap-3 px-4 py-3 text-13 text-muted">
        <p className="grow">More did not load. {wordsFor(error)}</p>
        <Button onClick={retry}>Try again</Button>
      </div>
    );
  return (
    <Loading what="Loading more conversations" className="flex h-18 gap-3 px-4 py-3">
      <Skeleton className="size-9 shrink-0 rounded-full" />
      <div className="flex grow flex-col gap-2 pt-1">
        <Skeleton className="h-3 w-2/5" />
        <Skeleton className="h-3 w-4/5" />
      </div>
    </Loading>
  );
}
