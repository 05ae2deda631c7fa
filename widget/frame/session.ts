/**
 * Who this visitor was last time, per widget. Kept where the browser keeps things for a frame on another site: its own
 * storage, or, where that is switched off (private windows), a cookie that only this site's copy of the frame gets and
 * that travels nowhere but to the frame's own page. Where nothing is kept, this page's memory must do.
 */
import { drop, keep, kept } from './keep.ts';

export interface Session {
  visitorId: string;
  sessionToken: string;
}

const THIRTY_DAYS = 30 * 86_400;
/** Not what the page around us keeps there: at the chat's own link both have the same storage. */
const nameOf = (widget: string) => `chatdesk:session:${widget}`;

export function recall(widget: string): Session | undefined {
  const found = kept(nameOf(widget), fromCookie);
  try {
    const { visitorId, sessionToken } = JSON.parse(found ?? '{}');
    return visitorId && sessionToken ? { visitorId, sessionToken } : undefined;
  } catch {
    return undefined;
  }
}

export function remember(widget: string, session: Session): void {
  const text = JSON.stringify(session);
  if (!keep(nameOf(widget), text)) bake(widget, text, THIRTY_DAYS);
}

export function forget(widget: string): void {
  drop(nameOf(widget));
  bake(widget, '', 0);
}

function bake(widget: string, text: string, seconds: number): void {
  const value = `${encodeURIComponent(nameOf(widget))}=${encodeURIComponent(text)}`;
  // biome-ignore lint/suspicious/noDocumentCookie: the other way to set one is not in every browser yet
  document.cookie = `${value}; Max-Age=${seconds}; Path=/frame/; SameSite=None; Secure; Partitioned`;
}

function fromCookie(name: string): string | undefined {
  const start = `${encodeURIComponent(name)}=`;
  const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(start));
  return found && decodeURIComponent(found.slice(start.length));
}
