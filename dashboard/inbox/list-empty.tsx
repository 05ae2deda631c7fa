import { Suspense } from 'react';
import { everything, type State, searchOf, type View, type Whose } from '../live/views.ts';
import { useIsDesk } from '../ui/media.ts';
import { part } from '../ui/part.ts';
import { useIsNew } from './is-new.ts';

const Welcome = part(() => import('./welcome.tsx'));

const states: Record<State, string> = {
  active: 'No conversations to do.',
  waiting: 'Nobody is waiting for an answer.',
  open: 'No open conversations.',
  snoozed: 'No snoozed conversations.',
  closed: 'No closed conversations yet.',
};

const whose: Record<Whose, string> = {
  mine: 'Nothing of yours here. Well done.',
  unassigned: 'Everything here has somebody who takes care of it.',
  all: '',
};

/** On a phone there is no second pane, so a new organization is greeted here. */
export function ListEmpty({ view }: { view: View }) {
  const isNew = useIsNew();
  const isDesk = useIsDesk();
  const isNarrowed =
    searchOf({ ...view, whose: 'all', state: 'active', order: 'newest' }) !== searchOf(everything);
  const words = isNarrowed ? 'No conversations with these filters.' : whose[view.whose] || states[view.state];
  return (
    <div className="h-full overflow-y-auto">
      <p className="px-4 pt-8 pb-6 text-center text-13 text-muted">{words}</p>
      {isNew && !isDesk && (
        <div className="px-4 pb-8">
          <Suspense>
            <Welcome />
          </Suspense>
        </div>
      )}
    </div>
  );
}
