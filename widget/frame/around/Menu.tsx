import { useState } from 'preact/hooks';
import { t } from '../../languages/later.ts';
import type { Chat } from '../chat.ts';
import { isSoundOn, wishSound } from '../news/wish.ts';
import { Icon } from '../parts/Icon.tsx';
import type { ChatState } from '../state.ts';
import { Close } from './Close.tsx';
import { Language } from './Language.tsx';
import { Page } from './Page.tsx';
import { Transcript } from './Transcript.tsx';

const BELL = [
  'M10.268 21a2 2 0 0 0 3.464 0',
  'M3.262 15.326A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.673C19.41 13.956 18 12.499 18 8A6 6 0 0 0 6 8c0 4.499-1.411 5.956-2.738 7.326',
];
const CHATS = [
  'M16 10a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 14.286V4a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2z',
  'M20 9a2 2 0 0 1 2 2v10.286a.71.71 0 0 1-1.212.502l-2.202-2.202A2 2 0 0 0 17.172 19H10a2 2 0 0 1-2-2v-1',
];
const MAIL = [
  'm22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7',
  'M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2',
];

interface Props {
  state: ChatState;
  chat: Chat;
}

/** What the visitor can set, and ask for. */
export function Menu({ state, chat }: Props) {
  const { conversation } = state;
  const isOpen = conversation && conversation.status !== 'closed';
  return (
    <Page name="menu" title={t('menuTitle')} state={state} chat={chat}>
      <div class="scroll">
        <button type="button" class="choice" onClick={() => chat.store.change({ view: 'list' })}>
          <Icon of={CHATS} />
          {t('conversations')}
        </button>
        {conversation && <Mail conversation={conversation.id} state={state} chat={chat} />}
        <Sound state={state} />
        <Language state={state} chat={chat} />
        {isOpen && <Close conversation={conversation.id} chat={chat} />}
      </div>
    </Page>
  );
}

function Mail({ conversation, state, chat }: Props & { conversation: string }) {
  const [isAsking, ask] = useState(false);
  return (
    <>
      <button type="button" class="choice" aria-expanded={isAsking} onClick={() => ask(!isAsking)}>
        <Icon of={MAIL} />
        {t('transcript')}
      </button>
      {isAsking && <Transcript id={conversation} email={state.customer?.email ?? ''} api={chat.api} />}
    </>
  );
}

function Sound({ state: { config } }: { state: ChatState }) {
  const [isOn, set] = useState(isSoundOn(config));
  const change = () => {
    wishSound(!isOn);
    set(!isOn);
  };
  return (
    <button type="button" class="choice" role="switch" aria-checked={isOn} onClick={change}>
      <Icon of={BELL} />
      {t('sound')}
      <span class="switch" />
    </button>
  );
}
