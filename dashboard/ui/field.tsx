import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import { type Around, edge, INPUT, Labelled } from './labelled.tsx';

export function Field({ label, help, error, className, ...input }: ComponentProps<'input'> & Around) {
  return (
    <Labelled label={label} help={help} error={error}>
      {(aria) => <input className={classes('h-10', INPUT, edge(error), className)} {...aria} {...input} />}
    </Labelled>
  );
}
