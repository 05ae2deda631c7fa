import { useEdit } from '../live/use-edit.ts';
import { useDesk } from '../palette/desk.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import type { Selection } from './use-selection.ts';

/** Single keys that act on what is selected, or open, or under the cursor. */
export function useInboxShortcuts({ chosen, clear }: Selection): void {
  const { ask, targets } = useDesk();
  const edit = useEdit();
  const close = () => {
    const all = targets();
    void edit(all, { type: all.every(({ status }) => status === 'closed') ? 'open' : 'close' });
    clear();
  };
  const onSome = (run: () => void) => () => {
    if (targets().length > 0) run();
  };
  useShortcuts({
    e: onSome(close),
    a: onSome(() => ask('assign')),
    d: onSome(() => ask('department')),
    l: onSome(() => ask('label')),
    s: onSome(() => ask('snooze')),
    p: onSome(() => ask('priority')),
    ...(chosen.length > 0 && { Escape: clear }),
  });
}
