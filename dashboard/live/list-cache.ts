/** The top of the list as this tab saw it last, so that a reload begins with it. Gone with the tab, and when somebody logs out. */
import type { AgentId, ConversationSummary } from '../../widget/protocol/generated.ts';
import { emptyInbox, type Inbox, listed, OUTDATED } from './inbox.ts';
import { keyOf, type View } from './views.ts';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEY = 'chatdesk:list';
/** More than a tall screen shows. */
const KEPT = 40;

/** Who is here. What still goes on after they logged out keeps nothing more. */
let owner: AgentId | null = null;

interface Kept extends Pick<Inbox, 'me' | 'counts' | 'mine' | 'agents'> {
  /** Of the view. */
  key: string;
  items: readonly ConversationSummary[];
}

export function keepList(store: Store, inbox: Inbox, view: View): void {
  const key = keyOf(view);
  const progress = inbox.progress[key];
  if (!progress || progress.isStale || inbox.me !== owner) return;
  const { me, counts, mine, agents } = inbox;
  const kept: Kept = { me, counts, mine, agents, key, items: listed(inbox, view).slice(0, KEPT) };
  try {
    store.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Full or switched off: the next reload begins empty.
  }
}

/** All of it counts as outdated until the server has been asked. */
export function keptList(store: Store, me: AgentId): Inbox {
  owner = me;
  const kept = parse(store);
  if (kept?.me !== me) return { ...emptyInbox, me };
  const { key, items, counts, mine, agents } = kept;
  return {
    ...emptyInbox,
    me,
    counts,
    mine,
    agents,
    entries: new Map(items.map((one) => [one.id, { conversation: one, seq: OUTDATED }])),
    progress: { [key]: { next: null, reached: '', isStale: true } },
  };
}

function parse(store: Store): Kept | null {
  try {
    return JSON.parse(store.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
}

export function forgetList(store: Store): void {
  owner = null;
  try {
    store.removeItem(KEY);
  } catch {
    // Then nothing was kept either.
  }
}
