/** Who is logged in. `null`: nobody. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Me } from '../../widget/protocol/generated.ts';
import { login, logout, me, signup } from '../api/calls.ts';
import { isSignedOut } from '../api/client.ts';
import { forgetDrafts } from '../live/drafts.ts';
import { leaveAllRooms } from '../live/rooms.ts';

export const ME = ['me'];

export function useMe() {
  return useQuery({
    queryKey: ME,
    queryFn: ({ signal }) => meOrNobody(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

async function meOrNobody(signal: AbortSignal): Promise<Me | null> {
  try {
    return await me(signal);
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}

export function useLogin() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: login, onSuccess: (answer) => queries.setQueryData(ME, answer) });
}

export function useSignup() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: signup, onSuccess: (answer) => queries.setQueryData(ME, answer) });
}

export function useLogout() {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: logout,
    onSuccess() {
      leaveAllRooms();
      forgetDrafts(localStorage);
      // Before anybody is sent to log in: whoever logs in next need not come to where this one was.
      navigate('/login', { replace: true });
      queries.setQueryData(ME, null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
    },
  });
}
