import { Clock } from 'lucide-react';
import { exact, type Patience, waiting } from '../live/times.ts';
import { classes } from '../ui/classes.ts';
import { useNow } from '../ui/now.ts';

const looks: Record<Patience, string> = { calm: 'text-muted', late: 'text-warning', overdue: 'text-danger' };

/** How long a visitor has been waiting for our answer. */
export function Waiting({ from }: { from: string }) {
  const { words, patience } = waiting(from, useNow());
  return (
    <span
      title={`Waiting since ${exact(from)}`}
      className={classes('inline-flex shrink-0 items-center gap-1 font-medium tabular-nums', looks[patience])}
    >
      <Clock size={12} aria-hidden="true" />
      <span className="sr-only">Waiting for </span>
      {words}
    </span>
  );
}
