import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChangeWidget, List, Widget, WidgetId } from '../../../widget/protocol/generated.ts';
import { changeWidget, createWidget, embed, removeWidget, renewKey, widgets } from '../../api/widgets.ts';

export const PATH = '/settings/widgets';

const WIDGETS = ['widgets'];

export const useWidgets = () => useQuery({ queryKey: WIDGETS, queryFn: ({ signal }) => widgets(signal) });

const LOOK_EVERY = 3_000;

/** Asks again and again while somebody looks, until a page has shown the first of them. */
export const useUntilInstalled = () =>
  useQuery({
    queryKey: WIDGETS,
    queryFn: ({ signal }) => widgets(signal),
    refetchInterval: ({ state }) => (state.data?.items[0]?.installed ? false : LOOK_EVERY),
  });

/** What to copy; another key, another code. */
export const useEmbed = ({ id, key }: Widget) =>
  useQuery({
    queryKey: [...WIDGETS, id, 'embed', key],
    queryFn: ({ signal }) => embed(id, signal),
    // With a new key what was chosen to be shown stays chosen.
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  });

const know = (queries: QueryClient, change: (items: Widget[]) => Widget[]) =>
  queries.setQueryData<List<Widget>>(WIDGETS, (known) => known && { ...known, items: change(known.items) });

const replace = (queries: QueryClient, one: Widget) =>
  know(queries, (items) => items.map((known) => (known.id === one.id ? one : known)));

/** Writes widgets, and everything that shows them knows. */
export function useWidgetWrites() {
  const queries = useQueryClient();
  return {
    create: async (name: string) => {
      const made = await createWidget({ name });
      know(queries, (items) => [...items, made]);
      return made;
    },
    change: async (id: WidgetId, change: ChangeWidget) => replace(queries, await changeWidget(id, change)),
    renewKey: async (id: WidgetId, graceDays: number) => replace(queries, await renewKey(id, graceDays)),
    remove: async (id: WidgetId) => {
      await removeWidget(id);
      know(queries, (items) => items.filter((one) => one.id !== id));
    },
  };
}
