import { type ReactNode, useEffect } from 'react';
import type { ConversationSummary } from '../../widget/protocol/generated.ts';
import { ConversationRow } from './conversation-row.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useListWindow } from './use-list-window.ts';
import type { Selection } from './use-selection.ts';

interface ConversationListProps {
  items: readonly ConversationSummary[];
  openId: string | null;
  /** The view, as it stands in the address; the list's place is kept under it. */
  search: string;
  selection: Selection;
  /** The end is near and there is more to read. */
  onEnd: (() => void) | null;
  /** Stands below the last row. */
  foot: ReactNode;
}

const ROW_HEIGHT = 72;
/** So many rows before the end the next page is asked for. */
const AHEAD = 30;

export function ConversationList({ items, openId, search, selection, onEnd, foot }: ConversationListProps) {
  const { scroller, onScroll, from, to, reveal } = useListWindow(search, items, ROW_HEIGHT);
  const keys = useListKeys(items, openId, selection, reveal);
  const isNearEnd = to >= items.length - AHEAD;
  useEffect(() => {
    if (isNearEnd) onEnd?.();
  }, [isNearEnd, onEnd]);

  return (
    <div
      ref={scroller}
      onScroll={onScroll}
      className="h-full overflow-y-auto overscroll-contain [overflow-anchor:none]"
    >
      <ul
        ref={keys.list}
        aria-label="Conversations"
        onKeyDown={keys.onKeyDown}
        className="relative"
        style={{ height: items.length * ROW_HEIGHT }}
      >
        {items.slice(from, to).map((item, index) => (
          <li
            key={item.id}
            aria-setsize={items.length}
            aria-posinset={from + index + 1}
            className="absolute inset-x-0 top-0"
            style={{ height: ROW_HEIGHT, transform: `translateY(${(from + index) * ROW_HEIGHT}px)` }}
          >
            <ConversationRow
              conversation={item}
              search={search}
              isOpen={item.id === openId}
              isCursor={item.id === keys.cursor}
              isSelected={selection.has(item.id)}
              isSelecting={selection.chosen.length > 0}
              onSelect={selection.toggle}
              onFocus={keys.onFocus}
            />
          </li>
        ))}
      </ul>
      {foot}
    </div>
  );
}
