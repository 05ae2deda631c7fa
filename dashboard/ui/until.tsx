import { exact, until } from '../live/times.ts';
import { useNow } from './now.ts';

/** A time to come as people say it; the exact one in the tooltip. */
export function Until({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exact(at)}>
      {until(at, now)}
    </time>
  );
}
