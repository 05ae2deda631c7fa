/** Moving through the list by keys: one row can be tabbed to, j/k and the arrows move to its neighbours. */
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationId, ConversationSummary } from '../../widget/protocol/generated.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import type { Selection } from './use-selection.ts';

export function useListKeys(
  items: readonly ConversationSummary[],
  openId: ConversationId | null,
  selection: Selection,
  scrollTo: (index: number) => void,
) {
  const list = useRef<HTMLUListElement>(null);
  const [touched, setTouched] = useState<ConversationId | null>(null);
  /** A row to focus as soon as it has been drawn. */
  const wanted = useRef<ConversationId | null>(null);
  const cursor = [touched, openId].find((id) => items.some((item) => item.id === id)) ?? items[0]?.id ?? null;

  useEffect(() => {
    if (!wanted.current) return;
    const row = list.current?.querySelector<HTMLElement>(`a[data-id="${CSS.escape(wanted.current)}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus();
  });

  const move = (step: number, isSelecting = false) => {
    const isInside = list.current?.contains(document.activeElement) ?? false;
    const from = items.findIndex(({ id }) => id === cursor);
    // The first press comes to the list; only the next ones move in it.
    const index = Math.min(items.length - 1, Math.max(0, isInside || openId ? from + step : from));
    const target = items[index];
    if (!target) return;
    if (isSelecting && cursor) selection.toggle(selection.has(cursor) ? target.id : cursor, false);
    wanted.current = target.id;
    setTouched(target.id);
    scrollTo(index);
    list.current?.querySelector<HTMLElement>(`a[data-id="${CSS.escape(target.id)}"]`)?.focus();
  };

  const select = (range: boolean) => cursor && selection.toggle(cursor, range);
  useShortcuts({ j: () => move(1), k: () => move(-1), x: () => select(false), X: () => select(true) });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    move(step, event.shiftKey);
  };

  return { list, cursor, onKeyDown, onFocus: useCallback((id: ConversationId) => setTouched(id), []) };
}
