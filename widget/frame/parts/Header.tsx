import { t } from '../../languages/index.ts';
import type { Chat } from '../chat.ts';
import type { Tell } from '../host.ts';
import { type ChatState, hasBegun } from '../state.ts';
import { Face } from './Face.tsx';
import { Icon } from './Icon.tsx';
import { presence } from './presence.ts';

const LONG = 100;
const BACK = ['m15 18-6-6 6-6'];
const MORE = [4, 11, 18].map((x) => `M${x} 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0`);
const LARGER = ['M15 3h6v6', 'm21 3-7 7', 'M9 21H3v-6', 'm3 21 7-7'];
const SMALLER = ['m21 3-7 7', 'M20 10h-6V4', 'm3 21 7-7', 'M4 14h6v6'];
const CLOSE = ['M18 6 6 18', 'm6 6 12 12'];

interface Props {
  state: ChatState;
  chat: Chat;
  isHome: boolean;
  tell: Tell;
}

export function Header({ state, chat, isHome, tell }: Props) {
  const { config, phase, view, isInline, isLarge, proactive, hasPast, replies } = state;
  const { title, online } = config;
  const greeting = proactive || config.greeting_message;
  const isKnown = phase !== 'failed' && phase !== 'refused';
  const canGoBack = isKnown && (view === 'menu' || (view === 'chat' && (hasPast || hasBegun(state))));
  const expand = () => {
    chat.store.change({ isLarge: !isLarge });
    tell({ type: 'expand', isLarge: !isLarge });
  };
  return (
    <header class={isHome ? 'header home' : 'header'}>
      {canGoBack && (
        <Tool
          label={t('back')}
          of={BACK}
          run={() => chat.store.change({ view: view === 'menu' ? 'chat' : 'list' })}
        />
      )}
      <Faces state={state} />
      <div class="team">
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {isKnown && <p class={online ? 'presence online' : 'presence'}>{presence(config)}</p>}
      </div>
      <div class="tools">
        {isKnown && (
          <Tool
            label={t('menu')}
            of={MORE}
            run={() => chat.store.change({ view: view === 'menu' ? 'chat' : 'menu' })}
          />
        )}
        {!isInline && (
          <>
            <Tool
              label={t(isLarge ? 'shrink' : 'expand')}
              of={isLarge ? SMALLER : LARGER}
              run={expand}
              name="expand"
            />
            <Tool label={t('close')} of={CLOSE} run={() => tell({ type: 'close' })} />
          </>
        )}
      </div>
      {isHome && (
        <p class={greeting.length > LONG ? 'greeting long' : 'greeting'} dir="auto">
          {greeting}
        </p>
      )}
      {isHome && online && replies?.()}
    </header>
  );
}

interface ToolProps {
  label: string;
  of: readonly string[];
  run: () => void;
  name?: string;
}

function Tool({ label, of, run, name = '' }: ToolProps) {
  return (
    <button type="button" class={`tool ${name}`} aria-label={label} title={label} onClick={run}>
      <Icon of={of} />
    </button>
  );
}

/** The site's picture, or those who have written, or those who are there, or a letter. */
function Faces({ state: { config, authors } }: { state: ChatState }) {
  const agents = authors.length ? authors : config.agents;
  const shown = config.show_agent_avatars ? agents.slice(0, 3) : [];
  return (
    <div class="faces">
      {!shown.length && <Face name={config.title} url={config.logo_url} />}
      {shown.map(({ id, name, avatar_url }) => (
        <Face key={id} name={name} url={avatar_url} />
      ))}
    </div>
  );
}
