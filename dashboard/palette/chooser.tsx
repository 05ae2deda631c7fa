import { Check, Search } from 'lucide-react';
import { useId, useState } from 'react';
import { classes } from '../ui/classes.ts';
import { Combobox, stepped } from '../ui/combobox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/keys.tsx';
import { Option } from '../ui/option.tsx';
import type { Group, Item } from './item.ts';

interface ChooserProps {
  /** What it is for; the input's name and its placeholder. */
  label: string;
  /** Already in the order they are shown. */
  groups: readonly Group[];
  typed: string;
  onType: (typed: string) => void;
  close: () => void;
  isSearching?: boolean;
}

/** An input and what matches it: a combobox, as screen readers know it. */
export function Chooser({ label, groups, typed, onType, close, isSearching = false }: ChooserProps) {
  const id = useId();
  const items = groups.flatMap((group) => group.items);
  const [place, setPlace] = useState(0);
  const at = Math.min(place, items.length - 1);
  const current = items[at];
  const run = (item: Item | undefined) => {
    item?.run();
    if (item && !item.stays) close();
  };

  return (
    <Dialog label={label} close={close} className="mt-[12vh] w-140">
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search size={18} strokeWidth={1.5} className="shrink-0 text-muted" aria-hidden="true" />
        <Combobox
          label={label}
          list={`${id}list`}
          option={current && `${id}${current.id}`}
          typed={typed}
          onType={(next) => {
            setPlace(0);
            onType(next);
          }}
          move={(step) => setPlace(stepped(at, step, items.length))}
          pick={() => run(current)}
          className="h-12 min-w-0 grow bg-transparent text-16 outline-none"
        />
      </div>
      <div
        id={`${id}list`}
        role="listbox"
        aria-label={label}
        className="max-h-[min(26rem,60dvh)] overflow-y-auto overscroll-contain p-1"
      >
        {groups.map(({ name, items: own }) => (
          // biome-ignore lint/a11y/useSemanticElements: of options, as in ARIA's listbox
          <div key={name} role="group" aria-label={name}>
            <p aria-hidden="true" className="px-3 pt-2 pb-1 text-12 font-medium text-muted">
              {name}
            </p>
            {own.map((item) => (
              <Option
                key={item.id}
                id={`${id}${item.id}`}
                isCurrent={item === current}
                point={() => setPlace(items.indexOf(item))}
                pick={() => run(item)}
                className="gap-3 px-3 py-1.5"
              >
                <Shown item={item} />
              </Option>
            ))}
          </div>
        ))}
      </div>
      <p
        role="status"
        className={classes('px-4 text-13 text-muted', items.length === 0 ? 'pt-2 pb-5' : 'sr-only')}
      >
        {isSearching ? 'Searching…' : wordsFor(items.length)}
      </p>
    </Dialog>
  );
}

function wordsFor(count: number): string {
  if (count === 0) return 'Nothing matches.';
  return count === 1 ? '1 match' : `${count} matches`;
}

function Shown({ item: { icon, name, hint, isOn, keys } }: { item: Item }) {
  return (
    <>
      {icon && <span className="grid size-5 shrink-0 place-items-center text-muted">{icon}</span>}
      <bdi className="min-w-0 truncate">{name}</bdi>
      {hint && <bdi className="min-w-0 shrink-[99] truncate text-12 text-muted">{hint}</bdi>}
      <span className="grow" />
      {isOn && <Check size={16} className="shrink-0 text-brand-ink" role="img" aria-label="Chosen" />}
      {keys && <Keys keys={keys} />}
    </>
  );
}
