import { AlarmClock, ArrowLeft, Check, PanelRight, RotateCcw } from 'lucide-react';
import { Link, useSearch } from 'wouter';
import type { ConversationSummary, Participant } from '../../widget/protocol/generated.ts';
import type { Panel } from '../customer/use-panel.ts';
import type { LiveRoom } from '../live/room.ts';
import { since, until } from '../live/times.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { useNow } from '../ui/now.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';
import { Properties } from './properties.tsx';
import { Property, usePicksSoon } from './property.tsx';
import { type RoomConversation, wholeOf } from './types.ts';
import { type RunEdit, useThreadEdit } from './use-thread-edit.ts';
import { Viewers } from './viewers.tsx';

interface ThreadHeaderProps {
  room: LiveRoom;
  conversation: RoomConversation | null;
  /** Colleagues who are here too. */
  viewers: readonly Participant[];
  panel: Panel;
}

export function ThreadHeader({ room, conversation, viewers, panel }: ThreadHeaderProps) {
  usePicksSoon();
  if (conversation) return <Whole room={room} conversation={wholeOf(conversation)} {...{ viewers, panel }} />;
  return (
    <>
      <TopLine panel={panel}>
        <Skeleton className="h-4 w-40" />
      </TopLine>
      <div className="h-11 shrink-0 border-b border-line" />
    </>
  );
}

type WholeProps = Omit<ThreadHeaderProps, 'conversation'> & { conversation: ConversationSummary };

function Whole({ room, conversation, viewers, panel }: WholeProps) {
  const edit = useThreadEdit(room, conversation);
  return (
    <>
      <TopLine panel={panel}>
        <Visitor conversation={conversation} />
        <span className="ml-auto flex shrink-0 items-center gap-2">
          <Viewers viewers={viewers} />
          <Status conversation={conversation} edit={edit} />
        </span>
      </TopLine>
      <Properties conversation={conversation} edit={edit} />
    </>
  );
}

function TopLine({ panel, children }: { panel: Panel; children: React.ReactNode }) {
  const search = useSearch();
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 px-2 desk:px-4">
      <Link
        href={search ? `/inbox?${search}` : '/inbox'}
        aria-label="Back to the inbox"
        className="inline-grid size-10 shrink-0 place-items-center rounded-control text-muted hover:bg-hover desk:hidden"
      >
        <ArrowLeft size={20} strokeWidth={1.5} aria-hidden="true" />
      </Link>
      {children}
      <IconButton
        ref={panel.opener}
        label={panel.isOpen ? 'Hide customer details' : 'Show customer details'}
        aria-expanded={panel.isOpen}
        onClick={panel.toggle}
        className="shrink-0"
      >
        <PanelRight size={20} strokeWidth={1.5} aria-hidden="true" />
      </IconButton>
    </header>
  );
}

/** Done with it, for now or for good, or not after all. */
function Status({ conversation, edit }: { conversation: ConversationSummary; edit: RunEdit }) {
  const { status, snoozed_until } = conversation;
  const now = useNow();
  const isClosed = status === 'closed';
  const time = status === 'snoozed' && snoozed_until ? until(snoozed_until, now) : null;
  const Icon = isClosed ? RotateCcw : Check;
  return (
    <>
      {!isClosed && (
        <Property
          kind="snooze"
          label={time ? `Snoozed until ${time}` : 'Snooze'}
          conversation={conversation}
          edit={edit}
          className={time ? 'text-warning' : ''}
        >
          <AlarmClock size={18} strokeWidth={1.5} aria-hidden="true" />
          {time && <span className="hidden desk:inline">{time}</span>}
        </Property>
      )}
      <Button onClick={() => edit({ type: isClosed ? 'open' : 'close' })}>
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        {/* On a phone the name needs the room more. */}
        <span className="sr-only desk:not-sr-only">{isClosed ? 'Reopen' : 'Close'}</span>
      </Button>
    </>
  );
}

function Visitor({ conversation }: { conversation: ConversationSummary }) {
  const { widget_customer: customer, online } = conversation;
  return (
    <>
      {/* The narrowest phones have room for the name or for its first letters. */}
      <span className="contents max-[360px]:hidden">
        <Avatar name={customer.display_name} online={online} />
      </span>
      <div className="min-w-0">
        <h2 className="truncate font-semibold">
          <bdi>{customer.display_name}</bdi>
        </h2>
        <p className="truncate text-12 text-muted">
          {online ? 'Online' : <LastSeen at={customer.last_seen_at} />}
        </p>
      </div>
    </>
  );
}

function LastSeen({ at }: { at: string }) {
  return (
    <>
      Last seen <Time at={at} say={since} />
    </>
  );
}
