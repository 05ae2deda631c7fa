import type { Scope } from '../../../widget/protocol/generated.ts';

export const SCOPES: readonly { value: Scope; name: string; help: string }[] = [
  { value: 'read', name: 'Read', help: 'Conversations, customers, reports: whatever you can see.' },
  { value: 'write', name: 'Write', help: 'Answer, assign, close, change customers: whatever agents do.' },
  {
    value: 'settings',
    name: 'Settings',
    help: 'What only admins may read or change, together with the others.',
  },
];

const DAY = 86_400_000;

/** How long a key is good for. */
export const LIVES = [
  { value: '30', name: '30 days' },
  { value: '90', name: '90 days' },
  { value: '365', name: 'A year' },
  { value: 'ever', name: 'Until it is revoked' },
] as const;

export type Life = (typeof LIVES)[number]['value'];

export const endOf = (life: Life, now: number): string | undefined =>
  life === 'ever' ? undefined : new Date(now + Number(life) * DAY).toISOString();
