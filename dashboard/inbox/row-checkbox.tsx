import type { MouseEvent } from 'react';
import type { ConversationId, ConversationSummary } from '../../widget/protocol/generated.ts';
import { classes } from '../ui/classes.ts';

interface RowCheckboxProps {
  conversation: ConversationSummary;
  name: string;
  isSelected: boolean;
  isSelecting: boolean;
  onSelect: (id: ConversationId, range: boolean) => void;
}

/** Over the face, when the pointer comes near, a finger touches it, or something is selected. Shift: from the last one to this. */
export function RowCheckbox({
  conversation: { id },
  name,
  isSelected,
  isSelecting,
  onSelect,
}: RowCheckboxProps) {
  const press = (event: MouseEvent) => onSelect(id, event.shiftKey);
  return (
    <label
      className={classes(
        'absolute inset-y-0 left-0 grid w-13 cursor-pointer place-items-center pl-3.5 select-none',
        isSelecting ? 'opacity-100' : 'opacity-0 focus-within:opacity-100 hover:opacity-100',
      )}
    >
      <input
        type="checkbox"
        tabIndex={-1}
        checked={isSelected}
        onClick={press}
        onChange={() => undefined}
        aria-label={`Select ${name}`}
        className="size-4.5 cursor-pointer accent-brand"
      />
    </label>
  );
}
