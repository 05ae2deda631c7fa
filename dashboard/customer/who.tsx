import type { WidgetCustomer } from '../../widget/protocol/generated.ts';
import { Editable } from './editable.tsx';
import { Face } from './face.tsx';
import { useChangeCustomer } from './use-customer.ts';

const NAME_CHARS = 100;

/** Face and name, and what they are to us. */
export function Who({ customer, online }: { customer: WidgetCustomer; online?: boolean | undefined }) {
  const change = useChangeCustomer(customer.id);
  return (
    <div className="flex items-center gap-3">
      <Face customer={customer} online={online} />
      <div className="min-w-0 grow">
        <Editable
          label="name"
          value={customer.full_name ?? ''}
          placeholder="Name"
          maxLength={NAME_CHARS}
          save={(name) => change.mutateAsync({ name: name || null })}
        >
          <bdi className="font-semibold wrap-anywhere">{customer.display_name}</bdi>
        </Editable>
        <p className="text-12 text-muted">{kindOf(customer)}</p>
      </div>
    </div>
  );
}

function kindOf({ customer_id, full_name }: WidgetCustomer): string {
  if (customer_id) return 'Registered customer';
  return full_name ? 'Visitor' : 'Anonymous visitor';
}
