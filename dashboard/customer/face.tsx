import { useEffect, useState } from 'react';
import type { WidgetCustomer } from '../../widget/protocol/generated.ts';
import { pictureOf } from '../api/customers.ts';
import { Avatar } from '../ui/avatar.tsx';

/** Who has no picture, as far as we know. */
const faceless = new Set<string>();

/** Their first letters, and their picture once it is there. */
export function Face({ customer, online }: { customer: WidgetCustomer; online?: boolean | undefined }) {
  const url = usePicture(customer);
  return <Avatar name={customer.display_name} url={url} online={online} size="large" />;
}

function usePicture({ id, email }: WidgetCustomer): string | null {
  const wanted = email ? `${pictureOf(id)}?of=${markOf(email)}` : null;
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    if (!wanted || faceless.has(wanted)) return;
    const image = new Image();
    image.onload = () => setShown(wanted);
    image.onerror = () => faceless.add(wanted);
    image.src = wanted;
    return () => {
      image.onload = null;
    };
  }, [wanted]);
  return shown === wanted ? shown : null;
}

/** Another address may have another picture; the address itself is nobody's business who logs requests. */
function markOf(email: string): number {
  return [...email].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7);
}
