import type { ReactNode } from 'react';
import { Link } from 'wouter';

export const TextLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <Link href={to} className="font-medium text-brand-ink underline underline-offset-2">
    {children}
  </Link>
);
