import type { ReactNode } from 'react';

interface CardListProps {
  label?: string;
  /** Its order says something. */
  isOrdered?: boolean;
  children: ReactNode;
}

/** Rows on one card. */
export function CardList({ label, isOrdered, children }: CardListProps) {
  const List = isOrdered ? 'ol' : 'ul';
  return (
    <List
      aria-label={label}
      className="flex flex-col divide-y divide-line rounded-card border border-line bg-surface shadow-card"
    >
      {children}
    </List>
  );
}
