import { type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationSummary } from '../../widget/protocol/generated.ts';
import { classes } from '../ui/classes.ts';
import { part } from '../ui/part.ts';
import type { Kind } from './pick/kinds.ts';
import type { RunEdit } from './use-thread-edit.ts';

const loadPick = () => import('./pick/pick.tsx');
const Pick = part(loadPick);

/** Fetched while nothing else is to do, so that the first press is answered at once. */
export function usePicksSoon(): void {
  useEffect(() => {
    const timer = setTimeout(() => loadPick().catch(() => undefined), 1_500);
    return () => clearTimeout(timer);
  }, []);
}

interface PropertyProps {
  kind: Kind;
  /** What it is, and what it is now. */
  label: string;
  conversation: ConversationSummary;
  edit: RunEdit;
  className?: string;
  children: ReactNode;
}

/** Something about the conversation, and the button that changes it. */
export function Property({ kind, label, conversation, edit, className, children }: PropertyProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!isOpen)}
        className={classes(
          'inline-flex h-8 shrink-0 items-center gap-1.5 rounded-control px-2 text-13 whitespace-nowrap text-muted hover:bg-hover hover:text-ink aria-expanded:bg-hover aria-expanded:text-ink',
          className,
        )}
      >
        {children}
      </button>
      {isOpen && (
        <Suspense>
          <Pick kind={kind} conversation={conversation} edit={edit} anchor={button} close={close} />
        </Suspense>
      )}
    </>
  );
}
