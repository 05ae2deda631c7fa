import { t } from '../../languages/index.ts';
import type { PublicConfig } from '../../protocol/generated.ts';
import { Icon } from './Icon.tsx';

const ALERT = ['M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0', 'M12 8v4', 'M12 16h.01'];

/** The shape of a thread; it only appears when loading takes long enough to be noticed. */
export function Skeleton() {
  return (
    <div class="skeleton" role="status" aria-label={t('loading')}>
      {['theirs', 'theirs short', 'mine', 'theirs tall', 'mine short'].map((shape) => (
        <span key={shape} class={shape} />
      ))}
    </div>
  );
}

/** Instead of the chat: it did not load; or it is not to be had here, however often one tries. */
export function Notice({ retry }: { retry?: () => void }) {
  return (
    <div class="notice" role="alert">
      <Icon of={ALERT} />
      <h2>{t(retry ? 'failedTitle' : 'refusedTitle')}</h2>
      <p>{t(retry ? 'failedText' : 'refusedText')}</p>
      {retry && (
        <button type="button" class="primary" onClick={retry}>
          {t('tryAgain')}
        </button>
      )}
    </div>
  );
}

/** The line that names us, where the plan asks for it. */
export function Foot({ config }: { config: PublicConfig }) {
  return config.powered_by ? (
    <a class="powered" href="/" target="_blank" rel="noopener">
      {t('poweredBy', { name: 'ChatDesk' })}
    </a>
  ) : null;
}
