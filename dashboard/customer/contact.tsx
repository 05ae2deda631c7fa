import type { WidgetCustomer } from '../../widget/protocol/generated.ts';
import { wordsFor } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { useNotice } from '../ui/notice.tsx';
import { Editable } from './editable.tsx';
import { Fact, Facts } from './facts.tsx';
import { useChangeCustomer, useConvert } from './use-customer.ts';

/** How they can be reached when they are gone. */
export function Contact({ customer }: { customer: WidgetCustomer }) {
  const { id, email, phone } = customer;
  const change = useChangeCustomer(id);
  return (
    <Facts title="Contact">
      <Fact name="Email">
        <Editable
          label="email"
          type="email"
          value={email ?? ''}
          maxLength={254}
          save={(text) => change.mutateAsync({ email: text || null })}
        >
          {email ? <Address href={`mailto:${email}`} text={email} /> : <Unknown />}
        </Editable>
      </Fact>
      <Fact name="Phone">
        <Editable
          label="phone"
          type="tel"
          value={phone ?? ''}
          maxLength={40}
          save={(text) => change.mutateAsync({ phone: text || null })}
        >
          {phone ? <Address href={`tel:${phone}`} text={phone} /> : <Unknown />}
        </Editable>
      </Fact>
      <Convert customer={customer} />
    </Facts>
  );
}

const Unknown = () => <span className="text-muted">Not known yet</span>;

function Address({ href, text }: { href: string; text: string }) {
  return (
    <a href={href} className="text-brand-ink underline underline-offset-2">
      <bdi>{text}</bdi>
    </a>
  );
}

/** A visitor who left an address can become a customer of ours. */
function Convert({ customer }: { customer: WidgetCustomer }) {
  const say = useNotice();
  const convert = useConvert(customer.id);
  if (customer.customer_id || !(customer.email || customer.phone)) return null;
  const press = () =>
    convert.mutate(undefined, {
      onSuccess: ({ display_name }) => say(`${display_name} is a registered customer now.`),
      onError: (error) => say(`Not registered. ${wordsFor(error)}`),
    });
  return (
    <div>
      <dt className="sr-only">Register</dt>
      <dd>
        <Button onClick={press} disabled={convert.isPending}>
          Make a registered customer
        </Button>
      </dd>
    </div>
  );
}
