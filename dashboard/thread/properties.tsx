import { Bot, Building2, Tag, UserRound } from 'lucide-react';
import type { ConversationSummary } from '../../widget/protocol/generated.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import { Avatar } from '../ui/avatar.tsx';
import { LabelDot } from '../ui/dot.tsx';
import { EmailCopy } from './email-copy.tsx';
import { PriorityIcon, priorities } from './priority-icon.tsx';
import { Property } from './property.tsx';
import type { RunEdit } from './use-thread-edit.ts';

interface PropertiesProps {
  conversation: ConversationSummary;
  edit: RunEdit;
}

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** Whose it is, where it belongs, and how pressing it is. */
export function Properties({ conversation, edit }: PropertiesProps) {
  const { assignee, department, priority, labels, bot } = conversation;
  const me = useCurrentMe().agent.id;
  const shared = { conversation, edit };
  const who = assignee?.id === me ? 'You' : assignee?.name;
  const urgency = priorities.find(({ id }) => id === priority)?.name;
  return (
    <section
      aria-label="About this conversation"
      className="flex h-11 shrink-0 items-center gap-1 overflow-x-auto border-b border-line px-2 [scrollbar-width:none]"
    >
      <Property kind="assignee" label={`Assigned to: ${who ?? 'nobody'}`} {...shared}>
        {assignee ? (
          <Avatar name={assignee.name} url={assignee.avatar_url} size="tiny" />
        ) : (
          <UserRound {...icon} />
        )}
        {who ? <bdi className="max-w-36 truncate">{who}</bdi> : <Unset>Unassigned</Unset>}
      </Property>
      <Property kind="department" label={`Department: ${department?.name ?? 'none'}`} {...shared}>
        <Building2 {...icon} />
        {department ? (
          <bdi className="max-w-36 truncate">{department.name}</bdi>
        ) : (
          <Unset>No department</Unset>
        )}
      </Property>
      <Property kind="priority" label={`Priority: ${urgency}`} {...shared}>
        <PriorityIcon priority={priority} />
        {priority === 'normal' ? <Unset>Normal</Unset> : urgency}
      </Property>
      <Property kind="labels" label={`Labels: ${labels.join(', ') || 'none'}`} {...shared}>
        {labels.length === 0 && <Tag {...icon} />}
        {labels.length === 0 && <Unset>Label</Unset>}
        {labels.map((name) => (
          <Chip key={name} name={name} />
        ))}
      </Property>
      <button
        type="button"
        aria-pressed={bot}
        title={bot ? 'The bot answers, until somebody does' : 'Let the bot answer'}
        onClick={() => edit({ type: 'bot', on: !bot })}
        className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-control px-2 text-13 whitespace-nowrap text-muted hover:bg-hover hover:text-ink aria-pressed:text-brand-ink"
      >
        <Bot {...icon} />
        {bot ? 'Bot on' : 'Bot off'}
      </button>
      <EmailCopy conversation={conversation} />
    </section>
  );
}

/** A phone has room for its sign only. */
const Unset = ({ children }: { children: string }) => <span className="max-desk:hidden">{children}</span>;

function Chip({ name }: { name: string }) {
  return (
    <span className="inline-flex h-6 items-center gap-1.5 rounded-full border border-line px-2 text-12 text-ink">
      <LabelDot name={name} />
      <bdi className="max-w-32 truncate">{name}</bdi>
    </span>
  );
}
