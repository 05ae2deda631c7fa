import type { BusinessHours, Days } from '../../../widget/protocol/generated.ts';

const DAY = 86_400_000;
const NAMES: readonly (keyof Days)[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** When hours that are being written begin next, near enough for a preview; the server knows the hour that is changed. */
export function backAt({ timezone, days, holidays }: BusinessHours, now: Date): string | null {
  const ahead = offset(timezone, now);
  const clock = now.getTime() + ahead;
  const today = clock - (clock % DAY);
  for (let day = today; day <= today + 14 * DAY; day += DAY) {
    const date = new Date(day);
    if (holidays.includes(date.toISOString().slice(0, 10))) continue;
    const starts = days[NAMES[date.getUTCDay()] ?? 'sun'].map(([from]) => day + minutes(from) * 60_000);
    const next = starts.filter((start) => start > clock).sort((one, other) => one - other)[0];
    if (next !== undefined) return new Date(next - ahead).toISOString();
  }
  return null;
}

const minutes = (time: string) => {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest || 0;
};

/** From UTC, in milliseconds; none where the name is not a time zone (yet). */
function offset(timezone: string, now: Date): number {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone || 'UTC',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    const part = Object.fromEntries(
      format.formatToParts(now).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(now.getTime() / 1_000) * 1_000;
  } catch {
    return 0;
  }
}
