import { Suspense } from 'react';
import { useLocation, useSearch } from 'wouter';
import { unreadCount } from '../live/inbox.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import { searchOf } from '../live/views.ts';
import { useTitle } from '../shell/title.ts';
import { ThreadPane } from '../thread/pane.tsx';
import { classes } from '../ui/classes.ts';
import { part } from '../ui/part.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { ListPane } from './list-pane.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { NothingOpen } from './nothing-open.tsx';
import { useView } from './use-view.ts';

const SearchPane = part(() => import('../search/pane.tsx'));

/** List and conversation side by side; on a phone one at a time. */
export default function InboxPage({ openId }: { openId: string | null }) {
  const { inbox } = useInbox();
  const [path, navigate] = useLocation();
  const [view, setView] = useView();
  const find = new URLSearchParams(useSearch()).get('find');
  useTitle('Inbox', unreadCount(inbox));
  const leave = () =>
    navigate(`/inbox${searchOf(view)}${find === null ? '' : `&${new URLSearchParams({ find })}`}`);
  const search = (words: string | null) =>
    navigate(`${path}${searchOf(view)}${words === null ? '' : `&${new URLSearchParams({ find: words })}`}`, {
      replace: find !== null && words !== null,
    });
  useShortcuts({ Escape: () => (openId ? leave() : search(null)), '/': () => search(find ?? '') });

  return (
    <main className="relative flex min-w-0 grow">
      {/* Always there, whichever of the two a phone shows. */}
      <h1 className="sr-only">Inbox</h1>
      <section
        aria-label={find === null ? 'Conversations' : 'Search'}
        className={classes(
          'w-full shrink-0 border-line desk:block desk:w-85 desk:border-r',
          openId ? 'hidden' : 'block',
        )}
      >
        {find === null ? (
          <ListPane view={view} onView={setView} onSearch={() => search('')} openId={openId} />
        ) : (
          <Suspense fallback={<ListSkeleton />}>
            <SearchPane find={find} search={search} view={searchOf(view)} openId={openId} />
          </Suspense>
        )}
      </section>
      <div className={classes('min-w-0 grow', openId ? 'block' : 'hidden desk:block')}>
        {openId ? <ThreadPane key={openId} id={openId} /> : <NothingOpen />}
      </div>
    </main>
  );
}
