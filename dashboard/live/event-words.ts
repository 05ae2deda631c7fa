/** What happened to a conversation, and who did it, in a line. */
import type { AgentId, Event, Sender } from '../../widget/protocol/generated.ts';
import { until } from './times.ts';

type Who = Pick<Sender, 'kind' | 'id' | 'name'>;
type Told<Type extends Event['type']> = Extract<Event, { type: Type }>;

export function eventWords(event: Event, by: Who, me: AgentId, now: number): string {
  const who = by.id === me ? 'You' : by.name;
  const isOwn = by.kind === 'system';
  switch (event.type) {
    case 'agent_joined':
      return `${event.agent.id === me ? 'You' : event.agent.name} joined`;
    case 'assigned':
      return assigned(event, by, me);
    case 'closed':
      return isOwn ? 'Closed automatically' : `${who} closed the conversation`;
    case 'reopened':
      return isOwn ? 'The conversation is open again' : `${who} reopened the conversation`;
    case 'snoozed':
      return `Snoozed until ${until(event.until, now)}${isOwn ? '' : ` by ${by.id === me ? 'you' : by.name}`}`;
    case 'unsnoozed':
      return isOwn ? 'Snooze ended' : `${who} ended the snooze`;
    case 'transferred':
      return transferred(event, isOwn ? null : who);
    case 'rated':
      return rated(event, who);
    case 'bot_handed_over':
      return handedOver(event);
    case 'bot_rated':
      return event.helped ? 'The bot’s answer helped' : 'That was not what was meant';
    default:
      return 'Something changed';
  }
}

function assigned({ assignee }: Told<'assigned'>, by: Who, me: AgentId): string {
  const isMe = assignee?.id === me;
  const to = isMe ? 'you' : assignee?.name;
  if (by.kind === 'system') return assignee ? `Assigned to ${to} automatically` : 'Unassigned automatically';
  const who = by.id === me ? 'You' : by.name;
  if (!assignee) return `${who} unassigned this`;
  return assignee.id === by.id ? `${who} took this conversation` : `${who} assigned this to ${to}`;
}

function transferred({ department }: Told<'transferred'>, who: string | null): string {
  if (!who)
    return department
      ? `Moved to ${department.name} automatically`
      : 'Taken out of its department automatically';
  return department ? `${who} moved this to ${department.name}` : `${who} took this out of its department`;
}

function rated({ rating: { score, comment } }: Told<'rated'>, who: string): string {
  return `${who} gave ${score} of 5${comment ? `: “${comment}”` : ''}`;
}

const WHY = {
  asked: 'the visitor wants a person',
  unsure: 'it has no answer',
  failed: 'it could not look',
} as const;

function handedOver({ data: { why } }: Told<'bot_handed_over'>): string {
  return `The bot left this to you: ${WHY[why]}`;
}
