import { t } from '../../languages/later.ts';
import { Icon } from '../parts/Icon.tsx';
import type { Delivery } from './timeline.ts';

const CHECK = ['M20 6 9 17l-5-5'];
const CHECKS = ['M18 6 7 17l-5-5', 'm22 10-7.5 7.5L13 16'];

/** Under the visitor's last words, and only there. */
export function DeliveryStatus({ delivery }: { delivery: Delivery | null }) {
  if (!delivery) return null;
  return (
    <p class={`status ${delivery}`}>
      {t(delivery)}
      {delivery !== 'sending' && <Icon of={delivery === 'sent' ? CHECK : CHECKS} size={16} />}
    </p>
  );
}
