import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../languages/later.ts';
import type { Conversation } from '../../protocol/generated.ts';
import { Transcript } from '../around/Transcript.tsx';
import type { Chat } from '../chat.ts';
import { adopt } from '../parts.ts';
import type { ChatState } from '../state.ts';
import rules from './ending.css';
import { Rate, Rated } from './Rating.tsx';

adopt(rules);

interface Props {
  state: ChatState;
  chat: Chat;
  conversation: Conversation;
  /** There is more to say. */
  goOn: () => void;
}

/** In place of the composer, once the conversation is closed. */
export function Ending({ state, chat, conversation, goOn }: Props) {
  const { id, rating } = conversation;
  const [isAsking, ask] = useState(false);
  const box = useRef<HTMLElement>(null);
  // Who was about to write must not be left nowhere.
  useEffect(() => {
    if (document.activeElement === document.body && document.hasFocus()) box.current?.focus();
  }, []);
  return (
    <section class="ending" aria-label={t('closed')} tabIndex={-1} ref={box}>
      {rating ? <Rated {...rating} /> : <Rate id={id} chat={chat} />}
      {isAsking && <Transcript id={id} email={state.customer?.email ?? ''} api={chat.api} />}
      <button type="button" class="primary" onClick={() => write(() => chat.startAgain())}>
        {t('startAgain')}
      </button>
      <p class="others">
        <button type="button" class="quiet" onClick={() => write(goOn)}>
          {t('goOn')}
        </button>
        {!isAsking && (
          <button type="button" class="quiet" onClick={() => ask(true)}>
            {t('transcript')}
          </button>
        )}
      </p>
    </section>
  );
}

/** The composer was there all the time, out of sight. */
function write(bring: () => void): void {
  bring();
  setTimeout(() => document.querySelector<HTMLElement>('.composer textarea')?.focus());
}
