import type { ReactNode } from 'react';

/** To a page of the docs, beside what one is doing. */
export const DocsLink = ({ to, children }: { to: `/docs/${string}` | '/api/docs'; children: ReactNode }) => (
  <a href={to} target="_blank" rel="noopener" className="text-brand-ink underline">
    {children}
  </a>
);
