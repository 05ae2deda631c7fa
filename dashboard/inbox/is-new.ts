import { useEffect } from 'react';
import { useInbox } from '../live/inbox-provider.tsx';

/** Nobody has ever written: nothing live and, as far as we looked, nothing closed. */
export function useIsNew(): boolean {
  const { inbox, load } = useInbox();
  const { active, closed } = inbox.progress;
  const nothing = active.loaded && ![...inbox.entries.values()].some(({ conversation }) => conversation);
  const unsure = nothing && !closed.loaded;
  useEffect(() => {
    if (unsure) void load('closed');
  }, [unsure, load]);
  return nothing && closed.loaded;
}
