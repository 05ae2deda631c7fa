import { type MouseEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { classes } from './classes.ts';
import { keepFocus } from './focus.ts';

interface DialogProps {
  label: string;
  close: () => void;
  className?: string;
  children: ReactNode;
}

/** The browser's own: it keeps the focus inside, and gives it back. A press beside it closes it, and so does Escape. */
export function Dialog({ label, close, className, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      // What opened it may have gone meanwhile, such as a row that was deleted.
      requestAnimationFrame(keepFocus);
    };
  }, []);
  const press = (event: MouseEvent) => {
    if (event.target === element.current) close();
  };
  return (
    <dialog
      ref={element}
      aria-label={label}
      onMouseDown={press}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      className={classes(
        'mx-auto max-h-[84dvh] max-w-[calc(100vw-16px)] overflow-hidden rounded-window border border-line bg-raised p-0 text-ink shadow-window backdrop:bg-[oklch(20%_0.02_255/38%)] motion-safe:animate-rise',
        className,
      )}
    >
      {children}
    </dialog>
  );
}
