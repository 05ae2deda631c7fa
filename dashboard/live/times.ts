/** Times as people say them. Words are English like the rest of the page; the clock is the reader's own (14:05, 2:05 PM). */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clockFormat = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const weekdayFormat = new Intl.DateTimeFormat('en', { weekday: 'long' });
const dateFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const yearFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exactFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

export function clock(at: string): string {
  return clockFormat.format(new Date(at));
}

/** For a tooltip. */
export function exact(at: string): string {
  return `${exactFormat.format(new Date(at))}, ${clock(at)}`;
}

/** At the right of a list row: short. */
export function ago(at: string, now: number): string {
  const passed = now - Date.parse(at);
  if (passed < MINUTE) return 'now';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min`;
  const day = dayName(at, now);
  return day === 'Today' ? clock(at) : day;
}

/** Inside a phrase: "5 min ago", "yesterday 14:05". */
export function since(at: string, now: number): string {
  const passed = now - Date.parse(at);
  if (passed < MINUTE) return 'just now';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
  const day = dayName(at, now);
  return `${RELATIVE.has(day) ? day.toLowerCase() : day} ${clock(at)}`;
}

const RELATIVE = new Set(['Today', 'Yesterday']);

export function dayName(at: string, now: number): string {
  const date = new Date(at);
  const days = daysBetween(date, new Date(now));
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days < 7) return weekdayFormat.format(date);
  return dateOf(date, now);
}

function dateOf(date: Date, now: number): string {
  return (date.getFullYear() === new Date(now).getFullYear() ? dateFormat : yearFormat).format(date);
}

/** Calendar days: what was said at 23:59 was yesterday two minutes later. Rounded, as a day may have 23 or 25 hours. */
function daysBetween(from: Date, to: Date): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY);
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** In what is to come: "14:05", "tomorrow 09:00", "Monday 09:00", "12 Mar 09:00". */
export function until(at: string, now: number): string {
  const date = new Date(at);
  const days = daysBetween(new Date(now), date);
  if (days === 0) return clock(at);
  if (days === 1) return `tomorrow ${clock(at)}`;
  const isNear = days > 1 && days < 7;
  return `${isNear ? weekdayFormat.format(date) : dateOf(date, now)} ${clock(at)}`;
}

export type Patience = 'calm' | 'late' | 'overdue';

/** How long somebody has been waiting for us, and how bad that is. */
export function waiting(from: string, now: number): { words: string; patience: Patience } {
  const passed = Math.max(0, now - Date.parse(from));
  return { words: duration(passed), patience: patienceAt(passed) };
}

function patienceAt(passed: number): Patience {
  if (passed >= 5 * MINUTE) return 'overdue';
  return passed >= 2 * MINUTE ? 'late' : 'calm';
}

function duration(passed: number): string {
  if (passed < MINUTE) return '< 1 min';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)} h`;
  return `${Math.floor(passed / DAY)} d`;
}
