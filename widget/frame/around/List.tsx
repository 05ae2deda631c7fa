import { t } from '../../languages/later.ts';
import type { Conversation } from '../../protocol/generated.ts';
import type { Chat } from '../chat.ts';
import { Face } from '../parts/Face.tsx';
import { type ChatState, unanswered, unread } from '../state.ts';
import { useConversations } from './conversations.ts';
import { Page } from './Page.tsx';
import { lastAt, openOne, withCurrent } from './rows.ts';
import { exactly, when } from './when.ts';

interface Props {
  state: ChatState;
  chat: Chat;
}

/** All that the visitor and the team have talked about. */
export function List({ state, chat }: Props) {
  const { listed, hasFailed, isMore, load } = useConversations(chat.api);
  const rows = withCurrent(listed ?? [], state, unread(state));
  const open = openOne(rows, state.config, unanswered(state)?.departmentId);
  return (
    <Page name="list" title={t('conversations')} state={state} chat={chat}>
      <div class="scroll">
        {!listed && !hasFailed && !rows.length && <Waiting />}
        {listed && !rows.length && <p class="none">{t('noConversations')}</p>}
        {rows.length > 0 && (
          <ul>
            {rows.map((row) => (
              <Row key={row.id} row={row} state={state} show={() => show(row, state, chat)} />
            ))}
          </ul>
        )}
        {hasFailed && <Failure retry={load} />}
        {isMore && !hasFailed && (
          <button type="button" class="quiet" onClick={load}>
            {t('showOlder')}
          </button>
        )}
      </div>
      <button
        type="button"
        class="primary"
        onClick={() => (open ? show(open, state, chat) : chat.startAgain())}
      >
        {t(open ? 'continue' : 'startAgain')}
      </button>
    </Page>
  );
}

/** The one that is connected already need not be loaded. */
function show(row: Conversation, { conversation }: ChatState, chat: Chat): void {
  if (row.id === conversation?.id) {
    chat.store.change({ view: 'chat' });
    return;
  }
  void chat.show(row);
  if (conversation && conversation.status !== 'closed') comeBack(conversation, row, chat);
}

/** Answers come in the open one, so it is connected again once the window is closed. */
function comeBack(open: Conversation, read: Conversation, chat: Chat): void {
  const { store } = chat;
  const stop = store.subscribe(() => {
    const { conversation, open: isLookedAt } = store.state;
    const isElsewhere = conversation && conversation.id !== read.id;
    if (!isElsewhere && isLookedAt) return;
    stop();
    if (!isElsewhere) void chat.show(open);
  });
}

function Row({ row, state, show }: { row: Conversation; state: ChatState; show: () => void }) {
  const { department, assignee, unread } = row;
  const { config } = state;
  const name = department?.name ?? config.title;
  return (
    <li>
      <button type="button" class={unread ? 'row new' : 'row'} onClick={show}>
        <Face
          name={assignee?.name ?? name}
          url={config.show_agent_avatars ? assignee?.avatar_url : config.logo_url}
        />
        <span class="about">
          <span class="top">
            <b dir="auto">{name}</b>
            <Time at={lastAt(row)} />
          </span>
          <Last row={row} />
        </span>
      </button>
    </li>
  );
}

function Last({ row: { last_message, status, unread } }: { row: Conversation }) {
  return (
    <span class="top">
      <span class="last" dir="auto">
        {last_message?.sender === 'visitor' && `${t('you')}: `}
        {last_message?.body}
      </span>
      {status === 'closed' && <span class="tag">{t('ended')}</span>}
      {unread > 0 && (
        <span class="count">
          <span aria-hidden="true">{unread > 9 ? '9+' : unread}</span>
          <span class="unseen">{t('unreadCount', { count: unread })}</span>
        </span>
      )}
    </span>
  );
}

function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exactly(Date.parse(at))}>
      {when(Date.parse(at))}
    </time>
  );
}

function Failure({ retry }: { retry: () => void }) {
  return (
    <p class="none" role="alert">
      {t('listFailed')}{' '}
      <button type="button" class="quiet" onClick={retry}>
        {t('tryAgain')}
      </button>
    </p>
  );
}

/** Shown when it takes long enough to be noticed. */
function Waiting() {
  return (
    <div class="waiting" role="status" aria-label={t('loadingList')}>
      <i />
      <i />
      <i />
    </div>
  );
}
