import type { Chat } from './chat.ts';
import type { Tell } from './host.ts';
import { Composer } from './parts/Composer.tsx';
import { Header } from './parts/Header.tsx';
import { Lazy } from './parts/Lazy.tsx';
import { Foot, Notice, Skeleton } from './parts/screens.tsx';
import { type ChatState, hasBegun, isAsked } from './state.ts';

interface Props {
  state: ChatState;
  chat: Chat;
  tell: Tell;
}

export function App({ state, chat, tell }: Props) {
  const screen = screenOf(state);
  const isHome = screen === 'home' || screen === 'asked';
  return (
    <main class={`window ${isHome ? 'home ' : ''}${screen}`} aria-label={state.config.title}>
      <Header state={state} chat={chat} isHome={isHome} tell={tell} />
      <Screen screen={screen} state={state} chat={chat} />
      {/* One and the same from the first word on: a new field would cost the focus, and on a phone the keyboard. */}
      {(screen === 'home' || screen === 'ready') && (
        <Composer key="composer" state={state} chat={chat} isFirst={isHome} />
      )}
      {isHome && <Foot config={state.config} />}
    </main>
  );
}

type ScreenName = ChatState['phase'] | 'home' | 'asked' | 'around';

function screenOf(state: ChatState): ScreenName {
  if (state.phase !== 'ready') return state.phase;
  if (state.view !== 'chat') return 'around';
  return hasBegun(state) ? 'ready' : isAsked(state) ? 'asked' : 'home';
}

function Screen({ screen, state, chat }: { screen: ScreenName; state: ChatState; chat: Chat }) {
  const { thread } = state;
  if (screen === 'failed') return <Notice retry={() => chat.open()} />;
  if (screen === 'refused') return <Notice />;
  if (screen === 'asked')
    return (
      <Lazy key={screen} name="forms" meanwhile={<div class="composer first" />}>
        {({ Form }) => <Form state={state} chat={chat} />}
      </Lazy>
    );
  if (screen === 'home') return null;
  if (screen === 'around')
    return <Lazy name={screen}>{({ View }) => <View state={state} chat={chat} />}</Lazy>;
  return screen === 'ready' && thread ? (
    <thread.Thread state={state} talk={thread.talk} chat={chat} />
  ) : (
    <Skeleton />
  );
}
