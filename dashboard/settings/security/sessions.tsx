import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Monitor } from 'lucide-react';
import type { Login } from '../../../widget/protocol/generated.ts';
import { endOtherSessions, endSession, sessions } from '../../api/accounts.ts';
import { wordsFor } from '../../api/client.ts';
import { since } from '../../live/times.ts';
import { Button } from '../../ui/button.tsx';
import { useNotice } from '../../ui/notice.tsx';
import { Read } from '../../ui/read.tsx';
import { Time } from '../../ui/time.tsx';
import { Card } from '../frame.tsx';

const SESSIONS = ['sessions'];

/** Every browser that is logged in with this account. */
export function SessionsCard() {
  const read = useQuery({ queryKey: SESSIONS, queryFn: ({ signal }) => sessions(signal) });
  const end = useEnd();
  return (
    <Card title="Where you are logged in" lead="End what you do not know, and change your password.">
      <Read read={read} what="The sessions">
        {({ items }) => (
          <>
            <ul aria-label="Sessions" className="flex flex-col divide-y divide-line">
              {items.map((session) => (
                <Session key={session.id} session={session} end={() => end.mutate(session.id)} />
              ))}
            </ul>
            {items.length > 1 && (
              <Button className="self-start" onClick={() => end.mutate('others')} disabled={end.isPending}>
                End all other sessions
              </Button>
            )}
          </>
        )}
      </Read>
    </Card>
  );
}

function useEnd() {
  const queries = useQueryClient();
  const say = useNotice();
  return useMutation({
    mutationFn: (id: string) => (id === 'others' ? endOtherSessions() : endSession(id)),
    onError: (error) => say(`Nothing was ended. ${wordsFor(error)}`),
    onSuccess: (_, id) => say(id === 'others' ? 'All other sessions have ended.' : 'The session has ended.'),
    onSettled: () => queries.invalidateQueries({ queryKey: SESSIONS }),
  });
}

function Session({ session, end }: { session: Login; end: () => void }) {
  const { device, current, created_at, last_seen_at } = session;
  return (
    <li className="flex items-center gap-3 py-3">
      <Monitor size={20} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-muted" />
      <span className="flex min-w-0 grow flex-col">
        <span className="truncate font-medium">{device}</span>
        <span className="text-13 text-muted">
          {current ? (
            'This browser'
          ) : (
            <>
              Last seen <Time at={last_seen_at} say={since} />
            </>
          )}
          , logged in <Time at={created_at} say={since} />
        </span>
      </span>
      {!current && (
        <Button onClick={end} aria-label={`End ${device}`}>
          End
        </Button>
      )}
    </li>
  );
}
