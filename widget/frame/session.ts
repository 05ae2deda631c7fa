/**
 * Who this visitor was last time, per widget. Kept where the browser keeps things for a frame on another site: its own
 * storage, or, where that is switched off (private windows), a cookie that only this site's copy of the frame gets and
 * that travels nowhere but to the frame's own page. Where nothing is kept, this page's memory must do.
 */
import { kept } from './keep.ts';

export interface Session {
  visitorId: string;
  sessionToken: string;
}

const THIRTY_DAYS = 30 * 86_400;
const remembered = new Map<string, string>();
/** Not what the page around us keeps there: at the chat's own link both have the same storage. */
const nameOf = (key: string) => `chatdesk:session:${key}`;

export function recall(key: string): Session | undefined {
  const found = kept(nameOf(key)) ?? fromCookie(nameOf(key)) ?? remembered.get(key);
  try {
    const { visitorId, sessionToken } = JSON.parse(found ?? '{}');
    return visitorId && sessionToken ? { visitorId, sessionToken } : undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, session: Session): void {
  const kept = JSON.stringify(session);
  remembered.set(key, kept);
  try {
    localStorage.setItem(nameOf(key), kept);
  } catch {
    unstore(nameOf(key));
    const value = `${encodeURIComponent(nameOf(key))}=${encodeURIComponent(kept)}`;
    // biome-ignore lint/suspicious/noDocumentCookie: the other way to set one is not in every browser yet
    document.cookie = `${value}; Max-Age=${THIRTY_DAYS}; Path=/frame/${key}; SameSite=None; Secure; Partitioned`;
  }
}

export function forget(key: string): void {
  const name = nameOf(key);
  remembered.delete(key);
  unstore(name);
  // biome-ignore lint/suspicious/noDocumentCookie: the other way is not in every browser yet
  document.cookie = `${encodeURIComponent(name)}=; Max-Age=0; Path=/frame/${key}; SameSite=None; Secure; Partitioned`;
}

/** What cannot be written may still hold what was written before. */
function unstore(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing can be kept there at all.
  }
}

function fromCookie(name: string): string | undefined {
  const start = `${encodeURIComponent(name)}=`;
  const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(start));
  return found && decodeURIComponent(found.slice(start.length));
}
