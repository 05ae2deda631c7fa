import { type FormEvent, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Field } from '../ui/field.tsx';
import { PRESETS, problemWith, type Range } from './range.ts';

interface RangePickerProps {
  range: Range;
  onChoose: (days: Record<string, string>) => void;
}

const CHOICE =
  'h-8 rounded-control px-3 text-13 font-medium whitespace-nowrap transition-colors duration-120';

/** Some days until today, or any. */
export function RangePicker({ range, onChoose }: RangePickerProps) {
  const [isOpen, setOpen] = useState(range.chosen === 'custom');
  const look = (isOn: boolean) =>
    classes(CHOICE, isOn ? 'bg-brand-soft text-brand-ink' : 'text-muted hover:bg-hover hover:text-ink');
  const choose = (value: string) => {
    setOpen(false);
    onChoose({ days: value });
  };
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">Days</legend>
        {PRESETS.map(({ value, name }) => {
          const isOn = !isOpen && range.chosen === value;
          return (
            <button
              key={value}
              type="button"
              aria-pressed={isOn}
              onClick={() => choose(value)}
              className={look(isOn)}
            >
              {name}
            </button>
          );
        })}
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className={look(isOpen)}
        >
          Custom
        </button>
      </fieldset>
      {isOpen && <Dates key={range.from + range.to} range={range} onChoose={onChoose} />}
    </div>
  );
}

function Dates({ range, onChoose }: RangePickerProps) {
  const [from, setFrom] = useState(range.from);
  const [to, setTo] = useState(range.to);
  const [error, setError] = useState<string>();
  const show = (event: FormEvent) => {
    event.preventDefault();
    const problem = problemWith({ from, to });
    setError(problem);
    if (!problem) onChoose({ from, to });
  };
  return (
    <form onSubmit={show} noValidate className="flex flex-wrap items-end gap-3">
      <Field label="From" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
      <Field
        label="To"
        type="date"
        value={to}
        error={error}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit" className="h-10">
        Show
      </Button>
    </form>
  );
}
