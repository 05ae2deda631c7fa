import { t } from '../../languages/index.ts';
import { Icon } from '../parts/Icon.tsx';
import type { Delivery } from './timeline.ts';

/** Under the visitor's last words, and only there. */
export function DeliveryStatus({ delivery }: { delivery: Delivery | null }) {
  if (!delivery) return null;
  return (
    <p class={`status ${delivery}`}>
      {t(delivery)}
      {delivery !== 'sending' && <Icon name={delivery === 'sent' ? 'check' : 'checks'} size={16} />}
    </p>
  );
}
