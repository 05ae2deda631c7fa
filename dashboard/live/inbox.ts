/**
 * The live list of conversations, folded from pages read over HTTP and frames of the inbox's socket.
 *
 * The two race: a page may have been read before a frame that is already here. So every entry remembers the inbox's
 * `seq` it comes from, and a page never overwrites what changed after it was asked for.
 */
import type {
  AgentPresence,
  ConversationId,
  ConversationSummary,
  Counts,
  InboxFrame,
  List,
} from '../../widget/protocol/generated.ts';

export type Tab = 'waiting' | 'open' | 'closed';
/** Active are all that are not closed: one list on the server, two tabs here. */
export type Scope = 'active' | 'closed';

interface Entry {
  /** Null once removed, so that an older page does not bring it back. */
  conversation: ConversationSummary | null;
  seq: number;
}

/** How far a scope has been read: not at all, or up to a cursor, or to the end. */
export type Progress = { loaded: false } | { loaded: true; next: string | null };

export interface Inbox {
  seq: number;
  entries: ReadonlyMap<ConversationId, Entry>;
  progress: Readonly<Record<Scope, Progress>>;
  counts: Counts | null;
  agents: readonly AgentPresence[];
}

export type InboxChange =
  | { type: 'frame'; frame: InboxFrame }
  | { type: 'page'; scope: Scope; page: List<ConversationSummary>; first: boolean; askedAt: number }
  | { type: 'changed'; conversation: ConversationSummary };

/** Before everything that a page may have been asked at. */
const OUTDATED = -1;

export const emptyInbox: Inbox = {
  seq: 0,
  entries: new Map(),
  progress: { active: { loaded: false }, closed: { loaded: false } },
  counts: null,
  agents: [],
};

export function foldInbox(inbox: Inbox, change: InboxChange): Inbox {
  if (change.type === 'frame')
    return foldFrame({ ...inbox, seq: positionAfter(inbox, change.frame) }, change.frame);
  if (change.type === 'page') return foldPage(inbox, change);
  return withEntry(inbox, change.conversation.id, change.conversation);
}

/** A welcome names the head before what was missed arrives; only a reset goes back. */
function positionAfter(inbox: Inbox, { type, seq }: InboxFrame): number {
  return type === 'reset' ? seq : Math.max(inbox.seq, seq);
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
    case 'agent':
      return { ...inbox, agents: [...inbox.agents.filter(({ id }) => id !== frame.agent.id), frame.agent] };
    case 'reset':
      return {
        ...inbox,
        entries: new Map([...inbox.entries].map(([id, entry]) => [id, { ...entry, seq: OUTDATED }])),
      };
    default:
      return inbox;
  }
}

function withEntry(inbox: Inbox, id: ConversationId, conversation: ConversationSummary | null): Inbox {
  return { ...inbox, entries: new Map(inbox.entries).set(id, { conversation, seq: inbox.seq }) };
}

type Page = Extract<InboxChange, { type: 'page' }>;

function foldPage(inbox: Inbox, { scope, page, first, askedAt }: Page): Inbox {
  const entries = new Map(
    first
      ? [...inbox.entries].filter(([, entry]) => survives(entry, scope, askedAt) || isBeyond(entry, page))
      : inbox.entries,
  );
  const known = inbox.progress[scope];
  const isDeeper =
    first && known.loaded && [...entries.values()].some((entry) => isBeyond(entry, page, scope));
  for (const conversation of page.items) {
    const known = entries.get(conversation.id);
    if (!known || known.seq <= askedAt) entries.set(conversation.id, { conversation, seq: askedAt });
  }
  return {
    ...inbox,
    entries,
    // A list that is complete counts for itself, also while no socket tells the numbers.
    counts: first && scope === 'active' && page.next_cursor === null ? null : inbox.counts,
    progress: { ...inbox.progress, [scope]: isDeeper ? known : { loaded: true, next: page.next_cursor } },
  };
}

/** A fresh first page replaces its scope, except what the socket has said since it was asked for. */
function survives({ conversation, seq }: Entry, scope: Scope, askedAt: number): boolean {
  return seq > askedAt || conversation === null || scopeOf(conversation) !== scope;
}

/** What further pages have told is not in the first, and still there. */
function isBeyond(
  { conversation, seq }: Entry,
  { items, next_cursor }: Page['page'],
  scope?: Scope,
): boolean {
  const last = items.at(-1);
  if (!last || next_cursor === null || !conversation || seq === OUTDATED) return false;
  return conversation.updated_at < last.updated_at && (!scope || scopeOf(conversation) === scope);
}

function scopeOf({ status }: ConversationSummary): Scope {
  return status === 'closed' ? 'closed' : 'active';
}

/** The conversations of a tab, newest activity first; `kept` stays in place although it has changed its status. */
export function listed(inbox: Inbox, tab: Tab, kept: ConversationId | null = null): ConversationSummary[] {
  const all = [...inbox.entries.values()]
    .map(({ conversation }) => conversation)
    .filter((one) => one !== null);
  return all.filter(({ id, status }) => status === tab || id === kept).sort(byActivity);
}

function byActivity(a: ConversationSummary, b: ConversationSummary): number {
  return lastActivity(b).localeCompare(lastActivity(a)) || b.id.localeCompare(a.id);
}

/** When something was last said. `updated_at` also moves when only the visitor's presence changes. */
export function lastActivity({ last_message, created_at }: ConversationSummary): string {
  return last_message?.created_at ?? created_at;
}

export function countOf(inbox: Inbox, tab: 'waiting' | 'open'): number {
  return inbox.counts?.[tab] ?? listed(inbox, tab).length;
}

export function unreadCount(inbox: Inbox): number {
  const unread = (one: ConversationSummary) => one.unread > 0;
  return (
    inbox.counts?.unread ?? [...listed(inbox, 'waiting'), ...listed(inbox, 'open')].filter(unread).length
  );
}
