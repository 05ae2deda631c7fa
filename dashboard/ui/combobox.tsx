import type { KeyboardEvent } from 'react';

interface ComboboxProps {
  /** What is chosen; the field's name and placeholder. */
  label: string;
  /** Of the list box that belongs to it, and of the option that Enter would pick. */
  list: string;
  option: string | undefined;
  typed: string;
  onType: (typed: string) => void;
  /** One further, or one back. */
  move: (step: 1 | -1) => void;
  pick: () => void;
  className: string;
}

/** A field with a list of what matches, as screen readers know it. It keeps the focus all the time. */
export function Combobox({ label, list, option, typed, onType, move, pick, className }: ComboboxProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) pick();
    else if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else return;
    event.preventDefault();
  };
  return (
    <input
      role="combobox"
      aria-label={label}
      aria-expanded="true"
      aria-controls={list}
      aria-activedescendant={option}
      aria-autocomplete="list"
      autoComplete="off"
      spellCheck={false}
      placeholder={label}
      value={typed}
      onChange={(event) => onType(event.target.value)}
      onKeyDown={onKeyDown}
      className={className}
    />
  );
}

/** The next place among so many, round and round. */
export const stepped = (at: number, step: number, count: number): number =>
  count > 0 ? (at + step + count) % count : 0;
