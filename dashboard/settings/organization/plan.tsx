import { useQuery } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import type { Plan, PlanFeatures } from '../../../widget/protocol/generated.ts';
import { plans } from '../../api/settings.ts';
import { useCurrentMe } from '../../shell/me-context.ts';
import { classes } from '../../ui/classes.ts';
import { Frame } from '../frame.tsx';
import { ReadPage } from '../read-page.tsx';
import { featureWords } from './features.ts';

const NAMES: Record<Plan, string> = { free: 'Free', plus: 'Plus', pro: 'Pro', enterprise: 'Enterprise' };

/** What the organization has, and what other plans have. */
export default function PlanPage() {
  const { plan } = useCurrentMe().organization;
  const read = useQuery({ queryKey: ['plans'], queryFn: ({ signal }) => plans(signal) });
  return (
    <Frame
      title="Plan"
      lead={
        <>
          Your organization has <strong className="font-semibold text-ink">{NAMES[plan]}</strong>. Whoever
          runs this ChatDesk changes it.
        </>
      }
    >
      {plan === 'free' && (
        <p className="rounded-card bg-warning-soft p-3 text-13">
          On the free plan the widget does not load on your pages. Web chat begins with Plus.
        </p>
      )}
      <ReadPage read={read} what="The plans">
        {({ items }) => <Table plans={items} mine={plan} />}
      </ReadPage>
    </Frame>
  );
}

function Table({ plans: all, mine }: { plans: PlanFeatures[]; mine: Plan }) {
  const features = [...new Set(all.flatMap(({ features: has }) => has.map(({ feature }) => feature)))];
  const look = (plan: Plan) => classes('px-2 text-center', plan === mine && 'bg-brand-soft');
  return (
    <section
      aria-label="Plans"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow screen scrolls it, by keys too
      tabIndex={0}
      className="overflow-x-auto rounded-card border border-line bg-surface"
    >
      <table className="w-full text-13">
        <thead>
          <tr>
            <th scope="col" className="h-11 px-4 text-left font-medium">
              Feature
            </th>
            {all.map(({ plan }) => (
              <th key={plan} scope="col" className={classes(look(plan), 'font-medium')}>
                {NAMES[plan]}
                {plan === mine && <span className="sr-only"> (yours)</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {features.map((feature) => (
            <tr key={feature} className="border-t border-line">
              <th scope="row" className="h-11 px-4 text-left font-normal">
                {featureWords(feature)}
              </th>
              {all.map(({ plan, features: has }) => (
                <td key={plan} className={look(plan)}>
                  <Mark has={has.some((one) => one.feature === feature && one.has)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const Mark = ({ has }: { has: boolean }) => (
  <span className="inline-grid place-items-center align-middle">
    {has ? (
      <Check size={16} className="text-success" aria-hidden="true" />
    ) : (
      <Minus size={16} className="text-muted" aria-hidden="true" />
    )}
    <span className="sr-only">{has ? 'Yes' : 'No'}</span>
  </span>
);
