import type { ReactNode } from 'react';
import { classes } from './classes.ts';

/** A grey shape where something will be. */
export function Skeleton({ className }: { className: string }) {
  return <span className={classes('block animate-appear rounded-control bg-skeleton', className)} />;
}

/** Says once, to those who cannot see shapes, that something is coming. */
export function Loading({
  what,
  className,
  children,
}: {
  what: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div role="status" className={className}>
      <span className="sr-only">{what}</span>
      {children}
    </div>
  );
}
