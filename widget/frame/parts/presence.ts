import { locale, t } from '../../languages/index.ts';
import type { PublicConfig } from '../../protocol/generated.ts';

const DAY = 86_400_000;

/** "Online", "Away", "Back tomorrow at 09:00". */
export function presence({ online, back_at }: PublicConfig, now = Date.now()): string {
  if (online) return t('online');
  return back_at && Date.parse(back_at) > now
    ? t('backAt', { time: moment(Date.parse(back_at), now) })
    : t('away');
}

/** As near as needed: the time today, the weekday within a week, otherwise the date. */
function moment(at: number, now: number): string {
  const days = Math.round((midnight(at) - midnight(now)) / DAY);
  const time: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };
  const day: Intl.DateTimeFormatOptions = days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' };
  return new Date(at).toLocaleString(locale(), days ? { ...day, ...time } : time);
}

const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
