import { useState } from 'preact/hooks';
import { t } from '../../languages/later.ts';
import type { BotRequest, Message } from '../../protocol/generated.ts';
import type { Chat } from '../chat.ts';
import { adopt } from '../parts.ts';
import type { ChatState } from '../state.ts';
import rules from './bot.css';

adopt(rules);

interface Props {
  state: ChatState;
  chat: Chat;
  id: string;
}

/** Above the composer, while the bot answers: what to say to it without typing, and the way to a person. */
export function Bot({ state, chat, id }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, fail] = useState(false);
  const last = lastSaid(state);
  const wish = (request: BotRequest) => {
    setBusy(true);
    fail(false);
    chat.api
      .asVisitor(`conversations/${id}/bot`, request)
      .catch(() => fail(true))
      .finally(() => setBusy(false));
  };
  return (
    <div class="bot">
      {hasFailed && <p role="alert">{t('didNotWork')}</p>}
      {last?.bot && <Choices choices={last.bot.choices} send={(text) => void chat.send(text)} />}
      <p class="others">
        {last?.bot?.outcome === 'answered' && !isRated(state, last.bot.asked_seq) && (
          <Verdict seq={last.bot.asked_seq} isBusy={isBusy} wish={wish} />
        )}
        <button type="button" class="reply" disabled={isBusy} onClick={() => wish({ wish: 'person' })}>
          {t('botPerson')}
        </button>
      </p>
    </div>
  );
}

function Choices({ choices, send }: { choices: string[]; send: (text: string) => void }) {
  if (!choices.length) return null;
  return (
    <fieldset aria-label={t('botMeant')}>
      {choices.map((choice) => (
        <button key={choice} type="button" class="reply" onClick={() => send(choice)}>
          {choice}
        </button>
      ))}
    </fieldset>
  );
}

function Verdict({
  seq,
  isBusy,
  wish,
}: {
  seq: number;
  isBusy: boolean;
  wish: (request: BotRequest) => void;
}) {
  return (
    <>
      <button type="button" class="reply" disabled={isBusy} onClick={() => wish({ wish: 'helped', seq })}>
        {t('botHelped')}
      </button>
      <button type="button" class="reply" disabled={isBusy} onClick={() => wish({ wish: 'wrong', seq })}>
        {t('botWrong')}
      </button>
    </>
  );
}

/** Unless the visitor has said something since. */
function lastSaid({ messages, pending }: ChatState): Message | undefined {
  return pending.length ? undefined : messages.findLast(({ kind }) => kind !== 'event');
}

const isRated = ({ messages }: ChatState, seq: number): boolean =>
  messages.some(({ event }) => event?.type === 'bot_rated' && event.seq === seq);
