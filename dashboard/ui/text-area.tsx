import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import { type Around, edge, INPUT, Labelled } from './labelled.tsx';

/** Grows with what is written, where the browser can; such a browser asks for the least height apart from the rows. */
export function TextArea({
  label,
  help,
  error,
  className,
  rows = 3,
  ...area
}: ComponentProps<'textarea'> & Around) {
  return (
    <Labelled label={label} help={help} error={error}>
      {(aria) => (
        <textarea
          dir="auto"
          rows={rows}
          style={{ minHeight: `calc(${rows}lh + 18px)` }}
          className={classes('max-h-100 resize-y py-2 field-sizing-content', INPUT, edge(error), className)}
          {...aria}
          {...area}
        />
      )}
    </Labelled>
  );
}
