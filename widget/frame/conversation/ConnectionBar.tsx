import { useRef } from 'preact/hooks';
import { t } from '../../languages/later.ts';
import type { Status } from '../../transport/socket.ts';
import { useOnline } from '../hooks.ts';

/** Lies over the thread, so that nothing moves when it comes and goes. */
export function ConnectionBar({ connection, reconnect }: { connection: Status; reconnect: () => void }) {
  const online = useOnline();
  const stopped = connection === 'stopped';
  const isLost = useLost(connection);
  return (
    <div class="connection" role="status">
      {stopped ? (
        <p>
          {t('disconnected')}{' '}
          <button type="button" onClick={reconnect}>
            {t('tryAgain')}
          </button>
        </p>
      ) : !online ? (
        <p>{t('offline')}</p>
      ) : (
        isLost && <p class="patient">{t('reconnecting')}</p>
      )}
    </div>
  );
}

/** Each new try is still the same outage: what is said of it neither goes nor is read out again. */
function useLost(connection: Status): boolean {
  const isLost = useRef(false);
  if (connection !== 'connecting') isLost.current = connection === 'waiting';
  return isLost.current;
}
