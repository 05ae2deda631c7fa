/** Which days a report is about: some that end today, or any that somebody picked. In the address, so that it can be sent. */
import type { Days } from '../api/reports.ts';

export const PRESETS = [
  { value: '1', name: 'Today' },
  { value: '7', name: '7 days' },
  { value: '30', name: '30 days' },
  { value: '90', name: '90 days' },
] as const;

export const MOST_DAYS = 366;
const DEFAULT = 7;
const DAY = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The date in a time zone. */
export function todayIn(timeZone: string, now = new Date()): string {
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', options).format(now);
  } catch {
    return now.toISOString().slice(0, 10);
  }
}

const at = (date: string) => Date.parse(`${date}T00:00:00Z`);
export const plus = (date: string, days: number) =>
  new Date(at(date) + days * DAY).toISOString().slice(0, 10);
const isDate = (text: string | null): text is string =>
  text !== null && DATE.test(text) && !Number.isNaN(at(text)) && plus(text, 0) === text;

/** How many days, both included. */
export const lengthOf = ({ from, to }: Days) => Math.round((at(to) - at(from)) / DAY) + 1;

/** Why these cannot be asked for, if they cannot. */
export function problemWith(days: Days): string | undefined {
  if (!isDate(days.from) || !isDate(days.to)) return 'Choose two dates.';
  if (days.to < days.from) return 'The last day is before the first.';
  return lengthOf(days) > MOST_DAYS ? `At most ${MOST_DAYS} days at a time, please.` : undefined;
}

export interface Range extends Days {
  /** One of the presets, or `custom`. */
  chosen: string;
}

export function rangeIn(search: string, today: string): Range {
  const given = new URLSearchParams(search);
  const [from, to] = [given.get('from'), given.get('to')];
  if (isDate(from) && isDate(to) && !problemWith({ from, to })) return { chosen: 'custom', from, to };
  const preset = PRESETS.find(({ value }) => value === given.get('days'));
  const days = Number(preset?.value ?? DEFAULT);
  return { chosen: String(days), from: plus(today, 1 - days), to: today };
}
