import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { type Tab, unreadCount } from '../live/inbox.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import { useTitle } from '../shell/title.ts';
import { ThreadPane } from '../thread/pane.tsx';
import { classes } from '../ui/classes.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { ListPane } from './list-pane.tsx';
import { NothingOpen } from './nothing-open.tsx';

/** List and conversation side by side; on a phone one at a time. */
export default function InboxPage({ openId }: { openId: string | null }) {
  const { inbox } = useInbox();
  const [, navigate] = useLocation();
  const [tab, setTab] = useTab(openId);
  useTitle('Inbox', unreadCount(inbox));
  useShortcuts({ Escape: () => navigate('/inbox') });

  return (
    <main className="relative flex min-w-0 grow">
      {/* Always there, whichever of the two a phone shows. */}
      <h1 className="sr-only">Inbox</h1>
      <section
        aria-label="Conversations"
        className={classes(
          'w-full shrink-0 border-line desk:block desk:w-85 desk:border-r',
          openId ? 'hidden' : 'block',
        )}
      >
        <ListPane tab={tab} onTab={setTab} openId={openId} />
      </section>
      <div className={classes('min-w-0 grow', openId ? 'block' : 'hidden desk:block')}>
        {openId ? <ThreadPane key={openId} id={openId} /> : <NothingOpen />}
      </div>
    </main>
  );
}

/** A conversation opened from elsewhere brings its own tab with it, once it is known which; after that the agent chooses. */
function useTab(openId: string | null): [Tab, (tab: Tab) => void] {
  const { inbox } = useInbox();
  const [tab, setTab] = useState<Tab | null>(null);
  const status = openId ? inbox.entries.get(openId)?.conversation?.status : undefined;
  const own = status === 'waiting' || status === 'open' || status === 'closed' ? status : undefined;
  useEffect(() => {
    if (own) setTab((known) => known ?? own);
  }, [own]);
  return [tab ?? own ?? 'waiting', setTab];
}
