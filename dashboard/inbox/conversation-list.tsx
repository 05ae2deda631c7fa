import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ConversationSummary } from '../../widget/protocol/generated.ts';
import { ConversationRow } from './conversation-row.tsx';
import { useListKeys } from './use-list-keys.ts';

interface ConversationListProps {
  items: ConversationSummary[];
  openId: string | null;
  /** The end is near and there is more to read. */
  onEnd: (() => void) | null;
}

export const ROW_HEIGHT = 72;

export function ConversationList({ items, openId, onEnd }: ConversationListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => items[index]?.id ?? index,
    getScrollElement: () => scroller.current,
    overscan: 8,
  });
  const keys = useListKeys(items, openId, (index) => rows.scrollToIndex(index));
  const shown = rows.getVirtualItems();
  const atEnd = (shown.at(-1)?.index ?? 0) >= items.length - 1;
  useEffect(() => {
    if (atEnd) onEnd?.();
  }, [atEnd, onEnd]);

  return (
    <div ref={scroller} className="h-full overflow-y-auto overscroll-contain">
      <ul
        ref={keys.list}
        aria-label="Conversations"
        onKeyDown={keys.onKeyDown}
        className="relative"
        style={{ height: rows.getTotalSize() }}
      >
        {shown.map(({ index, key, start }) => {
          const item = items[index];
          return item ? (
            <li
              key={key}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
            >
              <ConversationRow
                conversation={item}
                isOpen={item.id === openId}
                isCursor={item.id === keys.cursor}
                onFocus={keys.onFocus}
              />
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}
