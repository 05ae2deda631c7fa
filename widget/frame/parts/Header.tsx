import { t } from '../../languages/index.ts';
import type { Sender } from '../../protocol/generated.ts';
import type { ChatState } from '../state.ts';
import { Face } from './Face.tsx';
import { Icon } from './Icon.tsx';

const LONG = 100;

interface Props {
  state: ChatState;
  isHome: boolean;
  close: () => void;
}

export function Header({ state, isHome, close }: Props) {
  const { title, online, greeting_message } = state.config;
  const agents = agentsOf(state);
  const isKnown = state.phase !== 'failed' && state.phase !== 'refused';
  return (
    <header class={isHome ? 'header home' : 'header'}>
      <div class="faces">
        {agents.length ? (
          agents.map(({ id, name, avatar_url }) => <Face key={id} name={name} url={avatar_url} />)
        ) : (
          <Face name={title} />
        )}
      </div>
      <div class="team">
        <h1>{title}</h1>
        {isKnown && <p class={online ? 'presence online' : 'presence'}>{t(online ? 'online' : 'away')}</p>}
      </div>
      <button type="button" class="close" aria-label={t('close')} onClick={close}>
        <Icon name="chevron" />
      </button>
      {isHome && (
        <p class={greeting_message.length > LONG ? 'greeting long' : 'greeting'} dir="auto">
          {greeting_message}
        </p>
      )}
    </header>
  );
}

/** Up to three people who have written, the latest first. */
function agentsOf({ messages }: ChatState): Sender[] {
  const agents = new Map<string, Sender>();
  for (const { sender } of messages.toReversed()) {
    if (sender.kind === 'agent' && !agents.has(sender.id)) agents.set(sender.id, sender);
  }
  return [...agents.values()].slice(0, 3);
}
