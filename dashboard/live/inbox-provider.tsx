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
import { emptyInbox, foldInbox, type Inbox, type Scope } from './inbox.ts';

interface LiveInbox {
  inbox: Inbox;
  connection: Status;
  /** Why a scope could not be read. */
  errors: Readonly<Partial<Record<Scope, unknown>>>;
  /** Reads a scope anew, or its next page. */
  load: (scope: Scope, cursor?: string) => Promise<void>;
  changed: (conversation: ConversationSummary) => void;
}

const Context = createContext<LiveInbox | null>(null);

export function useInbox(): LiveInbox {
  const live = useContext(Context);
  if (!live) throw new Error('useInbox needs an InboxProvider above it');
  return live;
}

const SESSION_ENDED = 4401;

export function InboxProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [inbox, fold] = useReducer(foldInbox, emptyInbox);
  const [errors, setErrors] = useState<LiveInbox['errors']>({});
  const [connection, setConnection] = useState<Status>('connecting');
  const seq = useRef(0);
  const { agent } = useCurrentMe();
  const checkSession = useSessionCheck();

  const read = useCallback(
    async (scope: Scope, cursor?: string) => {
      const askedAt = seq.current;
      const query = { ...(scope === 'closed' && { status: 'closed' as const }), ...(cursor && { cursor }) };
      // Asked twice at the same moment of the inbox, it is one request.
      const queryKey = ['conversations', scope, cursor, askedAt];
      const page = await queries.fetchQuery({
        queryKey,
        queryFn: ({ signal }) => conversations(query, signal),
        staleTime: 0,
        gcTime: 0,
      });
      fold({ type: 'page', scope, page, first: !cursor, askedAt });
      setErrors((known) => ({ ...known, [scope]: undefined }));
    },
    [queries],
  );
  const load = useCallback(
    (scope: Scope, cursor?: string) =>
      read(scope, cursor).catch((error) => setErrors((known) => ({ ...known, [scope]: error }))),
    [read],
  );

  useEffect(() => {
    void load('active');
    const live = openInbox({
      url: (after) => socketUrl('/api/inbox/socket', after),
      onFrame: (frame) => {
        const first = seq.current === 0;
        seq.current = frame.type === 'reset' ? frame.seq : Math.max(seq.current, frame.seq);
        fold({ type: 'frame', frame });
        if (mayHaveMissed(frame, first)) void load('active');
      },
      onStatus: (status, detail) => {
        setConnection(status);
        checkSession(status, detail);
      },
      refresh: () => read('active'),
      renew: () => isStillLoggedIn(agent.id),
    });
    return () => live.close();
  }, [load, read, checkSession, agent.id]);

  const changed = useCallback(
    (conversation: ConversationSummary) => fold({ type: 'changed', conversation }),
    [],
  );
  const live = useMemo(
    () => ({ inbox, connection, errors, load, changed }),
    [inbox, connection, errors, load, changed],
  );
  return <Context value={live}>{children}</Context>;
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
