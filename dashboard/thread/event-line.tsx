import type { Event } from '../../widget/protocol/generated.ts';
import { clock, exact } from '../live/times.ts';
import { Time } from '../ui/time.tsx';

/** What happened to the conversation, small and in the middle. */
export function EventLine({ event, at }: { event: Event; at: string }) {
  return (
    <p className="py-3 text-center text-12 text-muted">
      {wordsOf(event)} · <Time at={at} say={clock} />
    </p>
  );
}

function wordsOf(event: Event): string {
  switch (event.type) {
    case 'agent_joined':
      return `${event.agent.name} joined`;
    case 'assigned':
      return event.assignee ? `Assigned to ${event.assignee.name}` : 'No longer assigned to anybody';
    case 'closed':
      return 'Conversation closed';
    case 'reopened':
      return 'Conversation reopened';
    case 'snoozed':
      return `Snoozed until ${exact(event.until)}`;
    case 'unsnoozed':
      return 'Snooze ended';
    case 'transferred':
      return event.department ? `Transferred to ${event.department.name}` : 'No longer in a department';
    case 'rated':
      return `Rated ${event.rating.score} of 5`;
  }
}
