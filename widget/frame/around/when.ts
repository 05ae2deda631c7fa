/** When something was said, as near as needed in a list. */
import { locale } from '../../languages/later.ts';

const DAY = 86_400_000;

export function when(at: number, now = Date.now()): string {
  const days = Math.round((midnight(now) - midnight(at)) / DAY);
  if (days === 0) return format(at, { timeStyle: 'short' });
  if (days === 1) return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(-1, 'day');
  if (days < 7) return format(at, { weekday: 'long' });
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(at, { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) });
}

export const exactly = (at: number) => format(at, { dateStyle: 'long', timeStyle: 'short' });

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), options).format(at);
}

const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
