import { type ReactNode, useId } from 'react';
import { classes } from './classes.ts';

export interface Around {
  label: string;
  help?: ReactNode;
  /** Takes the place of the help. */
  error?: string | undefined;
}

interface Aria {
  id: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

/** A label above, something to fill in, and below it help or what is wrong. */
export function Labelled({ label, help, error, children }: Around & { children: (aria: Aria) => ReactNode }) {
  const id = useId();
  const below = error ?? help;
  const aria: Aria = {
    id,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': below ? `${id}-below` : undefined,
  };
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-13 font-medium">
        {label}
      </label>
      {children(aria)}
      {below && (
        <p id={`${id}-below`} className={classes('text-12', error ? 'text-danger' : 'text-muted')}>
          {below}
        </p>
      )}
    </div>
  );
}

export const INPUT = 'rounded-control border bg-surface px-3 text-16 desk:text-14';

export const edge = (error: string | undefined) => (error ? 'border-danger' : 'border-edge');
