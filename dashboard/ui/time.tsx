import { exact } from '../live/times.ts';
import { useNow } from './now.ts';

interface TimeProps {
  at: string;
  /** How to say it now. */
  say: (at: string, now: number) => string;
  className?: string;
}

/** A time as people say it, kept true while it is on the screen; the exact one in the tooltip. */
export function Time({ at, say, className }: TimeProps) {
  // What was said this instant can be ahead of the ticking clock.
  const now = Math.max(useNow(), Date.parse(at));
  return (
    <time dateTime={at} title={exact(at)} className={className}>
      {say(at, now)}
    </time>
  );
}
