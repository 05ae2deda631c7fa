import { type ComponentProps, useId } from 'react';
import { classes } from './classes.ts';

interface FieldProps extends ComponentProps<'input'> {
  label: string;
  help?: string | undefined;
  /** Takes the place of the help. */
  error?: string | undefined;
}

/** A label above, the input, and below it help or what is wrong. */
export function Field({ label, help, error, ...input }: FieldProps) {
  const id = useId();
  const below = error ?? help;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-13 font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={below ? `${id}-below` : undefined}
        className={classes(
          'h-10 rounded-control border bg-surface px-3 text-16 desk:text-14',
          error ? 'border-danger' : 'border-edge',
        )}
        {...input}
      />
      {below && (
        <p id={`${id}-below`} className={classes('text-12', error ? 'text-danger' : 'text-muted')}>
          {below}
        </p>
      )}
    </div>
  );
}
