import { Tabs } from 'radix-ui';
import { useEffect, useMemo } from 'react';
import { countOf, listed, type Scope, type Tab } from '../live/inbox.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import { Failure } from '../ui/failure.tsx';
import { ConversationList } from './conversation-list.tsx';
import { ListEmpty } from './list-empty.tsx';
import { ListSkeleton } from './list-skeleton.tsx';

interface ListPaneProps {
  tab: Tab;
  onTab: (tab: Tab) => void;
  openId: string | null;
}

const tabs: readonly { tab: Tab; name: string }[] = [
  { tab: 'waiting', name: 'Waiting' },
  { tab: 'open', name: 'Open' },
  { tab: 'closed', name: 'Closed' },
];

export function ListPane({ tab, onTab, openId }: ListPaneProps) {
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(value) => onTab(value as Tab)}
      className="flex h-full flex-col bg-surface"
    >
      <header className="flex shrink-0 flex-col gap-2 border-b border-line px-4 pt-4">
        <h2 className="text-16 font-semibold">Inbox</h2>
        <Tabs.List aria-label="Conversations by status" className="-mx-2 flex">
          {tabs.map(({ tab: one, name }) => (
            <TabHandle key={one} tab={one} name={name} />
          ))}
        </Tabs.List>
      </header>
      {tabs.map(({ tab: one }) => (
        <Tabs.Content key={one} value={one} tabIndex={-1} className="min-h-0 grow outline-none">
          <TabContent tab={one} openId={openId} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}

function TabHandle({ tab, name }: { tab: Tab; name: string }) {
  const { inbox } = useInbox();
  const count = tab === 'closed' ? 0 : countOf(inbox, tab);
  const look =
    'border-transparent text-muted hover:text-ink data-[state=active]:border-brand-ink data-[state=active]:text-ink';
  return (
    <Tabs.Trigger
      value={tab}
      className={`flex items-center gap-1.5 border-b-2 px-2 py-2 text-13 font-medium -outline-offset-2 ${look}`}
    >
      {name}
      {count > 0 && <span className="text-12 text-muted tabular-nums">{count}</span>}
    </Tabs.Trigger>
  );
}

function TabContent({ tab, openId }: { tab: Tab; openId: string | null }) {
  const { inbox, errors, load } = useInbox();
  const scope: Scope = tab === 'closed' ? 'closed' : 'active';
  const progress = inbox.progress[scope];
  const items = useMemo(() => listed(inbox, tab, openId), [inbox, tab, openId]);
  useEffect(() => {
    if (scope === 'closed') void load('closed');
  }, [scope, load]);

  if (!progress.loaded && errors[scope])
    return (
      <Failure what="The conversations did not load." error={errors[scope]} retry={() => void load(scope)} />
    );
  if (!progress.loaded) return <ListSkeleton />;
  if (items.length === 0) return <ListEmpty tab={tab} />;
  const more = progress.next;
  return (
    <ConversationList items={items} openId={openId} onEnd={more ? () => void load(scope, more) : null} />
  );
}
