import { useQueryClient } from '@tanstack/react-query';
import type { List } from '../../widget/protocol/generated.ts';

interface Calls<T, New, Change> {
  create: (made: New) => Promise<T>;
  change: (id: string, change: Change) => Promise<T>;
  remove: (id: string) => Promise<unknown>;
}

/** Writes what a list shows, and whatever shows that list knows. `know`: what is known without a call of these. */
export function useListWrites<T extends { id: string }, New, Change>(
  queryKey: readonly string[],
  calls: Calls<T, New, Change>,
  ordered: (items: T[]) => T[] = (items) => items,
) {
  const queries = useQueryClient();
  const know = (change: (items: T[]) => T[]) =>
    queries.setQueryData<List<T>>(
      queryKey,
      (known) => known && { ...known, items: ordered(change(known.items)) },
    );
  return {
    know,
    create: async (body: New) => {
      const made = await calls.create(body);
      know((items) => [...items.filter(({ id }) => id !== made.id), made]);
    },
    change: async (id: string, change: Change) => {
      const changed = await calls.change(id, change);
      know((items) => items.map((one) => (one.id === id ? changed : one)));
    },
    remove: async (id: string) => {
      await calls.remove(id);
      know((items) => items.filter((one) => one.id !== id));
    },
  };
}
