import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDepartments } from '../live/choices.ts';
import type { BotView, View } from '../live/views.ts';
import { LabelDot } from '../ui/dot.tsx';

interface FilterChipsProps {
  view: View;
  onView: (change: Partial<View>) => void;
}

export const BOT_NAMES: Record<BotView, string> = {
  on: 'With the bot',
  handed_over: 'Left by the bot',
};

/** What the list is narrowed to; each goes with a press. */
export function FilterChips({ view: { department, label, rating, bot }, onView }: FilterChipsProps) {
  const { data } = useDepartments();
  const known = data?.items.find(({ id }) => id === department)?.name ?? 'One department';
  const name = department === 'none' ? 'Without a department' : known;
  if (!department && !label && !rating && !bot) return null;
  return (
    <div className="-mx-2 flex flex-wrap gap-1.5 pb-2">
      {department && <Chip name={name} onRemove={() => onView({ department: null })} />}
      {label && (
        <Chip name={label} icon={<LabelDot name={label} />} onRemove={() => onView({ label: null })} />
      )}
      {bot && <Chip name={BOT_NAMES[bot]} onRemove={() => onView({ bot: null })} />}
      {rating && <Chip name={`Rated ${rating} of 5`} onRemove={() => onView({ rating: null })} />}
    </div>
  );
}

function Chip({ name, icon, onRemove }: { name: string; icon?: ReactNode; onRemove: () => void }) {
  return (
    <button
      type="button"
      onClick={onRemove}
      aria-label={`Remove the filter ${name}`}
      className="inline-flex h-6 max-w-full items-center gap-1.5 rounded-full bg-brand-soft pr-1.5 pl-2 text-12 text-ink hover:bg-hover"
    >
      {icon}
      <bdi className="truncate">{name}</bdi>
      <X size={12} className="shrink-0" aria-hidden="true" />
    </button>
  );
}
