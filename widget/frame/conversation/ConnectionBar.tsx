import { t } from '../../languages/later.ts';
import type { Status } from '../../transport/socket.ts';
import { useOnline } from '../hooks.ts';

/** Lies over the thread, so that nothing moves when it comes and goes. */
export function ConnectionBar({ connection, reconnect }: { connection: Status; reconnect: () => void }) {
  const online = useOnline();
  const stopped = connection === 'stopped';
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
        connection === 'waiting' && <p class="patient">{t('reconnecting')}</p>
      )}
    </div>
  );
}
