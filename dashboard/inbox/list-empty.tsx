import type { Tab } from '../live/inbox.ts';
import { useIsNew } from './is-new.ts';
import { Welcome } from './welcome.tsx';

const words: Record<Tab, string> = {
  waiting: 'Nobody is waiting for an answer.',
  open: 'No open conversations.',
  closed: 'No closed conversations yet.',
};

/** On a phone there is no second pane, so a new organization is greeted here. */
export function ListEmpty({ tab }: { tab: Tab }) {
  const isNew = useIsNew();
  return (
    <div className="h-full overflow-y-auto">
      <p className="px-4 pt-8 pb-6 text-center text-13 text-muted">{words[tab]}</p>
      {isNew && (
        <div className="px-4 pb-8 desk:hidden">
          <Welcome />
        </div>
      )}
    </div>
  );
}
