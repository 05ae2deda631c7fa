/**
 * What a conversation is to begin with outlives the page, as its first words do: kept under the same id, and only until
 * the conversation is there. Where the browser keeps nothing, the server asks for what is missing.
 */
import type { Details } from '../state.ts';

type Entry = [id: string, details: Details];

const NAME = 'chatdesk:answers';
/** Tabs that died may leave some behind. */
const MOST = 5;

export function keep(id: string, details: Details): void {
  write([...all().filter(([other]) => other !== id), [id, details]]);
}

export function kept(id: string): Details | undefined {
  return all().find(([other]) => other === id)?.[1];
}

export function forget(id: string): void {
  const entries = all();
  const others = entries.filter(([other]) => other !== id);
  if (others.length < entries.length) write(others);
}

function all(): Entry[] {
  try {
    const entries = JSON.parse(localStorage.getItem(NAME) ?? '[]');
    return Array.isArray(entries) ? (entries as Entry[]).filter(Array.isArray) : [];
  } catch {
    return [];
  }
}

function write(entries: Entry[]): void {
  try {
    if (entries.length) localStorage.setItem(NAME, JSON.stringify(entries.slice(-MOST)));
    else localStorage.removeItem(NAME);
  } catch {
    // This page's memory must do.
  }
}
