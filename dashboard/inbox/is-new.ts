import { useEffect } from 'react';
import { useInbox } from '../live/inbox-provider.tsx';
import { everything, keyOf, type View } from '../live/views.ts';

const closed: View = { ...everything, state: 'closed' };

/** Nobody has ever written: nothing live and, as far as we looked, nothing closed. */
export function useIsNew(): boolean {
  const { inbox, load } = useInbox();
  const active = inbox.progress[keyOf(everything)];
  const past = inbox.progress[keyOf(closed)];
  const isEmpty = ![...inbox.entries.values()].some(({ conversation }) => conversation);
  const nothing = active?.next === null && !active.isStale && isEmpty && !inbox.counts?.snoozed;
  const unsure = nothing && !past;
  useEffect(() => {
    if (unsure) void load(closed);
  }, [unsure, load]);
  return nothing && past !== undefined;
}
