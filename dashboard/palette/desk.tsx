/** What can be asked for from anywhere: the palette, a choice for conversations, the sheet of shortcuts. */
import {
  createContext,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ConversationId, ConversationSummary } from '../../widget/protocol/generated.ts';
import type { Inbox } from '../live/inbox.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import { part } from '../ui/part.ts';

/** `all`: everything that can be done. The others ask for one thing. */
export type Asked = 'all' | 'assign' | 'department' | 'label' | 'snooze' | 'priority' | 'help';

type Ids = readonly ConversationId[];

interface Desk {
  ask: (asked: Asked) => void;
  /** What an action would change: what is selected, else the open conversation, else the row that has the focus. */
  targets: () => readonly ConversationSummary[];
  /** Filled by who knows. */
  places: { selected: Ids; open: ConversationId | null };
}

const Context = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(Context);
  if (!desk) throw new Error('useDesk needs a DeskProvider above it');
  return desk;
}

const Palette = part(() => import('./palette.tsx'));

export function DeskProvider({ children }: { children: ReactNode }) {
  const { inbox } = useInbox();
  const [question, setQuestion] = useState<{ asked: Asked; ids: Ids } | null>(null);
  const places = useRef<Desk['places']>({ selected: [], open: null });
  const latest = useRef(inbox);
  useEffect(() => {
    latest.current = inbox;
  });
  const desk = useMemo(
    () => ({
      // The dialog takes the focus, so what it is about is decided before.
      ask: (asked: Asked) => setQuestion({ asked, ids: targetsOf(places.current) }),
      targets: () => known(latest.current, targetsOf(places.current)),
      places: places.current,
    }),
    [],
  );
  const close = useCallback(() => setQuestion(null), []);
  return (
    <Context value={desk}>
      {children}
      <Suspense>
        {question && (
          <Palette
            key={question.asked}
            asked={question.asked}
            about={known(inbox, question.ids)}
            close={close}
          />
        )}
      </Suspense>
    </Context>
  );
}

function targetsOf({ selected, open }: Desk['places']): Ids {
  if (selected.length > 0) return selected;
  const focused = document.activeElement?.closest<HTMLElement>('[data-id]')?.dataset.id;
  return [open ?? focused ?? ''];
}

function known({ entries }: Inbox, ids: Ids): ConversationSummary[] {
  return ids.map((id) => entries.get(id)?.conversation).filter((one) => one != null);
}

/** Tells what an action would be about, as long as it is on the screen. */
export function useTargets(open: ConversationId | null, selected: readonly ConversationSummary[]): void {
  const { places } = useDesk();
  useEffect(() => {
    places.open = open;
    places.selected = selected.map(({ id }) => id);
    return () => {
      places.open = null;
      places.selected = [];
    };
  }, [places, open, selected]);
}
