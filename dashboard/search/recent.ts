/** What was searched for lately, on this device, by whom; gone when they log out. */
import type { AgentId } from '../../widget/protocol/generated.ts';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEY = 'chatdesk:searches';
const KEPT = 6;

export function recentSearches(store: Store, agent: AgentId): string[] {
  try {
    const kept = JSON.parse(store.getItem(KEY) ?? 'null');
    return kept?.agent === agent ? kept.words : [];
  } catch {
    return [];
  }
}

export function keepSearch(store: Store, agent: AgentId, words: string): void {
  const others = recentSearches(store, agent).filter((one) => one.toLowerCase() !== words.toLowerCase());
  try {
    store.setItem(KEY, JSON.stringify({ agent, words: [words, ...others].slice(0, KEPT) }));
  } catch {
    // Remembering is a convenience.
  }
}

export function forgetSearches(store: Store): void {
  try {
    store.removeItem(KEY);
  } catch {
    // Then nothing was kept either.
  }
}
