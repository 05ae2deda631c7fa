import { ListFilter } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useDepartments, useLabels } from '../live/choices.ts';
import { BOT_VIEWS, type View } from '../live/views.ts';
import { IconButton } from '../ui/button.tsx';
import { LabelDot } from '../ui/dot.tsx';
import { type Choice, Choices, MENU_ITEM, MenuContent, MenuTitle } from '../ui/menu.tsx';
import { BOT_NAMES } from './filter-chips.tsx';
import { Stars } from './stars.tsx';

interface FilterMenuProps {
  view: View;
  onView: (change: Partial<View>) => void;
}

const ANY = '';

/** By department, label, rating and what the bot does. */
export function FilterMenu({ view, onView }: FilterMenuProps) {
  const isOn = Boolean(view.department || view.label || view.rating || view.bot);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label="Filter" className="relative">
          <ListFilter size={18} strokeWidth={1.5} aria-hidden="true" />
          {isOn && <span className="absolute top-1 right-1 size-2 rounded-full bg-brand-ink" />}
        </IconButton>
      </DropdownMenu.Trigger>
      <MenuContent align="end" className="w-60">
        <Departments view={view} onView={onView} />
        <Labels view={view} onView={onView} />
        <Choices
          label="Rating"
          isTitled
          choices={ratings}
          value={String(view.rating ?? ANY)}
          onChoose={(rating) => onView({ rating: Number(rating) || null })}
        />
        <Choices
          label="Bot"
          isTitled
          choices={bots}
          value={view.bot ?? ANY}
          onChoose={(bot) => onView({ bot: BOT_VIEWS.find((one) => one === bot) ?? null })}
        />
      </MenuContent>
    </DropdownMenu.Root>
  );
}

const ratings: readonly Choice<string>[] = [
  { value: ANY, name: 'Any' },
  ...[5, 4, 3, 2, 1].map((score) => ({
    value: String(score),
    name: `${score} of 5`,
    icon: <Stars score={score} />,
  })),
];

const bots: readonly Choice<string>[] = [
  { value: ANY, name: 'Any' },
  ...BOT_VIEWS.map((value) => ({ value, name: BOT_NAMES[value] })),
];

function Departments({ view, onView }: FilterMenuProps) {
  const { data, isError, refetch } = useDepartments();
  const items = data?.items ?? [];
  if (isError) return <DidNotLoad what="Departments" retry={() => void refetch()} />;
  if (items.length === 0) return null;
  const choices = [
    { value: ANY, name: 'Any' },
    ...items.map(({ id, name }) => ({ value: id, name })),
    { value: 'none', name: 'Without a department' },
  ];
  return (
    <Choices
      label="Department"
      isTitled
      choices={choices}
      value={view.department ?? ANY}
      onChoose={(department) => onView({ department: department || null })}
    />
  );
}

function Labels({ view, onView }: FilterMenuProps) {
  const { data, isError, refetch } = useLabels();
  const items = data?.items ?? [];
  if (isError) return <DidNotLoad what="Labels" retry={() => void refetch()} />;
  if (items.length === 0) return null;
  const choices = [
    { value: ANY, name: 'Any' },
    ...items.map(({ name }) => ({ value: name, name, icon: <LabelDot name={name} /> })),
  ];
  return (
    <Choices
      label="Label"
      isTitled
      choices={choices}
      value={view.label ?? ANY}
      onChoose={(label) => onView({ label: label || null })}
    />
  );
}

function DidNotLoad({ what, retry }: { what: string; retry: () => void }): ReactNode {
  return (
    <>
      <MenuTitle>{what} did not load.</MenuTitle>
      <DropdownMenu.Item
        className={MENU_ITEM}
        onSelect={(event) => {
          event.preventDefault();
          retry();
        }}
      >
        Try again
      </DropdownMenu.Item>
    </>
  );
}
