import { AlarmClock, Check, Flag, Tag, UserRound, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEdit } from '../live/use-edit.ts';
import { type Asked, useDesk } from '../palette/desk.tsx';
import { IconButton } from '../ui/button.tsx';
import type { Selection } from './use-selection.ts';

const look = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const;
const asked: readonly { what: Asked; name: string; keys: string; icon: ReactNode }[] = [
  { what: 'assign', name: 'Assign', keys: 'a', icon: <UserRound {...look} /> },
  { what: 'label', name: 'Label', keys: 'l', icon: <Tag {...look} /> },
  { what: 'snooze', name: 'Snooze', keys: 's', icon: <AlarmClock {...look} /> },
  { what: 'priority', name: 'Priority', keys: 'p', icon: <Flag {...look} /> },
];

/** What can be done with all that is selected. */
export function BulkBar({
  selection: { chosen, all, clear },
  count,
}: {
  selection: Selection;
  count: number;
}) {
  const edit = useEdit();
  const { ask } = useDesk();
  if (chosen.length === 0) return null;
  const close = () => {
    void edit(chosen, { type: 'close' });
    clear();
  };
  return (
    <div
      role="toolbar"
      aria-label="Selected conversations"
      className="absolute inset-x-2 bottom-2 z-20 flex flex-col gap-1 rounded-card border border-line bg-raised p-2 shadow-window motion-safe:animate-rise"
    >
      <div className="flex items-center gap-2 pl-1 text-13">
        <p aria-live="polite" className="font-medium tabular-nums">
          {chosen.length.toLocaleString()} selected
        </p>
        {chosen.length < count && (
          <button type="button" onClick={all} className="rounded-control text-brand-ink hover:underline">
            Select all {count.toLocaleString()}
          </button>
        )}
        <IconButton label="Clear selection (Esc)" onClick={clear} className="ml-auto">
          <X {...look} />
        </IconButton>
      </div>
      <div className="flex border-t border-line pt-1">
        <BarButton name="Close" keys="e" icon={<Check {...look} />} onClick={close} />
        {asked.map(({ what, ...one }) => (
          <BarButton key={what} {...one} onClick={() => ask(what)} />
        ))}
      </div>
    </div>
  );
}

interface BarButtonProps {
  name: string;
  keys: string;
  icon: ReactNode;
  onClick: () => void;
}

function BarButton({ name, keys, icon, onClick }: BarButtonProps) {
  return (
    <button
      type="button"
      title={`${name} (${keys.toUpperCase()})`}
      onClick={onClick}
      className="flex min-w-13 grow flex-col items-center gap-0.5 rounded-control px-1 py-1.5 text-12 text-muted hover:bg-hover hover:text-ink"
    >
      {icon}
      {name}
    </button>
  );
}
