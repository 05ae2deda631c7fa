import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import type { List, Notice } from '../../widget/protocol/generated.ts';
import { notices } from '../api/desk.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import { part } from '../ui/part.ts';

const Notices = part(() => import('./notices.tsx'));
export const NOTICES = ['notices'];

/** Who called me: mentions and assignments. */
export function BellButton() {
  const [isOpen, setOpen] = useState(false);
  const unread = useNotices().data?.items.filter(({ read }) => !read).length ?? 0;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={unread > 0 ? `Notices, ${unread} unread` : 'Notices'}
        title="Notices"
        onClick={() => setOpen(true)}
        className="relative grid h-12 w-16 place-items-center rounded-card text-muted hover:bg-hover hover:text-ink desk:size-10"
      >
        <Bell size={20} strokeWidth={1.5} aria-hidden="true" />
        {unread > 0 && (
          <span className="absolute top-2.5 right-5 size-2.5 rounded-full bg-brand ring-2 ring-sunken desk:top-2 desk:right-2" />
        )}
      </button>
      <Suspense>{isOpen && <Notices close={() => setOpen(false)} />}</Suspense>
    </>
  );
}

/** Read once, then told by the inbox. */
export function useNotices() {
  const queries = useQueryClient();
  const { listen, connection } = useInbox();
  useEffect(
    () =>
      listen((frame) => {
        if (frame.type !== 'notify') return;
        queries.setQueryData<List<Notice>>(NOTICES, (known) => known && withNotice(known, frame.notice));
      }),
    [listen, queries],
  );
  // What came while there was no socket is only in the list.
  useEffect(() => {
    if (connection === 'online') void queries.invalidateQueries({ queryKey: NOTICES });
  }, [connection, queries]);
  return useQuery({ queryKey: NOTICES, queryFn: ({ signal }) => notices(signal) });
}

function withNotice({ items, next_cursor }: List<Notice>, notice: Notice): List<Notice> {
  return { items: [notice, ...items.filter(({ id }) => id !== notice.id)], next_cursor };
}
