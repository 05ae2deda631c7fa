import { type ReactNode, useEffect } from 'react';
import { ApiError, wordsFor } from '../api/client.ts';
import { useTitle } from '../shell/title.ts';
import { Mark } from '../ui/mark.tsx';
import { PageTitle } from '../ui/page-title.tsx';

/** The frame of the pages before logging in. */
export function SessionPage({
  title,
  children,
  other,
}: {
  title: string;
  children: ReactNode;
  other: ReactNode;
}) {
  useTitle(title);
  return (
    <main className="grid h-full place-items-center overflow-y-auto px-4 py-8">
      <div className="flex w-full max-w-90 flex-col gap-6">
        <div className="flex flex-col items-center gap-4 text-center">
          <Mark />
          <PageTitle>{title}</PageTitle>
        </div>
        <div className="rounded-window border border-line bg-surface p-6 shadow-card">{children}</div>
        <p className="min-h-5 text-center text-13 text-muted">{other}</p>
      </div>
    </main>
  );
}

/** What concerns the whole form. What concerns a field stands below it, and the first of them gets the focus. */
export function FormError({ error }: { error: unknown }) {
  const isInFields = error instanceof ApiError && Object.keys(error.fields).length > 0;
  useEffect(() => {
    if (isInFields && error) document.querySelector<HTMLElement>('form [aria-invalid]')?.focus();
  }, [isInFields, error]);
  if (!error || isInFields) return null;
  return (
    <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-13 text-danger">
      {wordsFor(error)}
    </p>
  );
}
