import { Tabs } from 'radix-ui';
import { useCallback, useEffect, useMemo } from 'react';
import { listed } from '../live/inbox.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import { keyOf, searchOf, type View, type Whose } from '../live/views.ts';
import { useTargets } from '../palette/desk.tsx';
import { Failure } from '../ui/failure.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ConversationList } from './conversation-list.tsx';
import { ListEmpty } from './list-empty.tsx';
import { ListFoot } from './list-foot.tsx';
import { ListHeader } from './list-header.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { useInboxShortcuts } from './use-inbox-shortcuts.ts';
import { useSelection } from './use-selection.ts';

interface ListPaneProps {
  view: View;
  onView: (change: Partial<View>) => void;
  onSearch: () => void;
  openId: string | null;
}

export function ListPane({ view, onView, onSearch, openId }: ListPaneProps) {
  return (
    <Tabs.Root
      value={view.whose}
      onValueChange={(whose) => onView({ whose: whose as Whose })}
      activationMode="manual"
      className="flex h-full flex-col bg-surface"
    >
      <ListHeader view={view} onView={onView} onSearch={onSearch} />
      <Tabs.Content value={view.whose} tabIndex={-1} className="relative min-h-0 grow outline-none">
        {/* Another view is another list: what was selected in one is not in the other. */}
        <ListContent key={searchOf(view)} view={view} openId={openId} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** A list in the order of waiting is read whole, as far as anybody could work through it. */
const ORDERED = 2_000;

function ListContent({ view, openId }: Pick<ListPaneProps, 'view' | 'openId'>) {
  const { inbox, errors, load, watch } = useInbox();
  const progress = inbox.progress[keyOf(view)];
  const error = errors[keyOf(view)];
  const items = useMemo(() => listed(inbox, view, openId), [inbox, view, openId]);
  const selection = useSelection(items);
  useTargets(openId, selection.chosen);
  useInboxShortcuts(selection);
  useEffect(() => watch(view), [watch, view]);

  const next = progress?.next ?? null;
  const more = useCallback(() => {
    if (next) void load(view, next);
  }, [load, view, next]);
  const isShort = items.length === 0 || (view.order === 'longest' && items.length < ORDERED);
  useEffect(() => {
    if (isShort && !error) more();
  }, [isShort, error, more]);

  if (!progress && error)
    return <Failure what="The conversations did not load." error={error} retry={() => void load(view)} />;
  if (!progress || (items.length === 0 && next && !error)) return <ListSkeleton />;
  if (items.length === 0 && !error) return <ListEmpty view={view} />;
  return (
    <>
      <ConversationList
        items={items}
        openId={openId}
        search={searchOf(view)}
        selection={selection}
        onEnd={next && !error ? more : null}
        foot={next && <ListFoot error={error} retry={more} />}
      />
      <BulkBar selection={selection} count={items.length} />
    </>
  );
}
