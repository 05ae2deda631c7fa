import { useMutation, useQueryClient } from '@tanstack/react-query';
import { AtSign, UserCheck } from 'lucide-react';
import { Link } from 'wouter';
import type { List, Notice } from '../../widget/protocol/generated.ts';
import { wordsFor } from '../api/client.ts';
import { readNotices } from '../api/desk.ts';
import { wordsOf } from '../live/news.ts';
import { since } from '../live/times.ts';
import { classes } from '../ui/classes.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { useNotice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import { NOTICES, useNotices } from './bell.tsx';

export default function Notices({ close }: { close: () => void }) {
  const { data, error, isPending, refetch } = useNotices();
  const read = useRead();
  const items = data?.items ?? [];
  const pick = (id: string) => {
    read.mutate({ ids: [id] });
    close();
  };
  return (
    <Dialog
      label="Notices"
      close={close}
      className="mt-auto mb-16 w-88 desk:ml-16 desk:mb-4 open:flex flex-col"
    >
      <div className="flex h-11 shrink-0 items-center justify-between border-b border-line pr-2 pl-4">
        <h2 className="font-semibold">Notices</h2>
        {items.some((one) => !one.read) && (
          <button
            type="button"
            onClick={() => read.mutate({ all: true })}
            className="rounded-control px-2 py-1 text-12 text-brand-ink hover:bg-hover"
          >
            Mark all as read
          </button>
        )}
      </div>
      <div className="min-h-0 overflow-y-auto overscroll-contain">
        {error && !data && (
          <Failure what="The notices did not load." error={error} retry={() => void refetch()} />
        )}
        {(data || isPending) && items.length === 0 && (
          <p className="px-8 py-10 text-center text-13 text-muted">
            {isPending
              ? 'Loading…'
              : 'When somebody mentions you or gives you a conversation, it stands here.'}
          </p>
        )}
        <ul>
          {items.map((notice) => (
            <li key={notice.id}>
              <NoticeLine notice={notice} onPick={() => pick(notice.id)} />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function NoticeLine({ notice, onPick }: { notice: Notice; onPick: () => void }) {
  const { kind, by, text, conversation_id, message_seq, created_at, read } = notice;
  const Icon = kind === 'mention' ? AtSign : UserCheck;
  return (
    <Link
      href={`/inbox/${conversation_id}?message=${message_seq}`}
      onClick={onPick}
      className="flex gap-3 px-4 py-3 -outline-offset-2 hover:bg-hover"
    >
      <Icon size={16} strokeWidth={1.5} className="mt-0.5 shrink-0 text-muted" aria-hidden="true" />
      <span className="flex min-w-0 grow flex-col">
        <span className={classes('text-13', read ? 'text-muted' : 'font-medium')}>
          {by && <bdi>{by.name}</bdi>} {wordsOf(kind, by !== null)}
        </span>
        {text && <bdi className="line-clamp-2 text-13 text-muted wrap-anywhere">{text}</bdi>}
        <Time at={created_at} say={since} className="text-12 text-muted" />
      </span>
      {!read && (
        <span className="mt-1.5 size-2 shrink-0 rounded-full bg-brand">
          <span className="sr-only">Unread</span>
        </span>
      )}
    </Link>
  );
}

/** Shown at once, and as the server has it if it refuses. */
function useRead() {
  const queries = useQueryClient();
  const say = useNotice();
  return useMutation({
    mutationFn: readNotices,
    onMutate: (what: { ids: string[] } | { all: true }) =>
      queries.setQueryData<List<Notice>>(NOTICES, (known) => known && asRead(known, what)),
    onError: (error) => {
      say(wordsFor(error));
      void queries.invalidateQueries({ queryKey: NOTICES });
    },
  });
}

function asRead({ items, next_cursor }: List<Notice>, what: { ids: string[] } | { all: true }): List<Notice> {
  const isRead = ({ id, read }: Notice) => read || 'all' in what || what.ids.includes(id);
  return { items: items.map((one) => ({ ...one, read: isRead(one) })), next_cursor };
}
