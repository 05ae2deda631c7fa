import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import { type Around, edge, INPUT, Labelled } from './labelled.tsx';

/** Grows with what is written, where the browser can. */
export function TextArea({ label, help, error, className, ...area }: ComponentProps<'textarea'> & Around) {
  return (
    <Labelled label={label} help={help} error={error}>
      {(aria) => (
        <textarea
          dir="auto"
          className={classes(
            'max-h-100 resize-y py-2 field-sizing-content',
            INPUT,
            edge(error),
            className ?? 'min-h-20',
          )}
          {...aria}
          {...area}
        />
      )}
    </Labelled>
  );
}
