import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  BotEntry,
  BotEntryId,
  ChangeBotEntry,
  List,
  NewBotEntry,
} from '../../../widget/protocol/generated.ts';
import { answers, changeAnswer, createAnswer, removeAnswer } from '../../api/answers.ts';

export const PATH = '/settings/answers';

const ANSWERS = ['answers'];

export const useAnswers = () => useQuery({ queryKey: ANSWERS, queryFn: ({ signal }) => answers(signal) });

const know = (queries: QueryClient, change: (items: BotEntry[]) => BotEntry[]) =>
  queries.setQueryData<List<BotEntry>>(ANSWERS, (known) => known && { ...known, items: change(known.items) });

export function useAnswerWrites() {
  const queries = useQueryClient();
  return {
    create: async (body: NewBotEntry) => {
      const made = await createAnswer(body);
      know(queries, (items) => [...items, made]);
    },
    change: async (id: BotEntryId, change: ChangeBotEntry) => {
      const changed = await changeAnswer(id, change);
      know(queries, (items) => items.map((one) => (one.id === id ? changed : one)));
    },
    remove: async (id: BotEntryId) => {
      await removeAnswer(id);
      know(queries, (items) => items.filter((one) => one.id !== id));
    },
  };
}
