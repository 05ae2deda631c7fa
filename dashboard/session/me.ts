/** Who is logged in. `null`: nobody. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Me, OrganizationId } from '../../widget/protocol/generated.ts';
import { switchOrganization } from '../api/accounts.ts';
import { login, logout, me, signup } from '../api/calls.ts';
import { isSignedOut } from '../api/client.ts';
import { forgetDrafts } from '../live/drafts.ts';
import { forgetList } from '../live/list-cache.ts';
import { forgetRooms } from '../live/rooms.ts';
import { forgetSearches } from '../search/recent.ts';
import { tellOtherTabs } from './other-tabs.ts';
import { HOME } from './return-path.ts';

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
  return useMutation({ mutationFn: login, onSuccess: useEntrance() });
}

export function useSignup() {
  return useMutation({ mutationFn: signup, onSuccess: useEntrance() });
}

/** What anybody does who has just come in. */
export function useEntrance(): (answer: Me) => void {
  const queries = useQueryClient();
  return (answer) => {
    tellOtherTabs(answer.agent.id);
    // A session may also have ended without logging out, and this need not be the same agent.
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
    queries.setQueryData(ME, answer);
  };
}

export function useLogout() {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: logout,
    onSuccess() {
      void forgetRooms(queries.getQueryData<Me | null>(ME)?.agent.id ?? '');
      tellOtherTabs(null);
      forgetDrafts(localStorage);
      forgetSearches(localStorage);
      forgetList(sessionStorage);
      // Before anybody is sent to log in: whoever logs in next need not come to where this one was.
      navigate('/login', { replace: true });
      queries.setQueryData(ME, null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
    },
  });
}

/** To another organization of mine. Everything on the page is of the one before, so the page begins anew. */
export async function enterOrganization(organization: OrganizationId): Promise<void> {
  await switchOrganization(organization);
  forgetList(sessionStorage);
  tellOtherTabs(null);
  location.assign(HOME);
}
