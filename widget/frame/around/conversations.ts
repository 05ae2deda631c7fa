import { useEffect, useState } from 'preact/hooks';
import type { Conversation, List } from '../../protocol/generated.ts';
import type { Api } from '../api.ts';

/** The visitor's own, page by page. */
export interface Conversations {
  /** Nothing as long as none have come. */
  listed: Conversation[] | undefined;
  hasFailed: boolean;
  isMore: boolean;
  load: () => void;
}

interface Loaded {
  items?: Conversation[];
  /** Where the next page begins. */
  next: string | null;
  hasFailed: boolean;
}

export function useConversations(api: Api): Conversations {
  const [{ items, next, hasFailed }, set] = useState<Loaded>({ next: null, hasFailed: false });
  /** A new object each time, so that the same page is asked for again. */
  const [wanted, want] = useState<{ cursor: string | null }>({ cursor: null });
  useEffect(() => {
    page(api, wanted.cursor).then(
      ({ items, next_cursor }) =>
        set((before) => ({
          items: [...(before.items ?? []), ...items],
          next: next_cursor,
          hasFailed: false,
        })),
      () => set((before) => ({ ...before, hasFailed: true })),
    );
  }, [api, wanted]);
  return { listed: items, hasFailed, isMore: !!next, load: () => want({ cursor: next }) };
}

/** Whoever is unknown has none; asking would make them known. */
async function page(api: Api, cursor: string | null): Promise<List<Conversation>> {
  if (!api.token) return { items: [], next_cursor: null };
  return api.asVisitor(`conversations${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`);
}
