import { Lock } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { classes } from '../ui/classes.ts';

/** A press on a tab leaves the focus on it, so the text gets it back after the click. */
export function ModeTabs({ onPick }: { onPick: () => void }) {
  const look =
    'border-b-2 border-transparent px-2 py-2 text-muted -outline-offset-2 hover:text-ink data-[state=active]:border-current data-[state=active]:text-ink';
  return (
    <Tabs.List aria-label="Write a" className="flex gap-1 px-1 text-13 font-medium">
      <Tabs.Trigger value="reply" onClick={onPick} className={look}>
        Reply
      </Tabs.Trigger>
      <Tabs.Trigger value="note" onClick={onPick} className={classes('flex items-center gap-1.5', look)}>
        <Lock size={12} aria-hidden="true" />
        Note
      </Tabs.Trigger>
    </Tabs.List>
  );
}
