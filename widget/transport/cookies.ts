/**
 * Unsent words in cookies, for frames to which the browser refuses its database. Only our own frame on this very site
 * gets them, and they travel nowhere but to its page. There is room for short words, and not for many.
 */
import type { Row, Shelf } from './shelf.ts';

const PREFIX = 'chatdesk.unsent.';
const THIRTY_DAYS = 30 * 86_400;
/** Browsers take 4 KB a cookie; servers want some room for other headers. */
const LONGEST = 3_800;
const ALL = 10_000;

export const cookies: Shelf = {
  async read() {
    const ours = document.cookie.split('; ').filter((cookie) => cookie.startsWith(PREFIX));
    return ours.flatMap((cookie) => decode(cookie.slice(cookie.indexOf('=') + 1)));
  },
  async put(row) {
    const value = encode(row);
    if (value.length > LONGEST || document.cookie.length + value.length > ALL) throw new RangeError();
    write(row.clientId, value, THIRTY_DAYS);
  },
  async remove(clientId) {
    write(clientId, '', 0);
  },
};

function write(clientId: string, value: string, age: number): void {
  const place = `Path=${location.pathname}; SameSite=None; Secure; Partitioned`;
  // biome-ignore lint/suspicious/noDocumentCookie: the other way to set one is not in every browser yet
  document.cookie = `${PREFIX}${clientId}=${value}; Max-Age=${age}; ${place}`;
}

/** Base64, because most scripts would treble when escaped. */
function encode(row: Row): string {
  const bytes = new TextEncoder().encode(JSON.stringify(row));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** One that was cut off or changed must not cost the others. */
function decode(value: string): Row[] {
  try {
    const bytes = Uint8Array.from(atob(value), (char) => char.charCodeAt(0));
    return [JSON.parse(new TextDecoder().decode(bytes))];
  } catch {
    return [];
  }
}
