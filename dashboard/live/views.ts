/** Which conversations an agent looks at. It stands in the address, so that reloads and links keep it. */
import type { AgentId, ConversationSummary } from '../../widget/protocol/generated.ts';

export const WHOSE = ['mine', 'unassigned', 'all'] as const;
/** Active are those that somebody still has to do something about now. */
export const STATES = ['active', 'waiting', 'open', 'snoozed', 'closed'] as const;
export const ORDERS = ['newest', 'longest'] as const;
/** Those it answers, and those it left to a person. */
export const BOT_VIEWS = ['on', 'handed_over'] as const;

export type Whose = (typeof WHOSE)[number];
export type State = (typeof STATES)[number];
export type Order = (typeof ORDERS)[number];
export type BotView = (typeof BOT_VIEWS)[number];

export interface View {
  whose: Whose;
  state: State;
  order: Order;
  /** An id, or `none`. */
  department: string | null;
  label: string | null;
  rating: number | null;
  bot: BotView | null;
}

export const everything: View = {
  whose: 'all',
  state: 'active',
  order: 'newest',
  department: null,
  label: null,
  rating: null,
  bot: null,
};

/** What an address says; null if it does not speak of a view at all. */
export function viewOf(search: string): View | null {
  const said = new URLSearchParams(search);
  const whose = one(WHOSE, said.get('view'));
  if (!whose) return null;
  const rating = Number(said.get('rating'));
  return {
    whose,
    state: one(STATES, said.get('status')) ?? 'active',
    order: one(ORDERS, said.get('order')) ?? 'newest',
    department: said.get('department') || null,
    label: said.get('label') || null,
    rating: [1, 2, 3, 4, 5].includes(rating) ? rating : null,
    bot: one(BOT_VIEWS, said.get('bot')) ?? null,
  };
}

function one<T extends string>(allowed: readonly T[], given: string | null): T | undefined {
  return allowed.find((name) => name === given);
}

/** The shortest address that says it all. */
export function searchOf({ whose, state, order, department, label, rating, bot }: View): string {
  const said = new URLSearchParams({ view: whose });
  if (state !== 'active') said.set('status', state);
  if (order !== 'newest') said.set('order', order);
  if (department) said.set('department', department);
  if (label) said.set('label', label);
  if (rating) said.set('rating', String(rating));
  if (bot) said.set('bot', bot);
  return `?${said}`;
}

const assignees: Record<Whose, string | null> = { mine: 'me', unassigned: 'none', all: null };

/** How the server is asked for it. The order is ours. */
export function queryOf({ whose, state, department, label, rating, bot }: View): Record<string, string> {
  const assignee = assignees[whose];
  return {
    status: state === 'active' ? 'waiting,open' : state,
    ...(assignee && { assignee }),
    ...(department && { department }),
    ...(label && { label }),
    ...(rating && { rating: String(rating) }),
    ...(bot && { bot }),
  };
}

/** Views that are read by the same question are one list in another order. */
export function keyOf(view: View): string {
  return String(new URLSearchParams(queryOf(view)));
}

/** Does a conversation belong to what `me` looks at? */
export function fits(one: ConversationSummary, view: View, me: AgentId): boolean {
  return (
    isWhose(one, view.whose, me) &&
    isIn(one, view.state) &&
    (!view.department || (one.department_id ?? 'none') === view.department) &&
    (!view.label || hasLabel(one, view.label)) &&
    (!view.rating || one.rating?.score === view.rating) &&
    (!view.bot || (view.bot === 'on' ? one.bot : one.bot_handed_over))
  );
}

function isWhose({ assignee }: ConversationSummary, whose: Whose, me: AgentId): boolean {
  if (whose === 'all') return true;
  return whose === 'mine' ? assignee?.id === me : assignee === null;
}

function isIn({ status }: ConversationSummary, state: State): boolean {
  return state === 'active' ? status === 'waiting' || status === 'open' : status === state;
}

/** A label is the same in any case. */
function hasLabel({ labels }: ConversationSummary, label: string): boolean {
  return labels.some((known) => known.toLowerCase() === label.toLowerCase());
}
