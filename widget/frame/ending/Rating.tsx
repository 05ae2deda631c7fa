import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../languages/later.ts';
import type { RatingRequest, StartedConversation } from '../../protocol/generated.ts';
import type { Chat } from '../chat.ts';

const BEST = 5;
const SCORES = [1, 2, 3, 4, 5];
const STAR =
  'M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z';

/** How was it? The words about it are asked for once there are stars. */
export function Rate({ id, chat }: { id: string; chat: Chat }) {
  const [score, choose] = useState(0);
  const [comment, write] = useState('');
  const [fate, set] = useState<'asked' | 'busy' | 'failed'>('asked');
  const send = (event: Event) => {
    event.preventDefault();
    set('busy');
    rate(chat, id, { score, comment: comment.trim() }).catch(() => set('failed'));
  };
  return (
    <form class="rating" onSubmit={send}>
      <Stars score={score} choose={choose} />
      {score > 0 && (
        <>
          <textarea
            rows={2}
            maxLength={1_000}
            dir={comment ? 'auto' : undefined}
            placeholder={t('comment')}
            aria-label={t('comment')}
            value={comment}
            onInput={({ currentTarget: { value } }) => write(value)}
          />
          <button type="submit" class="plain" disabled={fate === 'busy'}>
            {t('sendRating')}
          </button>
        </>
      )}
      {fate === 'failed' && (
        <p class="wrong" role="alert">
          {t('didNotWork')}
        </p>
      )}
    </form>
  );
}

function Stars({ score, choose }: { score: number; choose: (score: number) => void }) {
  return (
    <fieldset class="stars">
      <legend>{t('howWasIt')}</legend>
      {SCORES.map((each) => (
        <label key={each} class={each <= score ? 'star given' : 'star'} title={name(each)}>
          <input
            type="radio"
            name="score"
            value={each}
            checked={each === score}
            aria-label={name(each)}
            onChange={() => choose(each)}
          />
          <Star />
        </label>
      ))}
    </fieldset>
  );
}

/** What was given, with thanks. */
export function Rated({ score, comment }: { score: number; comment: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  // The button that had the focus is gone.
  useEffect(() => {
    if (document.activeElement === document.body && document.hasFocus()) box.current?.focus();
  }, []);
  return (
    <div class="rating" role="status" tabIndex={-1} ref={box}>
      <p class="stars" role="img" aria-label={t('yourRating', { score, best: BEST })}>
        {SCORES.map((each) => (
          <span key={each} class={each <= score ? 'star given' : 'star'}>
            <Star />
          </span>
        ))}
      </p>
      <p>{t('thanks')}</p>
      {comment && (
        <p class="comment" dir="auto">
          {comment}
        </p>
      )}
    </div>
  );
}

function Star() {
  return (
    <svg class="icon" viewBox="0 0 24 24" width={28} height={28} aria-hidden="true">
      <path d={STAR} />
    </svg>
  );
}

const name = (score: number) => t('score', { score, best: BEST });

async function rate(
  { api, store, tell }: Chat,
  id: string,
  { score, comment }: RatingRequest,
): Promise<void> {
  const request = comment ? { score, comment } : { score };
  const { conversation } = await api.asVisitor<StartedConversation>(`conversations/${id}/rating`, request);
  if (store.state.conversation?.id === id) store.change({ conversation });
  tell({ type: 'event', name: 'rating', detail: { score, comment: comment ?? '' } });
}
