import { AlarmClock, Bot, ChevronsUp, ChevronUp, MessageSquareText } from 'lucide-react';
import type { ConversationSummary, Priority } from '../../widget/protocol/generated.ts';
import { exact, until } from '../live/times.ts';
import { Avatar } from '../ui/avatar.tsx';
import { classes } from '../ui/classes.ts';
import { LabelDot } from '../ui/dot.tsx';
import { useNow } from '../ui/now.ts';
import { Stars } from './stars.tsx';
import { Waiting } from './waiting.tsx';

const SHOWN_LABELS = 4;

/** The third line of a row: small, and only what is worth knowing. */
export function RowBadges({ conversation }: { conversation: ConversationSummary }) {
  const { status, online, waiting_since, department, assignee, labels, rating } = conversation;
  return (
    <span className="flex h-4.5 items-center gap-2 overflow-hidden text-12 whitespace-nowrap text-muted">
      <PriorityMark priority={conversation.priority} />
      <span className="inline-flex shrink-0 items-center gap-1">
        <MessageSquareText size={12} aria-hidden="true" />
        Web chat
      </span>
      <BotMark conversation={conversation} />
      {conversation.snoozed_until && status === 'snoozed' && <SnoozedUntil at={conversation.snoozed_until} />}
      {waiting_since && (status === 'waiting' || status === 'open') && <Waiting from={waiting_since} />}
      {rating && status === 'closed' && <Rated score={rating.score} />}
      {department && <bdi className="truncate">{department.name}</bdi>}
      <span className="grow" />
      {labels.length > 0 && <LabelDots labels={labels} />}
      {assignee && <Assignee name={assignee.name} url={assignee.avatar_url} />}
      {online && status !== 'closed' && <span className="sr-only">Online now</span>}
    </span>
  );
}

/** It answers, or has left this to us. */
function BotMark({ conversation: { status, bot, bot_handed_over } }: { conversation: ConversationSummary }) {
  if (status === 'closed' || !(bot || bot_handed_over)) return null;
  return (
    <span
      title={bot ? 'The bot answers' : 'The bot left this to you'}
      className="inline-flex shrink-0 items-center gap-1"
    >
      <Bot size={12} aria-hidden="true" />
      {bot ? 'Bot' : <span className="sr-only">Left by the bot</span>}
    </span>
  );
}

const marks: Partial<Record<Priority, { name: string; look: string; icon: typeof ChevronUp }>> = {
  urgent: { name: 'Urgent', look: 'text-danger', icon: ChevronsUp },
  high: { name: 'High priority', look: 'text-warning', icon: ChevronUp },
};

function PriorityMark({ priority }: { priority: Priority }) {
  const mark = marks[priority];
  if (!mark) return null;
  const Icon = mark.icon;
  return (
    <span title={mark.name} className={classes('-mr-1 shrink-0', mark.look)}>
      <Icon size={14} strokeWidth={2.5} aria-hidden="true" />
      <span className="sr-only">{mark.name}</span>
    </span>
  );
}

function SnoozedUntil({ at }: { at: string }) {
  return (
    <span title={`Snoozed until ${exact(at)}`} className="inline-flex shrink-0 items-center gap-1">
      <AlarmClock size={12} aria-hidden="true" />
      <span className="sr-only">Snoozed until </span>
      {until(at, useNow())}
    </span>
  );
}

function Rated({ score }: { score: number }) {
  return (
    <span title={`Rated ${score} of 5`} className="inline-flex shrink-0">
      <Stars score={score} />
      <span className="sr-only">Rated {score} of 5</span>
    </span>
  );
}

function LabelDots({ labels }: { labels: readonly string[] }) {
  return (
    <span title={labels.join(', ')} className="inline-flex shrink-0 items-center gap-1">
      {labels.slice(0, SHOWN_LABELS).map((label) => (
        <LabelDot key={label} name={label} />
      ))}
      {labels.length > SHOWN_LABELS && `+${labels.length - SHOWN_LABELS}`}
      <span className="sr-only">Labels: {labels.join(', ')}</span>
    </span>
  );
}

function Assignee({ name, url }: { name: string; url: string | null }) {
  return (
    <span title={`Assigned to ${name}`} className="inline-flex shrink-0">
      <Avatar name={name} url={url} size="tiny" />
      <span className="sr-only">Assigned to {name}</span>
    </span>
  );
}
