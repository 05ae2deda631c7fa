import { useCallback, useMemo, useState } from 'react';
import type { ConversationId, ConversationSummary } from '../../widget/protocol/generated.ts';
import { between } from './between.ts';

export interface Selection {
  /** Those of the list that are selected, in its order. */
  chosen: readonly ConversationSummary[];
  has: (id: ConversationId) => boolean;
  /** Selects or not; with `range` all from the last one touched on. */
  toggle: (id: ConversationId, range?: boolean) => void;
  all: () => void;
  clear: () => void;
}

const NONE: ReadonlySet<ConversationId> = new Set();

/** What is selected for a change of many. What leaves the list is not selected any more. */
export function useSelection(items: readonly ConversationSummary[]): Selection {
  const [ids, setIds] = useState(NONE);
  const [last, setLast] = useState<ConversationId | null>(null);
  const chosen = useMemo(() => items.filter(({ id }) => ids.has(id)), [items, ids]);
  const toggle = useCallback(
    (id: ConversationId, range = false) => {
      setLast(id);
      setIds((known) => {
        const isOn = !known.has(id);
        const next = new Set(known);
        for (const one of range ? between(items, last, id) : [id]) isOn ? next.add(one) : next.delete(one);
        return next;
      });
    },
    [items, last],
  );
  const all = useCallback(() => setIds(new Set(items.map(({ id }) => id))), [items]);
  const clear = useCallback(() => setIds(NONE), []);
  const has = useCallback((id: ConversationId) => ids.has(id), [ids]);
  return useMemo(() => ({ chosen, has, toggle, all, clear }), [chosen, has, toggle, all, clear]);
}
