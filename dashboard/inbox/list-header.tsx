import { ArrowDownUp, ChevronDown, Search } from 'lucide-react';
import { DropdownMenu, Tabs } from 'radix-ui';
import { countOf } from '../live/inbox.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import type { Order, State, View, Whose } from '../live/views.ts';
import { IconButton } from '../ui/button.tsx';
import { type Choice, Choices, MenuContent } from '../ui/menu.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FilterMenu } from './filter-menu.tsx';

interface ListHeaderProps {
  view: View;
  onView: (change: Partial<View>) => void;
  onSearch: () => void;
}

const whose: readonly Choice<Whose>[] = [
  { value: 'mine', name: 'Mine' },
  { value: 'unassigned', name: 'Unassigned' },
  { value: 'all', name: 'All' },
];

export const states: readonly Choice<State>[] = [
  { value: 'active', name: 'Waiting and open' },
  { value: 'waiting', name: 'Waiting' },
  { value: 'open', name: 'Open' },
  { value: 'snoozed', name: 'Snoozed' },
  { value: 'closed', name: 'Closed' },
];

const orders: readonly Choice<Order>[] = [
  { value: 'newest', name: 'Newest first' },
  { value: 'longest', name: 'Longest waiting' },
];

/** What is listed, and how. */
export function ListHeader({ view, onView, onSearch }: ListHeaderProps) {
  return (
    <header className="shrink-0 border-b border-line px-4 pt-3">
      <div className="flex items-center gap-1">
        <h2 className="grow text-16 font-semibold">Inbox</h2>
        <IconButton label="Search (/)" onClick={onSearch}>
          <Search size={18} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
        <FilterMenu view={view} onView={onView} />
      </div>
      <Tabs.List aria-label="Whose conversations" className="-mx-2 mt-1 flex">
        {whose.map(({ value, name }) => (
          <WhoseTab key={value} whose={value} name={name} />
        ))}
      </Tabs.List>
      <div className="-mx-4 flex items-center gap-1 border-t border-line px-2 py-1">
        <ListMenu
          label="Status"
          choices={states}
          value={view.state}
          onChoose={(state) => onView({ state })}
        />
        <span className="grow" />
        <ListMenu
          label="Order"
          choices={orders}
          value={view.order}
          onChoose={(order) => onView({ order })}
          isOrder
        />
      </div>
      <FilterChips view={view} onView={onView} />
    </header>
  );
}

function WhoseTab({ whose, name }: { whose: Whose; name: string }) {
  const { inbox } = useInbox();
  const count = countOf(inbox, whose);
  return (
    <Tabs.Trigger
      value={whose}
      className="flex items-center gap-1.5 border-b-2 border-transparent px-2 py-2 text-13 font-medium text-muted -outline-offset-2 hover:text-ink data-[state=active]:border-brand-ink data-[state=active]:text-ink"
    >
      {name}
      {count > 0 && <span className="text-12 text-muted tabular-nums">{count.toLocaleString()}</span>}
    </Tabs.Trigger>
  );
}

interface ListMenuProps<T extends string> {
  label: string;
  choices: readonly Choice<T>[];
  value: T;
  onChoose: (value: T) => void;
  isOrder?: boolean;
}

function ListMenu<T extends string>({ label, choices, value, onChoose, isOrder = false }: ListMenuProps<T>) {
  const name = choices.find((one) => one.value === value)?.name;
  const Icon = isOrder ? ArrowDownUp : ChevronDown;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={`${label}: ${name}`}
        className="flex h-7 items-center gap-1 rounded-control px-2 text-12 text-muted hover:bg-hover hover:text-ink"
      >
        {name}
        <Icon size={12} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <MenuContent align={isOrder ? 'end' : 'start'}>
        <Choices label={label} choices={choices} value={value} onChoose={onChoose} />
      </MenuContent>
    </DropdownMenu.Root>
  );
}
