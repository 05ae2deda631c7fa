import type { Chat } from './chat.ts';
import { useEvent, useStore } from './hooks.ts';
import { Composer } from './parts/Composer.tsx';
import { ConnectionBar } from './parts/ConnectionBar.tsx';
import { Header } from './parts/Header.tsx';
import { Failed, Refused, Skeleton } from './parts/screens.tsx';
import type { ChatState, ChatStore } from './state.ts';

interface Props {
  chat: Chat;
  store: ChatStore;
  close: () => void;
}

export function App({ chat, store, close }: Props) {
  const state = useStore(store);
  const screen = screenOf(state);
  const isHome = screen === 'home';
  useEvent(document, 'keydown', (event) => {
    const { key, isComposing } = event as KeyboardEvent;
    if (key === 'Escape' && !isComposing) close();
  });
  return (
    <main class={`window ${screen}`} aria-label={state.config.title}>
      <Header state={state} isHome={isHome} close={close} />
      <Screen screen={screen} state={state} chat={chat} />
      {/* One and the same from the first word on: a new field would cost the focus, and on a phone the keyboard. */}
      {(isHome || screen === 'ready') && (
        <Composer key="composer" state={state} chat={chat} isFirst={isHome} />
      )}
    </main>
  );
}

type ScreenName = ChatState['phase'] | 'home';

function screenOf({ phase, messages, pending }: ChatState): ScreenName {
  return phase === 'ready' && messages.length + pending.length === 0 ? 'home' : phase;
}

function Screen({ screen, state, chat }: { screen: ScreenName; state: ChatState; chat: Chat }) {
  const { connection, thread, config } = state;
  if (screen === 'failed') return <Failed retry={() => chat.open()} />;
  if (screen === 'refused') return <Refused />;
  if (screen === 'home') return config.online ? null : <Away words={config.offline_message} />;
  return (
    <>
      <ConnectionBar connection={connection} reconnect={() => thread?.talk.reconnect()} />
      {screen === 'ready' && thread ? <thread.Thread state={state} talk={thread.talk} /> : <Skeleton />}
    </>
  );
}

function Away({ words }: { words: string }) {
  return words ? (
    <p class="away" dir="auto">
      {words}
    </p>
  ) : null;
}
