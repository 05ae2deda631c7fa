/** How the dashboard asks: passing failures are tried again, and a lost session leads to the login page. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ME } from '../session/me.ts';
import { isPassing, isSignedOut } from './client.ts';

export function createQueries(): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error))
      queries.setQueryData(ME, (known: unknown) => (known === undefined ? undefined : null));
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: (count, error) => isPassing(error) && count < 2,
        refetchOnWindowFocus: false,
        staleTime: 30_000,
      },
    },
  });
  return queries;
}
