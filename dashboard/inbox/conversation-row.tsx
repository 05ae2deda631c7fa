import { MessageSquareText } from 'lucide-react';
import { memo } from 'react';
import { Link } from 'wouter';
import type { ConversationId, ConversationSummary } from '../../widget/protocol/generated.ts';
import { lastActivity } from '../live/inbox.ts';
import { ago } from '../live/times.ts';
import { Avatar } from '../ui/avatar.tsx';
import { classes } from '../ui/classes.ts';
import { Time } from '../ui/time.tsx';
import { Preview } from './preview.tsx';
import { Waiting } from './waiting.tsx';

interface ConversationRowProps {
  conversation: ConversationSummary;
  isOpen: boolean;
  /** The one row that can be reached by Tab. */
  isCursor: boolean;
  onFocus: (id: ConversationId) => void;
}

export const ConversationRow = memo(function ConversationRow({
  conversation,
  isOpen,
  isCursor,
  onFocus,
}: ConversationRowProps) {
  const { id, widget_customer: customer, online, unread, status } = conversation;
  const look = isOpen ? 'border-brand-ink bg-brand-soft' : 'border-transparent hover:bg-hover';
  return (
    <Link
      href={`/inbox/${id}`}
      data-id={id}
      tabIndex={isCursor ? 0 : -1}
      aria-current={isOpen ? 'true' : undefined}
      onFocus={() => onFocus(id)}
      className={classes('flex h-full items-center gap-3 border-l-2 pr-4 pl-3.5 -outline-offset-2', look)}
    >
      <Avatar name={customer.display_name} online={status === 'closed' ? undefined : online} />
      <span className="flex min-w-0 grow flex-col">
        <span className="flex items-baseline gap-2">
          <bdi
            className={classes('min-w-0 grow truncate text-left', unread ? 'font-semibold' : 'font-medium')}
          >
            {customer.display_name}
          </bdi>
          <Time at={lastActivity(conversation)} say={ago} className="shrink-0 text-12 text-muted" />
        </span>
        <span className="flex items-center gap-2">
          <Preview message={conversation.last_message} isUnread={unread > 0} />
          {unread > 0 && <UnreadCount count={unread} />}
        </span>
        <Badges conversation={conversation} />
      </span>
    </Link>
  );
});

function UnreadCount({ count }: { count: number }) {
  return (
    <span className="grid h-4.5 min-w-4.5 shrink-0 place-items-center rounded-full bg-brand px-1 text-[11px] font-semibold text-on-brand tabular-nums">
      {count > 99 ? '99+' : count}
      <span className="sr-only"> unread</span>
    </span>
  );
}

function Badges({ conversation }: { conversation: ConversationSummary }) {
  const { status, online, waiting_since, department, assignee } = conversation;
  return (
    <span className="flex items-center gap-2 overflow-hidden text-12 whitespace-nowrap text-muted">
      <span className="inline-flex shrink-0 items-center gap-1">
        <MessageSquareText size={12} aria-hidden="true" />
        Web chat
      </span>
      {waiting_since && status !== 'closed' && <Waiting from={waiting_since} />}
      {department && <span className="truncate">{department.name}</span>}
      {assignee && <span className="truncate">{assignee.name}</span>}
      {online && status !== 'closed' && <span className="sr-only">Online now</span>}
    </span>
  );
}
