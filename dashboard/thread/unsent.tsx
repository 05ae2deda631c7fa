import type { Pending } from '../../widget/transport/room.ts';

interface UnsentProps {
  pending: Pending;
  retry: (clientId: string) => void;
  discard: (clientId: string) => void;
}

/** The room refused it. Nothing is lost: it can be tried again, copied, or given up. */
export function Unsent({ pending: { clientId, error }, retry, discard }: UnsentProps) {
  const button = 'font-medium underline underline-offset-2';
  return (
    <p role="alert" className="flex flex-wrap justify-end gap-x-2 pt-1 text-12 text-danger">
      <span>Not sent. {error?.detail}</span>
      <button type="button" className={button} onClick={() => retry(clientId)}>
        Try again
      </button>
      <button type="button" className={button} onClick={() => discard(clientId)}>
        Discard
      </button>
    </p>
  );
}
