import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import { Field } from './field.tsx';

interface NumberFieldProps extends Omit<ComponentProps<typeof Field>, 'value' | 'onChange'> {
  /** As it is written. */
  value: string;
  onWrite: (text: string) => void;
  /** As wide as what is around it. */
  isWide?: boolean;
}

/** A whole number, in digits: with no arrows, and no wheel that changes it by accident. */
export const NumberField = ({ onWrite, isWide, ...field }: NumberFieldProps) => (
  <Field
    {...field}
    inputMode="numeric"
    autoComplete="off"
    className={classes(!isWide && 'w-32')}
    onChange={(event) => onWrite(event.target.value)}
  />
);
