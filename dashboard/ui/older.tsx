import { Button } from './button.tsx';

interface OlderProps {
  read: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}

/** Below a list that is read page by page. */
export function Older({ read: { hasNextPage, isFetchingNextPage, fetchNextPage } }: OlderProps) {
  if (!hasNextPage) return null;
  return (
    <Button className="self-center" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
      Older ones
    </Button>
  );
}
