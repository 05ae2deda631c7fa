import type { Installed as Seen } from '../../../widget/protocol/generated.ts';
import { ago } from '../../live/times.ts';
import { Time } from '../../ui/time.tsx';

/** Has a page shown it lately? */
export function Installed({ installed }: { installed: Seen | null }) {
  if (!installed) return <span className="text-12 text-muted">Not seen on any page yet</span>;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1.5 text-12 text-muted">
      <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-success" />
      <span className="min-w-0 truncate">Installed on {installed.origin}</span>, seen{' '}
      <Time at={installed.seen_at} say={ago} />
    </span>
  );
}
