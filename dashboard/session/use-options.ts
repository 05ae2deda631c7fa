import { useQuery } from '@tanstack/react-query';
import { authOptions } from '../api/accounts.ts';

/** Can anybody sign up here? Until it is known to be otherwise, yes: the server has the last word. */
export function useIsSignupOpen(): boolean {
  const { data } = useQuery({ queryKey: ['auth-options'], queryFn: ({ signal }) => authOptions(signal) });
  return data?.signup ?? true;
}
