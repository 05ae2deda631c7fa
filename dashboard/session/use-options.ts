import { useQuery } from '@tanstack/react-query';
import { authOptions } from '../api/accounts.ts';

/** Can anybody sign up here? Undefined while we ask; when nobody answers, yes: the server has the last word. */
export function useIsSignupOpen(): boolean | undefined {
  const { data, isError } = useQuery({
    queryKey: ['auth-options'],
    queryFn: ({ signal }) => authOptions(signal),
  });
  return data?.signup ?? (isError || undefined);
}
