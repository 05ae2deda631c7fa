/**
 * The live list of conversations, folded from pages read over HTTP and frames of the inbox's socket.
 *
 * The two race: a page may have been read before a frame that is already here. So every entry remembers the inbox's
 * `seq` it comes from, and a page never overwrites what changed after it was asked for.
 */
import type {
  AgentId,
  AgentPresence,
  ConversationId,
  ConversationSummary,
  Counts,
  InboxFrame,
  List,
  Mine,
} from '../../widget/protocol/generated.ts';
import { everything, fits, keyOf, type View } from './views.ts';

interface Entry {
  /** Null once removed, so that an older page does not bring it back. */
  conversation: ConversationSummary | null;
  seq: number;
}

/** How far a view has been read: up to a cursor, or to the end. */
export interface Progress {
  next: string | null;
  /** What was said before this moment is not known whole; empty at the end. */
  reached: string;
  /** Something may have changed that we have not heard of; the next first page tells. */
  isStale: boolean;
}

export interface Inbox {
  me: AgentId;
  seq: number;
  entries: ReadonlyMap<ConversationId, Entry>;
  /** By the key of the view. */
  progress: Readonly<Record<string, Progress>>;
  counts: Counts | null;
  mine: Mine | null;
  agents: readonly AgentPresence[];
}

export type InboxChange =
  | { type: 'frame'; frame: InboxFrame }
  | { type: 'page'; view: View; page: List<ConversationSummary>; first: boolean; askedAt: number }
  | { type: 'changed'; conversation: ConversationSummary };

/** Before everything that a page may have been asked at. */
export const OUTDATED = -1;

export const emptyInbox: Inbox = {
  me: '',
  seq: 0,
  entries: new Map(),
  progress: {},
  counts: null,
  mine: null,
  agents: [],
};

export function foldInbox(inbox: Inbox, change: InboxChange): Inbox {
  if (change.type === 'frame')
    return foldFrame({ ...inbox, seq: positionAfter(inbox, change.frame) }, change.frame);
  if (change.type === 'page') return foldPage(inbox, change);
  return withEntry(inbox, change.conversation.id, change.conversation);
}

/** A welcome names the head before what was missed arrives; only a reset goes back. */
export function positionAfter({ seq: known }: { seq: number }, { type, seq }: InboxFrame): number {
  return type === 'reset' ? seq : Math.max(known, seq);
}

function foldFrame(inbox: Inbox, frame: InboxFrame): Inbox {
  switch (frame.type) {
    case 'welcome':
      return { ...inbox, agents: frame.agents, counts: frame.counts };
    case 'conversation':
      return withEntry(inbox, frame.conversation.id, frame.conversation);
    case 'removed':
      return withEntry(inbox, frame.id, null);
    case 'counts':
      return { ...inbox, counts: frame.counts };
    case 'mine':
      return { ...inbox, mine: frame.mine };
    case 'agent':
      return { ...inbox, agents: [...inbox.agents.filter(({ id }) => id !== frame.agent.id), frame.agent] };
    case 'reset':
      return outdated(inbox);
    default:
      return inbox;
  }
}

function outdated(inbox: Inbox): Inbox {
  const entries = [...inbox.entries].map(([id, entry]) => [id, { ...entry, seq: OUTDATED }] as const);
  const progress = Object.entries(inbox.progress).map(([key, known]) => [key, { ...known, isStale: true }]);
  return { ...inbox, entries: new Map(entries), progress: Object.fromEntries(progress) };
}

function withEntry(inbox: Inbox, id: ConversationId, conversation: ConversationSummary | null): Inbox {
  return { ...inbox, entries: new Map(inbox.entries).set(id, { conversation, seq: inbox.seq }) };
}

type Page = Extract<InboxChange, { type: 'page' }>;

function foldPage(inbox: Inbox, change: Page): Inbox {
  const { view, page, first, askedAt } = change;
  const entries = new Map(
    first ? [...inbox.entries].filter(([, entry]) => !isReplaced(entry, change, inbox.me)) : inbox.entries,
  );
  for (const conversation of page.items) {
    const known = entries.get(conversation.id);
    if (!known || known.seq <= askedAt) entries.set(conversation.id, { conversation, seq: askedAt });
  }
  const isWhole = first && page.next_cursor === null && keyOf(view) === keyOf(everything);
  return {
    ...inbox,
    entries,
    // A list that is complete counts for itself, also while no socket tells the numbers.
    counts: isWhole ? null : inbox.counts,
    progress: { ...inbox.progress, [keyOf(view)]: progressAfter(inbox, change) },
  };
}

/** A fresh first page replaces what it covers, except what the socket has said since it was asked for. */
function isReplaced({ conversation, seq }: Entry, { view, page, askedAt }: Page, me: AgentId): boolean {
  if (!conversation || seq > askedAt || !fits(conversation, view, me)) return false;
  const [newest, last] = [page.items[0], page.items.at(-1)];
  // The archive may be a moment behind the rooms.
  if (view.state === 'closed' && seq !== OUTDATED && newest && conversation.updated_at > newest.updated_at)
    return false;
  if (seq === OUTDATED || page.next_cursor === null) return true;
  return last !== undefined && conversation.updated_at >= last.updated_at;
}

function progressAfter({ progress }: Inbox, { view, page, first }: Page): Progress {
  const known = progress[keyOf(view)];
  const next = page.next_cursor;
  // A page may be empty and yet not the last: then we have come no further than before.
  const came = page.items.at(-1)?.updated_at ?? (first ? BEYOND : (known?.reached ?? BEYOND));
  const reached = next === null ? '' : came;
  const wasDeeper = first && known && !known.isStale && next !== null && known.reached < reached;
  return wasDeeper ? known : { next, reached, isStale: false };
}

/** After every moment there is. */
const BEYOND = '\uffff';

/** The conversations of a view; `kept` stays in place although it does not belong to it any more. */
export function listed(
  inbox: Inbox,
  view: View,
  kept: ConversationId | null = null,
): readonly ConversationSummary[] {
  const reached = inbox.progress[keyOf(view)]?.reached ?? '';
  const found: ConversationSummary[] = [];
  for (const { conversation: one } of inbox.entries.values())
    if (one && (one.id === kept || (one.updated_at >= reached && fits(one, view, inbox.me)))) found.push(one);
  return found.sort(view.order === 'longest' ? byWaiting : byActivity);
}

function byActivity(a: ConversationSummary, b: ConversationSummary): number {
  return compare(lastActivity(b), lastActivity(a)) || compare(b.id, a.id);
}

/** Who waits comes first, the longest of them at the top. */
function byWaiting(a: ConversationSummary, b: ConversationSummary): number {
  return compare(a.waiting_since ?? BEYOND, b.waiting_since ?? BEYOND) || byActivity(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** When something was last said. `updated_at` also moves when only the visitor's presence changes. */
export function lastActivity({ last_message, created_at }: ConversationSummary): string {
  return last_message?.created_at ?? created_at;
}

/** How many there are to do of mine, of nobody's, of all. */
export function countOf(inbox: Inbox, whose: View['whose']): number {
  const told = { mine: inbox.mine?.open, unassigned: inbox.counts?.unassigned, all: active(inbox.counts) };
  return told[whose] ?? listed(inbox, { ...everything, whose }).length;
}

function active(counts: Counts | null): number | undefined {
  return counts ? counts.waiting + counts.open : undefined;
}

export function unreadCount(inbox: Inbox): number {
  return inbox.counts?.unread ?? listed(inbox, everything).filter(({ unread }) => unread > 0).length;
}
