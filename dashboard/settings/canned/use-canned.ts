import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  CannedReply,
  CannedReplyId,
  ChangeCannedReply,
  List,
  NewCannedReply,
} from '../../../widget/protocol/generated.ts';
import { cannedReplies } from '../../api/canned.ts';
import { changeCanned, createCanned, removeCanned } from '../../api/settings.ts';
import type { Canned } from '../../live/canned.ts';

export const PATH = '/settings/canned-replies';

const CANNED = ['canned-replies'];

export const useCanned = () => useQuery({ queryKey: CANNED, queryFn: ({ signal }) => cannedReplies(signal) });

const byShortcut = (one: Canned, other: Canned) => one.shortcut.localeCompare(other.shortcut);

const know = (queries: QueryClient, change: (items: Canned[]) => Canned[]) =>
  queries.setQueryData<List<Canned>>(
    CANNED,
    (known) => known && { ...known, items: change(known.items).sort(byShortcut) },
  );

export function useCannedWrites() {
  const queries = useQueryClient();
  const put = (written: CannedReply) =>
    know(queries, (items) => [...items.filter(({ id }) => id !== written.id), written]);
  return {
    create: async (body: NewCannedReply) => put(await createCanned(body)),
    change: async (id: CannedReplyId, change: ChangeCannedReply) => put(await changeCanned(id, change)),
    remove: async (id: CannedReplyId) => {
      await removeCanned(id);
      know(queries, (items) => items.filter((one) => one.id !== id));
    },
  };
}
