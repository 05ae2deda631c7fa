import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import { type Around, edge, INPUT, Labelled } from './labelled.tsx';

export interface SelectChoice<T extends string> {
  value: T;
  name: string;
  /** Those of one stand together, below its name. */
  group?: string;
}

interface PickProps<T extends string> extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  choices: readonly SelectChoice<T>[];
  value: T;
  onChoose: (value: T) => void;
  error?: string | undefined;
}

/** The browser's own list, which every device knows how to show. */
export function Pick<T extends string>({
  choices,
  value,
  onChoose,
  error,
  className,
  ...rest
}: PickProps<T>) {
  const choose = (wanted: string) => {
    const chosen = choices.find((one) => one.value === wanted);
    if (chosen) onChoose(chosen.value);
  };
  return (
    <span className={classes('relative flex min-w-0 items-center', className)}>
      <select
        value={value}
        onChange={(event) => choose(event.target.value)}
        className={classes('h-10 w-full min-w-0 appearance-none truncate pe-8', INPUT, edge(error))}
        {...rest}
      >
        {groupsOf(choices).map(([group, own]) =>
          group ? (
            <optgroup key={group} label={group}>
              {own.map(option)}
            </optgroup>
          ) : (
            own.map(option)
          ),
        )}
      </select>
      <ChevronDown
        size={16}
        strokeWidth={1.5}
        aria-hidden="true"
        className="pointer-events-none absolute end-2 text-muted"
      />
    </span>
  );
}

const option = ({ value, name }: SelectChoice<string>) => (
  <option key={value} value={value}>
    {name}
  </option>
);

function groupsOf<T extends string>(choices: readonly SelectChoice<T>[]) {
  const groups = new Map<string, SelectChoice<T>[]>();
  for (const one of choices) {
    const own = groups.get(one.group ?? '');
    if (own) own.push(one);
    else groups.set(one.group ?? '', [one]);
  }
  return [...groups];
}

export function Select<T extends string>({ label, help, error, ...pick }: PickProps<T> & Around) {
  return (
    <Labelled label={label} help={help} error={error}>
      {(aria) => <Pick {...aria} {...pick} error={error} />}
    </Labelled>
  );
}
