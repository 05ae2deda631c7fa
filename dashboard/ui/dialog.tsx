import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './button.tsx';

interface DialogProps {
  title: string;
  close: () => void;
  children: ReactNode;
}

/** Something to be settled before anything else. The browser keeps the focus in it, and gives it back. */
export function Dialog({ title, close, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector('input')?.focus();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      // Keys of the page behind it are not meant.
      onKeyDown={(event) => event.stopPropagation()}
      className="m-auto w-110 max-w-[calc(100vw-32px)] rounded-window border border-line bg-raised p-5 text-ink shadow-window backdrop:bg-[#0008] motion-safe:animate-rise"
    >
      <header className="-mt-1 mb-3 flex items-center justify-between gap-2">
        <h2 id={id} className="text-16 font-semibold">
          {title}
        </h2>
        <IconButton label="Close" onClick={close} className="-mr-2">
          <X size={20} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </header>
      {children}
    </dialog>
  );
}
