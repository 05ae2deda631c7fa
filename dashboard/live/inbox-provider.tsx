/** Keeps the inbox's socket open while somebody is logged in, and gives the live list to every page. */
import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'react';
import type { ConversationSummary, InboxFrame } from '../../widget/protocol/generated.ts';
import { openInbox } from '../../widget/transport/inbox.ts';
import type { Status, StatusDetail } from '../../widget/transport/socket.ts';
import { conversations, isStillLoggedIn, socketUrl } from '../api/calls.ts';
import { ME } from '../session/me.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import { foldInbox, type Inbox, positionAfter } from './inbox.ts';
import { keepList, keptList } from './list-cache.ts';
import { everything, keyOf, queryOf, type View } from './views.ts';

/** Hears every frame, with the list as it was before. */
export type Listener = (frame: InboxFrame, before: Inbox) => void;

interface LiveInbox {
  inbox: Inbox;
  connection: Status;
  /** Why a view could not be read, by its key. */
  errors: Readonly<Record<string, unknown>>;
  /** Reads a view anew, or its next page. */
  load: (view: View, cursor?: string) => Promise<void>;
  /** The view on the screen: read now, and again whenever something may have been missed. */
  watch: (view: View) => void;
  changed: (conversation: ConversationSummary) => void;
  listen: (listener: Listener) => () => void;
}

const Context = createContext<LiveInbox | null>(null);

export function useInbox(): LiveInbox {
  const live = useContext(Context);
  if (!live) throw new Error('useInbox needs an InboxProvider above it');
  return live;
}

const SESSION_ENDED = 4401;
const PAGE = '100';
const KEEP_AFTER = 500;

export function InboxProvider({ children }: { children: ReactNode }) {
  const { agent } = useCurrentMe();
  const [inbox, fold] = useReducer(foldInbox, agent.id, (me) => keptList(sessionStorage, me));
  const [connection, setConnection] = useState<Status>('connecting');
  const watched = useRef<View | null>(null);
  const latest = useRef(inbox);
  const seq = useRef(0);
  const listeners = useRef(new Set<Listener>());
  const { read, load, errors } = useReading(fold, seq);
  const checkSession = useSessionCheck();
  useEffect(() => {
    latest.current = inbox;
  }, [inbox]);
  useKeeping(inbox, watched);

  const watch = useCallback(
    (view: View) => {
      watched.current = view;
      void load(view);
    },
    [load],
  );
  const listen = useCallback((listener: Listener) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  }, []);

  useEffect(() => {
    const live = openInbox({
      url: (after) => socketUrl('/api/inbox/socket', after),
      onFrame: (frame: InboxFrame) => {
        const first = seq.current === 0;
        seq.current = positionAfter({ seq: seq.current }, frame);
        for (const listener of listeners.current) listener(frame, latest.current);
        fold({ type: 'frame', frame });
        if (mayHaveMissed(frame, first) && watched.current) void load(watched.current);
      },
      onStatus: (status, detail) => {
        setConnection(status);
        checkSession(status, detail);
      },
      refresh: () => read(watched.current ?? everything),
      renew: () => isStillLoggedIn(agent.id),
    });
    return () => live.close();
  }, [load, read, checkSession, agent.id]);

  const changed = useCallback(
    (conversation: ConversationSummary) => fold({ type: 'changed', conversation }),
    [],
  );
  const live = useMemo(
    () => ({ inbox, connection, errors, load, watch, changed, listen }),
    [inbox, connection, errors, load, watch, changed, listen],
  );
  return <Context value={live}>{children}</Context>;
}

/** Reads pages over HTTP. */
function useReading(fold: (page: Parameters<typeof foldInbox>[1]) => void, seq: { current: number }) {
  const queries = useQueryClient();
  const [errors, setErrors] = useState<LiveInbox['errors']>({});
  const read = useCallback(
    async (view: View, cursor?: string) => {
      const askedAt = seq.current;
      const query = { ...queryOf(view), limit: PAGE, ...(cursor && { cursor }) };
      // Asked twice at the same moment of the inbox, it is one request.
      const page = await queries.fetchQuery({
        queryKey: ['conversations', keyOf(view), cursor, askedAt],
        queryFn: ({ signal }) => conversations(query, signal),
        staleTime: 0,
        gcTime: 0,
      });
      fold({ type: 'page', view, page, first: !cursor, askedAt });
      setErrors((known) => ({ ...known, [keyOf(view)]: undefined }));
    },
    [queries, fold, seq],
  );
  const load = useCallback(
    (view: View, cursor?: string) =>
      read(view, cursor).catch((error) => setErrors((known) => ({ ...known, [keyOf(view)]: error }))),
    [read],
  );
  return { read, load, errors };
}

/** Notes down the top of the list, once it is quiet. */
function useKeeping(inbox: Inbox, watched: { current: View | null }): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      if (watched.current) keepList(sessionStorage, inbox, watched.current);
    }, KEEP_AFTER);
    return () => clearTimeout(timer);
  }, [inbox, watched]);
}

/** Between reading the list and the first greeting something may have changed; later the socket catches up by itself. */
function mayHaveMissed(frame: InboxFrame, first: boolean): boolean {
  return frame.type === 'reset' || (frame.type === 'welcome' && first);
}

/**
 * Asks whether we are still logged in when the socket says so, or when it could not come back twice: a browser does not
 * tell why an upgrade was refused. Not after the first loss, or a deploy would bring everybody's question at once.
 */
function useSessionCheck(): (status: Status, detail?: StatusDetail) => void {
  const queries = useQueryClient();
  const failures = useRef(0);
  return useCallback(
    (status, detail) => {
      if (status === 'online') failures.current = 0;
      if (status === 'waiting') failures.current += 1;
      if (detail?.code === SESSION_ENDED || (status === 'waiting' && failures.current > 1))
        void queries.invalidateQueries({ queryKey: ME });
    },
    [queries],
  );
}
