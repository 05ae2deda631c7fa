import { Fragment } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../languages/later.ts';
import type { Message } from '../../protocol/generated.ts';
import type { Chat } from '../chat.ts';
import { useVisible } from '../hooks.ts';
import { Icon } from '../parts/Icon.tsx';
import { Lazy } from '../parts/Lazy.tsx';
import { type ChatState, unread } from '../state.ts';
import { ConnectionBar } from './ConnectionBar.tsx';
import { DeliveryStatus } from './DeliveryStatus.tsx';
import { Group } from './Group.tsx';
import { Typing } from './Typing.tsx';
import type { Talk } from './talk.ts';
import { delivery, type Item, timeline } from './timeline.ts';
import { clock, day, exactly } from './times.ts';

/** So near the end counts as reading the end. */
const NEAR = 48;
const ARROW_DOWN = ['M12 5v14', 'm19 12-7 7-7-7'];

const ending = () => import('../ending/index.tsx');
const bot = () => import('../bot/index.tsx');
const contact = () => import('../forms/contact/index.ts');

interface Props {
  state: ChatState;
  talk: Talk;
  chat: Chat;
}

export function Thread(props: Props) {
  return (
    <>
      <Log {...props} />
      <Robot {...props} />
      <AfterEnd {...props} />
    </>
  );
}

/** While the bot answers. */
function Robot({ state, chat }: Props) {
  const { conversation } = state;
  return conversation?.bot && conversation.status !== 'closed' ? (
    <Lazy name={bot} meanwhile={null}>
      {({ Bot }) => <Bot state={state} chat={chat} id={conversation.id} />}
    </Lazy>
  ) : null;
}

/** The composer gives way to it, but not under the fingers of somebody who is writing. */
function AfterEnd({ state: { conversation, draft }, state, talk, chat }: Props) {
  const [goesOn, goOn] = useState(talk.goesOn);
  talk.goesOn = goesOn;
  const isClosed = conversation?.status === 'closed';
  useEffect(() => {
    if (!isClosed) goOn(false);
  }, [isClosed]);
  if (!isClosed || goesOn || draft) return null;
  return (
    <Lazy name={ending} meanwhile={<div class="ending" />}>
      {({ Ending }) => (
        <Ending state={state} chat={chat} conversation={conversation} goOn={() => goOn(true)} />
      )}
    </Lazy>
  );
}

/** Stays with whoever was there before the first answer. */
function Unanswered(props: { state: ChatState; chat: Chat; onShow: () => void }) {
  const [isNew] = useState(!props.state.authors.length);
  return isNew ? (
    <Lazy name={contact} meanwhile={null}>
      {({ Waiting }) => <Waiting {...props} />}
    </Lazy>
  ) : null;
}

function Log({ state, talk, chat }: Props) {
  const { show_agent_avatars, show_typing_indicator } = state.config;
  const isSeen = useVisible() && state.open;
  const { log, atEnd, follow, goToEnd } = useEnd(state);
  const [isSettled, settle] = useState(false);
  useEffect(() => settle(true), []);
  useEffect(() => {
    talk.watch(isSeen && atEnd);
    return () => talk.watch(false);
  }, [talk, isSeen, atEnd]);
  const missed = !atEnd && unread(state) > 0;
  const items = timeline(state, Date.now());
  const lastOwn = items.findLast((item) => item.type === 'group' && !item.sender);
  return (
    <div class="thread">
      <ConnectionBar connection={state.connection} reconnect={() => talk.reconnect()} />
      {/* What was said before is not read out on opening; what is said from now on is. */}
      <div
        class="log"
        role="log"
        aria-label={t('messages')}
        aria-live={isSettled ? 'polite' : 'off'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        ref={log}
        onScroll={follow}
      >
        {items.map((item) => (
          <Fragment key={item.key}>
            <Entry item={item} talk={talk} withFaces={show_agent_avatars} />
            {item === lastOwn && <DeliveryStatus delivery={delivery(state)} />}
          </Fragment>
        ))}
        {show_typing_indicator && <Typing who={state.typing} withFaces={show_agent_avatars} />}
        <Unanswered state={state} chat={chat} onShow={() => atEnd && goToEnd()} />
      </div>
      {missed && (
        <button type="button" class="missed" onClick={goToEnd}>
          <Icon of={ARROW_DOWN} size={16} />
          {t('newMessages')}
        </button>
      )}
    </div>
  );
}

function Entry({ item, ...given }: { item: Item; talk: Talk; withFaces: boolean }) {
  if (item.type === 'group') return <Group group={item} {...given} />;
  if (item.type === 'day') return <h2 class="day">{day(item.at)}</h2>;
  const at = Date.parse(item.message.created_at);
  return (
    <p class="event" title={exactly(at)}>
      {words(item.message)} · <time dateTime={item.message.created_at}>{clock(at)}</time>
    </p>
  );
}

function words({ event, body }: Message): string {
  if (event?.type === 'agent_joined') return t('joined', { name: event.agent.name });
  if (event?.type === 'closed' || event?.type === 'reopened') return t(event.type);
  if (event?.type === 'rated') return t('rated', { score: event.rating.score, best: 5 });
  if (event?.type === 'bot_handed_over') return t('botHandedOver');
  if (event?.type === 'bot_rated') return t(event.helped ? 'botHelped' : 'botWrong');
  return body;
}

/** Stays at the end while the reader is there, and leaves the reader alone who has scrolled up. */
function useEnd({ pending }: ChatState) {
  const log = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const goToEnd = () => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  };
  const follow = () => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = log.current ?? {};
    setAtEnd(scrollHeight - scrollTop - clientHeight < NEAR);
  };
  const before = useRef(0);
  useLayoutEffect(() => {
    const hasSaidMore = pending.length > before.current;
    before.current = pending.length;
    if (atEnd || hasSaidMore) goToEnd();
  });
  // The window, the composer and what takes its place change the height.
  useEffect(() => {
    const { current } = log;
    const watch = new ResizeObserver(() => {
      if (atEnd && current) current.scrollTop = current.scrollHeight;
    });
    if (current) watch.observe(current);
    return () => watch.disconnect();
  }, [atEnd]);
  return { log, atEnd, follow, goToEnd };
}
