import { wordsFor } from '../api/client.ts';
import { Button } from './button.tsx';

/** What happened, and what to do about it. */
export function Failure({ what, error, retry }: { what: string; error: unknown; retry?: () => void }) {
  return (
    <div role="alert" className="mx-auto flex max-w-80 flex-col items-center gap-3 px-4 py-10 text-center">
      <p className="font-medium">{what}</p>
      <p className="text-13 text-muted">{wordsFor(error)}</p>
      {retry && <Button onClick={retry}>Try again</Button>}
    </div>
  );
}
