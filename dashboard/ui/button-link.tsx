import { Link } from 'wouter';
import { classes } from './classes.ts';

/** Looks like a button, leads to a page. */
export function ButtonLink({
  href,
  isPrimary,
  children,
}: {
  href: string;
  isPrimary?: boolean;
  children: string;
}) {
  return (
    <Link
      href={href}
      className={classes(
        'inline-flex h-8 shrink-0 items-center rounded-control px-3 text-13 font-medium whitespace-nowrap transition-colors duration-120',
        isPrimary
          ? 'bg-brand text-on-brand hover:bg-brand-hover'
          : 'border border-line bg-surface hover:bg-hover',
      )}
    >
      {children}
    </Link>
  );
}
