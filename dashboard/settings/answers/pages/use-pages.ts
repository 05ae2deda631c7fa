import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { BotPageId, ChangeBotPage } from '../../../../widget/protocol/generated.ts';
import { botPage, botPages, changeBotPage, createBotPage, removeBotPage } from '../../../api/answers.ts';
import { useListWrites } from '../../use-list-writes.ts';
import { PATH } from '../use-answers.ts';

export const PAGES_PATH = `${PATH}/pages`;

const PAGES = ['bot-pages'];
const keyOf = (id: BotPageId) => ['bot-page', id];

export const usePages = () => useQuery({ queryKey: PAGES, queryFn: ({ signal }) => botPages(signal) });

/** With its text. */
export const usePage = (id: BotPageId) =>
  useQuery({ queryKey: keyOf(id), queryFn: ({ signal }) => botPage(id, signal) });

export function usePageWrites() {
  const queries = useQueryClient();
  const change = async (id: BotPageId, change: ChangeBotPage) => {
    const changed = await changeBotPage(id, change);
    queries.setQueryData(keyOf(id), changed);
    return changed;
  };
  return useListWrites(PAGES, { create: createBotPage, change, remove: removeBotPage });
}
