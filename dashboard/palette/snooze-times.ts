/** When somebody may want to be reminded. */
export interface SnoozeTime {
  name: string;
  at: string;
}

const MINUTE = 60_000;
const MORNING = 9;
const MONDAY = 1;

/** The usual ones; `typed` such as "45 min", "3h", "2 days" comes first. */
export function snoozeTimes(now: number, typed = ''): SnoozeTime[] {
  const own = typedTime(now, typed);
  const usual = [
    { name: 'In an hour', at: iso(now + 60 * MINUTE) },
    { name: 'In three hours', at: iso(now + 180 * MINUTE) },
    { name: 'Tomorrow morning', at: morning(now, 1) },
    { name: 'Next Monday', at: morning(now, daysTo(now, MONDAY)) },
    { name: 'In a week', at: morning(now, 7) },
    { name: 'In a month', at: morning(now, 30) },
  ];
  return own ? [own, ...usual] : usual;
}

const iso = (at: number) => new Date(at).toISOString();

function morning(now: number, days: number): string {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, MORNING).toISOString();
}

function daysTo(now: number, weekday: number): number {
  return (weekday - new Date(now).getDay() + 7) % 7 || 7;
}

const UNITS = { m: [MINUTE, 'minute'], h: [60 * MINUTE, 'hour'], d: [24 * 60 * MINUTE, 'day'] } as const;
const LONGEST = 366 * 24 * 60 * MINUTE;

function typedTime(now: number, typed: string): SnoozeTime | null {
  const [, digits = '', unit = ''] = /^(?:in\s*)?(\d{1,4})\s*([mhd])\w*$/i.exec(typed.trim()) ?? [];
  const [length, name] = UNITS[unit.toLowerCase() as keyof typeof UNITS] ?? [];
  const count = Number(digits);
  if (!length || count === 0 || count * length > LONGEST) return null;
  return { name: `In ${count} ${name}${count === 1 ? '' : 's'}`, at: iso(now + count * length) };
}
