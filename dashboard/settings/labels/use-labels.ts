import type { Label, NewLabel } from '../../../widget/protocol/generated.ts';
import { createLabel } from '../../api/desk.ts';
import { changeLabel, removeLabel } from '../../api/settings.ts';
import { useListWrites } from '../use-list-writes.ts';

const byName = (one: Label, other: Label) => one.name.localeCompare(other.name);

export const useLabelWrites = () =>
  useListWrites(
    ['labels'],
    {
      create: ({ name, color }: NewLabel) => createLabel(name, color),
      change: changeLabel,
      remove: removeLabel,
    },
    (items) => items.sort(byName),
  );
