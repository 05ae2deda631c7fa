import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../languages/later.ts';
import type { Chat } from '../chat.ts';
import { Icon } from '../parts/Icon.tsx';
import './inset.ts';

const LEAVE = ['m16 17 5-5-5-5', 'M21 12H9', 'M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4'];

interface Props {
  conversation: string;
  chat: Chat;
}

/** Asks once before it ends the conversation. */
export function Close({ conversation, chat }: Props) {
  const [step, go] = useState<'start' | 'asked' | 'thought better'>('start');
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (step === 'thought better') first.current?.focus();
  }, [step]);
  if (step === 'asked')
    return <Question conversation={conversation} chat={chat} leave={() => go('thought better')} />;
  return (
    <button type="button" class="choice end" ref={first} onClick={() => go('asked')}>
      <Icon of={LEAVE} />
      {t('end')}
    </button>
  );
}

function Question({ conversation, chat, leave }: Props & { leave: () => void }) {
  const [state, set] = useState<'asked' | 'busy' | 'failed'>('asked');
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);
  const end = () => {
    set('busy');
    chat.api.asVisitor(`conversations/${conversation}/close`, {}).then(
      () => chat.store.change({ view: 'chat' }),
      () => set('failed'),
    );
  };
  return (
    <fieldset class="inset">
      <legend>{t('endAsk')}</legend>
      {state === 'failed' && (
        <p class="wrong" role="alert">
          {t('didNotWork')}
        </p>
      )}
      <p class="answers">
        <button type="button" class="plain" ref={no} onClick={leave}>
          {t('endNot')}
        </button>
        <button type="button" class="danger" disabled={state === 'busy'} onClick={end}>
          {t('end')}
        </button>
      </p>
    </fieldset>
  );
}
