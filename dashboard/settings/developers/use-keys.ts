import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { NewApiKey } from '../../../widget/protocol/generated.ts';
import { apiKeys, createApiKey, removeApiKey } from '../../api/developers.ts';

const KEYS = ['api-keys'];

export const useApiKeys = () => useQuery({ queryKey: KEYS, queryFn: ({ signal }) => apiKeys(signal) });

export function useKeyWrites() {
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: KEYS });
  return {
    create: async (body: NewApiKey) => {
      const made = await createApiKey(body);
      void renew();
      return made;
    },
    remove: async (id: string) => {
      await removeApiKey(id);
      await renew();
    },
  };
}
