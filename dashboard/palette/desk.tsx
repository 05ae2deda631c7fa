/** What can be asked for from anywhere: the palette, a choice for conversations, the sheet of shortcuts. */
import {
  createContext,
  lazy,
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
import { useInbox } from '../live/inbox-provider.tsx';

/** `all`: everything that can be done. The others ask for one thing. */
export type Asked = 'all' | 'assign' | 'department' | 'label' | 'snooze' | 'priority' | 'help';

interface Desk {
  ask: (asked: Asked) => void;
  /** What an action would change: what is selected, else the open conversation, else the one under the cursor. */
  targets: () => readonly ConversationSummary[];
  /** Filled by who knows. */
  places: { selected: ConversationId[]; open: ConversationId | null; cursor: ConversationId | null };
}

const Context = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(Context);
  if (!desk) throw new Error('useDesk needs a DeskProvider above it');
  return desk;
}

const Palette = lazy(() => import('./palette.tsx'));

export function DeskProvider({ children }: { children: ReactNode }) {
  const { inbox } = useInbox();
  const [asked, setAsked] = useState<Asked | null>(null);
  const places = useRef<Desk['places']>({ selected: [], open: null, cursor: null });
  const latest = useRef(inbox);
  useEffect(() => {
    latest.current = inbox;
  });
  const targets = useCallback(() => {
    const { selected, open, cursor } = places.current;
    const ids = selected.length > 0 ? selected : [open ?? cursor ?? ''];
    const known = ids.map((id) => latest.current.entries.get(id)?.conversation);
    return known.filter((one) => one != null);
  }, []);
  const desk = useMemo(() => ({ ask: setAsked, targets, places: places.current }), [targets]);
  const close = useCallback(() => setAsked(null), []);
  return (
    <Context value={desk}>
      {children}
      <Suspense>{asked && <Palette key={asked} asked={asked} close={close} />}</Suspense>
    </Context>
  );
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

export function useCursorTarget(cursor: ConversationId | null): void {
  const { places } = useDesk();
  useEffect(() => {
    places.cursor = cursor;
    return () => {
      places.cursor = null;
    };
  }, [places, cursor]);
}
