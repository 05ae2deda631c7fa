/** What an agent has typed and not sent, per conversation, kept through reloads until they log out. */
export type Mode = 'reply' | 'note';
/** Whose it is counts too: another agent may log in where somebody's session has ended. */
export interface Place {
  agent: string;
  conversation: string;
  mode: Mode;
}
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'chatdesk:draft:';
export const keyOf = ({ agent, conversation, mode }: Place) => `${PREFIX}${agent}:${conversation}:${mode}`;

export function readDraft(store: Store, place: Place): string {
  return attempt(() => store.getItem(keyOf(place))) ?? '';
}

export function keepDraft(store: Store, place: Place, text: string): void {
  const key = keyOf(place);
  attempt(() => (text.trim() ? store.setItem(key, text) : store.removeItem(key)));
}

export function forgetDrafts(store: Store): void {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index));
  for (const key of keys) if (key?.startsWith(PREFIX)) store.removeItem(key);
}

/** Storage may be full or switched off; typing must go on. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
