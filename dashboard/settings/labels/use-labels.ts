import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Label, LabelId, List } from '../../../widget/protocol/generated.ts';
import { createLabel } from '../../api/desk.ts';
import { changeLabel, removeLabel } from '../../api/settings.ts';

const LABELS = ['labels'];

const byName = (one: Label, other: Label) => one.name.localeCompare(other.name);

const know = (queries: QueryClient, change: (items: Label[]) => Label[]) =>
  queries.setQueryData<List<Label>>(
    LABELS,
    (known) => known && { ...known, items: change(known.items).sort(byName) },
  );

export function useLabelWrites() {
  const queries = useQueryClient();
  return {
    create: async (name: string, color: string) => {
      const made = await createLabel(name, color);
      know(queries, (items) => [...items, made]);
    },
    change: async (id: LabelId, change: { name?: string; color?: string }) => {
      const changed = await changeLabel(id, change);
      know(queries, (items) => items.map((one) => (one.id === id ? changed : one)));
    },
    remove: async (id: LabelId) => {
      await removeLabel(id);
      know(queries, (items) => items.filter((one) => one.id !== id));
    },
  };
}
