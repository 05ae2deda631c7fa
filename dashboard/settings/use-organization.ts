import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChangeOrganization, Me, Organization } from '../../widget/protocol/generated.ts';
import { changeOrganization, organization } from '../api/settings.ts';
import { ME } from '../session/me.ts';

const ORGANIZATION = ['organization'];

export const useOrganization = () =>
  useQuery({ queryKey: ORGANIZATION, queryFn: ({ signal }) => organization(signal) });

/** Saves, and everything that shows it knows. */
export function useSaveOrganization(): (change: ChangeOrganization) => Promise<void> {
  const queries = useQueryClient();
  return async (change) => {
    const saved = await changeOrganization(change);
    queries.setQueryData<Organization>(ORGANIZATION, saved);
    queries.setQueryData<Me>(
      ME,
      (me) => me && { ...me, organization: { ...me.organization, name: saved.name } },
    );
  };
}
