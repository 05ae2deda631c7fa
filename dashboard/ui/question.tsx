import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from './button.tsx';
import { Dialog } from './dialog.tsx';

interface QuestionProps {
  title: string;
  close: () => void;
  children: ReactNode;
}

/** Something to be settled before anything else. Whoever has to write in it can begin at once. */
export function Question({ title, close, children }: QuestionProps) {
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => content.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);
  return (
    <Dialog label={title} close={close} className="my-auto w-110">
      <div className="max-h-[inherit] overflow-y-auto p-5">
        <header className="-mt-1 mb-3 flex items-center justify-between gap-2">
          <h2 className="text-16 font-semibold">{title}</h2>
          <IconButton label="Close" onClick={close} className="-mr-2">
            <X size={20} strokeWidth={1.5} aria-hidden="true" />
          </IconButton>
        </header>
        <div ref={content}>{children}</div>
      </div>
    </Dialog>
  );
}
