/** Changes of one or many conversations: what to ask the server for, how it looks meanwhile, and how it is undone. */
import type {
  AgentRef,
  Changeable,
  ChangeConversation,
  ConversationId,
  ConversationSummary,
  DepartmentRef,
  Priority,
  Timestamp,
} from '../../widget/protocol/generated.ts';

export type Edit =
  | { type: 'close' }
  | { type: 'open' }
  | { type: 'snooze'; until: Timestamp }
  | { type: 'assign'; to: AgentRef | null }
  | { type: 'department'; to: DepartmentRef | null }
  | { type: 'label'; name: string; on: boolean }
  | { type: 'priority'; to: Priority }
  | { type: 'bot'; on: boolean };

/** One change for all who get the same. */
export interface Step {
  ids: ConversationId[];
  change: ChangeConversation;
}

export function stepsOf(conversations: readonly ConversationSummary[], edit: Edit): Step[] {
  return together(conversations.map((one) => ({ id: one.id, change: changeOf(one, edit) })));
}

function changeOf(one: ConversationSummary, edit: Edit): ChangeConversation {
  switch (edit.type) {
    case 'close':
      return { status: 'closed' };
    case 'open':
      return { status: 'open' };
    case 'snooze':
      return { status: 'snoozed', snoozedUntil: edit.until };
    case 'assign':
      return { assigneeId: edit.to?.id ?? null };
    case 'department':
      return { departmentId: edit.to?.id ?? null };
    case 'label':
      return { labels: labelled(one.labels, edit.name, edit.on) };
    case 'priority':
      return { priority: edit.to };
    case 'bot':
      return { bot: edit.on };
  }
}

function labelled(labels: readonly string[], name: string, on: boolean): string[] {
  const others = labels.filter((label) => label.toLowerCase() !== name.toLowerCase());
  return on ? [...others, name] : others;
}

function together(wanted: readonly { id: ConversationId; change: ChangeConversation }[]): Step[] {
  const steps = new Map<string, Step>();
  for (const { id, change } of wanted) {
    const step = steps.get(JSON.stringify(change)) ?? { ids: [], change };
    step.ids.push(id);
    steps.set(JSON.stringify(change), step);
  }
  return [...steps.values()];
}

/** How a conversation looks before the server has said so. */
export function edited(one: ConversationSummary, edit: Edit): ConversationSummary {
  switch (edit.type) {
    case 'close':
      return { ...one, status: 'closed', snoozed_until: null };
    case 'open':
      return { ...one, status: 'open', snoozed_until: null };
    case 'snooze':
      return { ...one, status: 'snoozed', snoozed_until: edit.until };
    case 'assign':
      return { ...one, assignee: edit.to };
    case 'department':
      return { ...one, department: edit.to, department_id: edit.to?.id ?? null };
    case 'label':
      return { ...one, labels: labelled(one.labels, edit.name, edit.on) };
    case 'priority':
      return { ...one, priority: edit.to };
    case 'bot':
      return { ...one, bot: edit.on, bot_handed_over: !edit.on && one.bot_handed_over };
  }
}

export function beforeOf({ assignee, ...one }: ConversationSummary): Changeable {
  return { ...one, assignee_id: assignee?.id ?? null };
}

/** What brings back what was. Only what the edit touched: the rest may have changed since. */
export function undoOf(befores: readonly { id: ConversationId; before: Changeable }[], edit: Edit): Step[] {
  return together(befores.map(({ id, before }) => ({ id, change: backTo(before, edit) })));
}

function backTo(before: Changeable, edit: Edit): ChangeConversation {
  switch (edit.type) {
    case 'assign':
      return { assigneeId: before.assignee_id };
    case 'department':
      return { departmentId: before.department_id };
    case 'label':
      return { labels: before.labels };
    case 'priority':
      return { priority: before.priority };
    case 'bot':
      return { bot: !edit.on };
    default:
      return statusOf(before);
  }
}

/** `waiting` is nothing one sets: an open conversation that nobody has answered waits by itself. */
function statusOf({ status, snoozed_until }: Changeable): ChangeConversation {
  if (status === 'snoozed' && snoozed_until) return { status, snoozedUntil: snoozed_until };
  return { status: status === 'closed' ? 'closed' : 'open' };
}

/** What is said once it is done. */
export function wordsOf(edit: Edit, count: number): string {
  const what = count === 1 ? 'Conversation' : `${count.toLocaleString()} conversations`;
  switch (edit.type) {
    case 'close':
      return `${what} closed.`;
    case 'open':
      return `${what} opened again.`;
    case 'snooze':
      return `${what} snoozed.`;
    case 'assign':
      return edit.to ? `${what} assigned to ${edit.to.name}.` : `${what} assigned to nobody.`;
    case 'department':
      return edit.to ? `${what} moved to ${edit.to.name}.` : `${what} taken out of the department.`;
    case 'label':
      return edit.on ? `${what} labelled ${edit.name}.` : `Label ${edit.name} taken off.`;
    case 'priority':
      return `Priority set to ${edit.to}.`;
    case 'bot':
      return edit.on ? 'The bot answers from now on.' : 'The bot is silent from now on.';
  }
}
