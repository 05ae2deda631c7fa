import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { classes } from '../ui/classes.ts';
import { type Choice, Choices, MenuContent } from '../ui/menu.tsx';

export interface Narrowing {
  in: string;
  status: string;
  days: string;
}

interface SearchFiltersProps {
  narrowing: Narrowing;
  onNarrow: (narrowing: Narrowing) => void;
}

const choices: Record<keyof Narrowing, readonly Choice<string>[]> = {
  in: [
    { value: 'all', name: 'Everywhere' },
    { value: 'messages', name: 'Messages' },
    { value: 'customers', name: 'People' },
  ],
  status: [
    { value: '', name: 'Any status' },
    { value: 'waiting', name: 'Waiting' },
    { value: 'open', name: 'Open' },
    { value: 'snoozed', name: 'Snoozed' },
    { value: 'closed', name: 'Closed' },
  ],
  days: [
    { value: '', name: 'Any time' },
    { value: '7', name: 'Last 7 days' },
    { value: '30', name: 'Last 30 days' },
    { value: '365', name: 'Last year' },
  ],
};
const labels: Record<keyof Narrowing, string> = { in: 'Search in', status: 'Status', days: 'Time' };

export function SearchFilters({ narrowing, onNarrow }: SearchFiltersProps) {
  return (
    <div className="flex items-center gap-1 py-1">
      {(['in', 'status', 'days'] as const).map((name) => (
        <DropdownMenu.Root key={name} modal={false}>
          <Trigger label={labels[name]} choices={choices[name]} value={narrowing[name]} />
          <MenuContent align="start">
            <Choices
              label={labels[name]}
              choices={choices[name]}
              value={narrowing[name]}
              onChoose={(value) => onNarrow({ ...narrowing, [name]: value })}
            />
          </MenuContent>
        </DropdownMenu.Root>
      ))}
    </div>
  );
}

interface TriggerProps {
  label: string;
  choices: readonly Choice<string>[];
  value: string;
}

/** The first choice narrows nothing. */
function Trigger({ label, choices, value }: TriggerProps) {
  const name = choices.find((one) => one.value === value)?.name;
  const isOn = value !== choices[0]?.value;
  return (
    <DropdownMenu.Trigger
      aria-label={`${label}: ${name}`}
      className={classes(
        'flex h-7 items-center gap-1 rounded-control px-2 text-12 hover:bg-hover hover:text-ink',
        isOn ? 'font-medium text-brand-ink' : 'text-muted',
      )}
    >
      {name}
      <ChevronDown size={12} aria-hidden="true" />
    </DropdownMenu.Trigger>
  );
}

const DAY = 86_400_000;

/** As the server is asked. */
export function questionOf(find: string, { in: where, status, days }: Narrowing): Record<string, string> {
  // By the day, so that asking again a moment later is the same question.
  const from = days && new Date(Math.floor(Date.now() / DAY - Number(days)) * DAY).toISOString();
  return { q: find, ...(where !== 'all' && { in: where }), ...(status && { status }), ...(from && { from }) };
}
