import type { Chat } from './chat.ts';
import type { Tell } from './host.ts';
import { Composer } from './parts/Composer.tsx';
import { Header } from './parts/Header.tsx';
import { Failed, Refused, Skeleton } from './parts/screens.tsx';
import { type ChatState, hasBegun } from './state.ts';

interface Props {
  state: ChatState;
  chat: Chat;
  tell: Tell;
}

export function App({ state, chat, tell }: Props) {
  const screen = screenOf(state);
  const isHome = screen === 'home';
  return (
    <main class={`window ${screen}`} aria-label={state.config.title}>
      <Header state={state} chat={chat} isHome={isHome} tell={tell} />
      <Screen screen={screen} state={state} chat={chat} />
      {/* One and the same from the first word on: a new field would cost the focus, and on a phone the keyboard. */}
      {(isHome || screen === 'ready') && (
        <Composer key="composer" state={state} chat={chat} isFirst={isHome} />
      )}
    </main>
  );
}

type ScreenName = ChatState['phase'] | 'home';

function screenOf(state: ChatState): ScreenName {
  return state.phase === 'ready' && !hasBegun(state) ? 'home' : state.phase;
}

function Screen({ screen, state, chat }: { screen: ScreenName; state: ChatState; chat: Chat }) {
  const { thread, config } = state;
  if (screen === 'failed') return <Failed retry={() => chat.open()} />;
  if (screen === 'refused') return <Refused />;
  if (screen === 'home') return config.online ? null : <Away words={config.offline_message} />;
  return screen === 'ready' && thread ? <thread.Thread state={state} talk={thread.talk} /> : <Skeleton />;
}

function Away({ words }: { words: string }) {
  return words ? (
    <p class="away" dir="auto">
      {words}
    </p>
  ) : null;
}
