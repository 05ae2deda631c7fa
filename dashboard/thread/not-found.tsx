import { Link } from 'wouter';
import type { Pending } from '../../widget/transport/room.ts';

interface NotFoundProps {
  /** What was written here and will not be said. */
  pending: readonly Pending[];
  discard: (clientId: string) => void;
}

export function NotFound({ pending, discard }: NotFoundProps) {
  const link = 'text-13 font-medium text-brand-ink underline underline-offset-2';
  return (
    <div className="grid h-full place-items-center p-8 text-center">
      <div className="flex max-w-80 flex-col gap-3">
        <h2 className="font-medium">This conversation does not exist</h2>
        <p className="text-13 text-muted">It may have been erased, or it belongs to another organization.</p>
        {pending.map(({ clientId, body }) => (
          <p key={clientId} className="flex flex-col gap-1 text-13">
            <span className="whitespace-pre-wrap break-words">{body}</span>
            <span className="text-12 text-danger">
              Not sent.{' '}
              <button
                type="button"
                className="font-medium underline underline-offset-2"
                onClick={() => discard(clientId)}
              >
                Discard
              </button>
            </span>
          </p>
        ))}
        <Link href="/inbox" className={link}>
          Back to the inbox
        </Link>
      </div>
    </div>
  );
}
