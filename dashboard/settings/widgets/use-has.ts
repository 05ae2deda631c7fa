import { useQuery } from '@tanstack/react-query';
import type { Feature } from '../../../widget/protocol/generated.ts';
import { plans } from '../../api/settings.ts';
import { useCurrentMe } from '../../shell/me-context.ts';

/** Does our plan have it? Unknown as long as nobody says so. */
export function useHas(feature: Feature): boolean | undefined {
  const { plan } = useCurrentMe().organization;
  const { data } = useQuery({ queryKey: ['plans'], queryFn: ({ signal }) => plans(signal) });
  const features = data?.items.find((one) => one.plan === plan)?.features;
  return features?.find((one) => one.feature === feature)?.has;
}
