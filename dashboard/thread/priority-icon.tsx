import { ChevronDown, ChevronsUp, ChevronUp, Equal } from 'lucide-react';
import type { Priority } from '../../widget/protocol/generated.ts';

/** The most pressing first. */
export const priorities: readonly { id: Priority; name: string }[] = [
  { id: 'urgent', name: 'Urgent' },
  { id: 'high', name: 'High' },
  { id: 'normal', name: 'Normal' },
  { id: 'low', name: 'Low' },
];

const icons = { urgent: ChevronsUp, high: ChevronUp, normal: Equal, low: ChevronDown };
const looks: Record<Priority, string> = {
  urgent: 'text-danger',
  high: 'text-warning',
  normal: '',
  low: '',
};

export function PriorityIcon({ priority }: { priority: Priority }) {
  const Icon = icons[priority];
  return <Icon size={16} strokeWidth={1.75} aria-hidden="true" className={looks[priority]} />;
}
