/** What an agent has typed and not sent, per conversation, kept through reloads until they log out. */
export type Mode = 'reply' | 'note';
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'chatdesk:draft:';
const keyOf = (conversationId: string, mode: Mode) => `${PREFIX}${conversationId}:${mode}`;

export function readDraft(store: Store, conversationId: string, mode: Mode): string {
  return attempt(() => store.getItem(keyOf(conversationId, mode))) ?? '';
}

export function keepDraft(store: Store, conversationId: string, mode: Mode, text: string): void {
  const key = keyOf(conversationId, mode);
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
