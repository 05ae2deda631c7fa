import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStored } from '../ui/stored.ts';

interface MoreProps {
  title: string;
  /** In this browser's memory. */
  name: string;
  /** Until somebody opens it. */
  folded?: boolean;
  children: () => ReactNode;
}

/** What is asked for only once somebody wants to see it; whether they do is remembered. */
export function More({ title, name, folded = false, children }: MoreProps) {
  const first = folded ? 'folded' : 'open';
  const [kept, keep] = useStored(`chatdesk:panel:${name}`, first, ['open', 'folded'] as const);
  const [isOpen, setOpen] = useState(kept === 'open');
  const toggled = (open: boolean) => {
    setOpen(open);
    keep(open ? 'open' : 'folded');
  };
  return (
    <details open={isOpen} onToggle={(event) => toggled(event.currentTarget.open)} className="group/more">
      <summary className="flex cursor-pointer list-none items-center gap-1 rounded-control text-12 font-semibold text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={14}
          aria-hidden="true"
          className="transition-transform duration-120 group-open/more:rotate-90"
        />
        <h3>{title}</h3>
      </summary>
      {isOpen && <div className="pt-2">{children()}</div>}
    </details>
  );
}
