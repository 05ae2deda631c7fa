/** Figures as people say them. */

const count = new Intl.NumberFormat('en');
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const weekday = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

export const NONE = '–';
export const WEEK = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const many = (number: number) => count.format(number);
/** `1 conversation`, `12 conversations` */
export const conversations = (number: number) =>
  `${many(number)} ${number === 1 ? 'conversation' : 'conversations'}`;
export const ratings = (number: number) => `${many(number)} ${number === 1 ? 'rating' : 'ratings'}`;
export const shortDay = (date: string) => day.format(new Date(`${date}T00:00:00Z`));
export const longDay = (date: string) => weekday.format(new Date(`${date}T00:00:00Z`));
export const hourName = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

export function duration(seconds: number | null): string {
  if (seconds === null) return NONE;
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 1440) return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(minutes / 60);
  return joined(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

const joined = (whole: number, name: string, rest: number, restName: string) =>
  rest ? `${whole} ${name} ${rest} ${restName}` : `${whole} ${name}`;

export const score = (rating: number | null) => (rating === null ? NONE : rating.toFixed(1));
export const percent = (rate: number | null) => (rate === null ? NONE : `${Math.round(rate * 100)}%`);

/** How it is beside what it was. */
export function change(now: number | null, before: number | null, more = 'more', less = 'less'): string {
  if (now === null || before === null || before === 0) return 'Nothing to compare with';
  const by = Math.round((Math.abs(now - before) / before) * 100);
  return by === 0 ? 'As before' : `${many(by)}% ${now > before ? more : less} than before`;
}
