import type { ReactNode } from 'react';

interface OwnProps {
  name: string;
  /** In words. */
  follows: string;
  isOwn: boolean;
  reset: () => void;
  children: ReactNode;
}

/** What a widget may have of its own; otherwise it follows its organization. */
export const Own = ({ name, follows, isOwn, reset, children }: OwnProps) => (
  <div className="flex min-w-0 flex-col gap-1">
    {children}
    {isOwn ? (
      <button
        type="button"
        aria-label={`${follows}: ${name}`}
        onClick={reset}
        className="min-h-6 self-start text-12 text-brand-ink underline underline-offset-2"
      >
        {follows}
      </button>
    ) : (
      <span className="flex min-h-6 items-center text-12 text-muted">{follows}</span>
    )}
  </div>
);
