import { Check } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { wordsFor } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox, stepped } from '../../ui/combobox.tsx';
import { Option } from '../../ui/option.tsx';
import { matches } from './matches.ts';

export interface Choice {
  id: string;
  name: string;
  hint?: string | undefined;
  icon?: ReactNode;
  isOn?: boolean;
  run: () => void;
}

interface PickerProps {
  /** What is chosen; the input's name and placeholder. */
  label: string;
  choices: readonly Choice[];
  /** One that what was typed makes possible. */
  offer?: (typed: string) => Choice | null;
  error?: unknown;
  /** Reads the choices anew: when it opens, as somebody may have just made one, and when that failed. */
  retry?: () => void;
  /** Beside what is offered. */
  children?: ReactNode;
}

/** Choices with a filter: a combobox, as screen readers know it. The input keeps the focus all the time. */
export function Picker({ label, choices, offer, error, retry, children }: PickerProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it opens
  useEffect(() => retry?.(), []);
  const offered = offer?.(typed.trim()) ?? null;
  const found = choices.filter(({ name }) => matches(name, typed));
  const shown = offered ? [...found, offered] : found;
  const at = Math.min(place, shown.length - 1);
  const pick = (choice: Choice | undefined) => {
    if (!choice) return;
    setTyped('');
    choice.run();
  };

  return (
    <>
      <Combobox
        label={label}
        list={`${id}list`}
        option={shown[at] && `${id}${at}`}
        typed={typed}
        onType={(next) => {
          setPlace(0);
          setTyped(next);
        }}
        move={(step) => setPlace(stepped(at, step, shown.length))}
        pick={() => pick(shown[at])}
        className="h-10 w-full border-b border-line bg-transparent px-3 text-16 outline-none desk:text-13"
      />
      <div
        id={`${id}list`}
        role="listbox"
        aria-label={label}
        className="max-h-[min(18rem,50dvh)] overflow-y-auto overscroll-contain p-1"
      >
        {shown.map((choice, index) => (
          <Option
            key={choice.id}
            id={`${id}${index}`}
            isCurrent={index === at}
            point={() => setPlace(index)}
            pick={() => pick(choice)}
          >
            <Shown choice={choice} />
          </Option>
        ))}
      </div>
      <p role="status" className={shown.length || error ? 'sr-only' : 'px-3 pt-1 pb-3 text-13 text-muted'}>
        {shown.length === 0 && !error ? 'Nothing matches.' : ''}
      </p>
      {Boolean(error) && <Trouble error={error} retry={retry} />}
      {offered && children}
    </>
  );
}

/** What there is to choose from could not be read, or not all of it. */
function Trouble({ error, retry }: { error: unknown; retry: (() => void) | undefined }) {
  return (
    <div role="alert" className="flex items-center gap-2 border-t border-line px-3 py-2 text-12 text-muted">
      <span className="grow">The list did not load. {wordsFor(error)}</span>
      {retry && <Button onClick={retry}>Try again</Button>}
    </div>
  );
}

function Shown({ choice: { name, hint, icon, isOn } }: { choice: Choice }) {
  return (
    <>
      {icon && <span className="grid size-5 shrink-0 place-items-center text-muted">{icon}</span>}
      <bdi className="min-w-0 grow truncate">{name}</bdi>
      {hint && <span className="shrink-0 text-12 text-muted">{hint}</span>}
      {isOn && <Check size={16} className="shrink-0 text-brand-ink" role="img" aria-label="Chosen" />}
    </>
  );
}
