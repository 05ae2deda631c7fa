import type { Customer, VisitInfo } from '../../widget/protocol/generated.ts';
import { since } from '../live/times.ts';
import { useNow } from '../ui/now.ts';
import { Time } from '../ui/time.tsx';
import { Fact, Facts, PageLink } from './facts.tsx';
import { deviceOf, languageOf, localTime, placeOf } from './visit.ts';

type Seen = Pick<Customer, 'first_seen_at' | 'last_seen_at'> & Partial<Customer>;

/** Where they are and what they use, as far as the organization keeps that. */
export function Visits({ customer, online }: { customer: Seen; online?: boolean | undefined }) {
  const { last_visit: visit, total_conversations: total, user_id } = customer;
  return (
    <Facts title="Visits">
      {visit && <Visit visit={visit} />}
      <Fact name="First seen">
        <When at={customer.first_seen_at} />
      </Fact>
      <Fact name="Last seen">{online ? 'Online now' : <When at={customer.last_seen_at} />}</Fact>
      {total !== undefined && <Fact name="Conversations">{total.toLocaleString('en')}</Fact>}
      {user_id && <Fact name="User id">{user_id}</Fact>}
    </Facts>
  );
}

function Visit({ visit }: { visit: VisitInfo }) {
  const now = useNow();
  const facts = [
    ['Place', placeOf(visit)],
    ['Local time', visit.timezone && localTime(visit.timezone, now)],
    ['Device', deviceOf(visit)],
    ['Language', languageOf(visit)],
    ['IP address', visit.ip],
  ] as const;
  return (
    <>
      {facts.map(([name, value]) =>
        value ? (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ) : null,
      )}
      {visit.referrer && (
        <Fact name="Came from">
          <PageLink url={visit.referrer} />
        </Fact>
      )}
    </>
  );
}

export const When = ({ at }: { at: string }) => (
  <Time at={at} say={since} className="inline-block first-letter:uppercase" />
);
