import { ArrowLeft, PanelRight } from 'lucide-react';
import { Link } from 'wouter';
import type { Panel } from '../customer/use-panel.ts';
import { since } from '../live/times.ts';
import { Avatar } from '../ui/avatar.tsx';
import { IconButton } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';
import { StatusButton } from './status-button.tsx';
import type { RoomConversation } from './types.ts';

interface ThreadHeaderProps {
  conversation: RoomConversation | null;
  panel: Panel;
}

export function ThreadHeader({ conversation, panel }: ThreadHeaderProps) {
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-b border-line px-2 desk:px-4">
      <Link
        href="/inbox"
        aria-label="Back to the inbox"
        className="inline-grid size-10 shrink-0 place-items-center rounded-control text-muted hover:bg-hover desk:hidden"
      >
        <ArrowLeft size={20} strokeWidth={1.5} aria-hidden="true" />
      </Link>
      {conversation ? <Visitor conversation={conversation} /> : <Skeleton className="h-4 w-40" />}
      <span className="ml-auto flex shrink-0 items-center gap-1">
        {conversation && <StatusButton conversation={conversation} />}
        <IconButton
          ref={panel.opener}
          label={panel.isOpen ? 'Hide customer details' : 'Show customer details'}
          aria-expanded={panel.isOpen}
          onClick={panel.toggle}
        >
          <PanelRight size={20} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </span>
    </header>
  );
}

function Visitor({ conversation }: { conversation: RoomConversation }) {
  const { widget_customer: customer, online = false, assignee } = conversation;
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
          {assignee && ` · ${assignee.name}`}
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
