/** Times as people say them, in the visitor's language. */
import { locale } from '../../languages/later.ts';

const DAY = 86_400_000;

export function clock(at: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(at);
}

export function exactly(at: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeStyle: 'short' }).format(at);
}

/** "Today", "Yesterday", "Thursday, 5 November", and with the year when it is another one. */
export function day(at: number, now = Date.now()): string {
  const ago = Math.round((midnight(now) - midnight(at)) / DAY);
  if (ago === 0 || ago === 1)
    return capital(new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(-ago, 'day'));
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const parts: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
  return new Intl.DateTimeFormat(locale(), sameYear ? parts : { ...parts, year: 'numeric' }).format(at);
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase(locale()) + words.slice(1);
}
