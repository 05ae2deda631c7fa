import type { ComponentProps } from 'react';
import { classes } from './classes.ts';

type Look = 'primary' | 'quiet' | 'danger';

const looks: Record<Look, string> = {
  primary: 'bg-brand text-on-brand hover:not-disabled:bg-brand-hover disabled:opacity-50',
  danger: 'bg-danger text-surface hover:not-disabled:opacity-90 disabled:opacity-50',
  quiet: 'border border-line bg-surface text-ink hover:not-disabled:bg-hover disabled:opacity-60',
};

const shape =
  'inline-flex h-8 shrink-0 items-center justify-center gap-2 rounded-control px-3 text-13 font-medium whitespace-nowrap';

/** Also of links that look like one. */
export const buttonClasses = (look: Look = 'quiet', className?: string) =>
  classes(shape, 'transition-colors duration-120', looks[look], className);

export function Button({ look, className, ...rest }: ComponentProps<'button'> & { look?: Look }) {
  return <button type="button" className={buttonClasses(look, className)} {...rest} />;
}

/** A picture instead of words, so it needs a name; the name is its tooltip too. */
export function IconButton({ label, className, ...rest }: ComponentProps<'button'> & { label: string }) {
  const shape =
    'inline-grid size-8 shrink-0 place-items-center rounded-control text-muted hover:bg-hover hover:text-ink';
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classes(shape, 'transition-colors duration-120', className)}
      {...rest}
    />
  );
}
