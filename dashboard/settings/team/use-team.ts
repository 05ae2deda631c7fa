import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AgentId, Role } from '../../../widget/protocol/generated.ts';
import { changeAgent, everyAgent, invite, invites, withdrawInvite } from '../../api/accounts.ts';

const EVERY_AGENT = ['agents', 'everybody'];
const INVITES = ['invites'];

export const useEveryAgent = () =>
  useQuery({ queryKey: EVERY_AGENT, queryFn: ({ signal }) => everyAgent(signal) });

export const useInvites = () => useQuery({ queryKey: INVITES, queryFn: ({ signal }) => invites(signal) });

/** Who works here is shown in many places. */
const renew = (queries: QueryClient, ...keys: string[]) =>
  Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })));

export function useTeamWrites() {
  const queries = useQueryClient();
  return {
    change: async (id: AgentId, change: { role?: Role; active?: boolean }) => {
      await changeAgent(id, change);
      await renew(queries, 'agents', 'departments');
    },
    invite: async (email: string, role: Role) => {
      const made = await invite(email, role);
      void renew(queries, 'invites');
      return made;
    },
    withdraw: async (id: string) => {
      await withdrawInvite(id);
      await renew(queries, 'invites');
    },
  };
}
