import { ListSkeleton } from '../inbox/list-skeleton.tsx';
import { Mark } from '../ui/mark.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** The shape of what comes, while we ask who is here. */
export function ShellSkeleton() {
  return (
    <div className="flex h-full flex-col-reverse desk:flex-row">
      <div className="h-14.25 shrink-0 border-t border-line bg-sunken desk:h-auto desk:w-14 desk:border-t-0 desk:border-r desk:py-3">
        <span className="hidden justify-center desk:flex">
          <Mark size={32} />
        </span>
      </div>
      <div className="flex min-h-0 min-w-0 grow">
        <div className="flex w-full shrink-0 flex-col border-line bg-surface desk:w-85 desk:border-r">
          <div className="h-32.25 shrink-0 border-b border-line px-4 pt-3">
            <p className="flex h-8 items-center text-16 font-semibold">Inbox</p>
            <Skeleton className="mt-4 h-3 w-3/5" />
          </div>
          <ListSkeleton />
        </div>
        <div className="hidden min-w-0 grow bg-sunken desk:block" />
      </div>
    </div>
  );
}
