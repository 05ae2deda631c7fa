import { memo } from 'react';
import { Link } from 'wouter';
import type { ConversationId, ConversationSummary } from '../../widget/protocol/generated.ts';
import { lastActivity } from '../live/inbox.ts';
import { ago } from '../live/times.ts';
import { Avatar } from '../ui/avatar.tsx';
import { classes } from '../ui/classes.ts';
import { Time } from '../ui/time.tsx';
import { Preview } from './preview.tsx';
import { RowBadges } from './row-badges.tsx';
import { RowCheckbox } from './row-checkbox.tsx';

interface ConversationRowProps {
  conversation: ConversationSummary;
  /** The view, as it stands in the address. */
  search: string;
  isOpen: boolean;
  /** The one row that can be reached by Tab. */
  isCursor: boolean;
  isSelected: boolean;
  /** Something is selected, here or elsewhere. */
  isSelecting: boolean;
  onSelect: (id: ConversationId, range: boolean) => void;
  onFocus: (id: ConversationId) => void;
}

export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { conversation, search, isOpen, isCursor, isSelected, onFocus } = props;
  const { id, widget_customer: customer, unread } = conversation;
  const look = isOpen || isSelected ? 'bg-brand-soft' : 'hover:bg-hover';
  return (
    <div className={classes('group/row relative h-full', look)}>
      <Link
        href={`/inbox/${id}${search}`}
        data-id={id}
        tabIndex={isCursor ? 0 : -1}
        aria-current={isOpen ? 'true' : undefined}
        onFocus={() => onFocus(id)}
        className={classes(
          'flex h-full items-center gap-3 border-l-2 pr-4 pl-3.5 -outline-offset-2',
          isOpen ? 'border-brand-ink' : 'border-transparent',
        )}
      >
        <Face {...props} />
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
          <RowBadges conversation={conversation} />
        </span>
      </Link>
      <RowCheckbox {...props} name={customer.display_name} />
    </div>
  );
});

/** Makes room for the box while something is selected or the pointer is here. */
function Face({ conversation, isSelecting }: ConversationRowProps) {
  const { widget_customer: customer, online, status } = conversation;
  return (
    <span
      className={classes(
        'contents [&>*]:transition-opacity [&>*]:duration-120',
        isSelecting ? '[&>*]:opacity-0' : 'pointer-fine:group-has-[label:hover]/row:[&>*]:opacity-0',
      )}
    >
      <Avatar name={customer.display_name} online={status === 'closed' ? undefined : online} />
    </span>
  );
}

function UnreadCount({ count }: { count: number }) {
  return (
    <span className="grid h-4 min-w-4 shrink-0 place-items-center rounded-full bg-brand px-1 text-[11px] font-semibold text-on-brand tabular-nums">
      {count > 99 ? '99+' : count}
      <span className="sr-only"> unread</span>
    </span>
  );
}
