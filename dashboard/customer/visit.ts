import type { VisitInfo } from '../../widget/protocol/generated.ts';

const regions = new Intl.DisplayNames('en', { type: 'region' });
const languages = new Intl.DisplayNames('en', { type: 'language' });

/** As people say it, or as it is when nobody knows it. */
function named(names: Intl.DisplayNames, code: string | null): string | null {
  if (!code) return null;
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** "Bergen, Norway". */
export function placeOf({ city, country }: Pick<VisitInfo, 'city' | 'country'>): string {
  return [city, named(regions, country)].filter(Boolean).join(', ');
}

/** "Chrome 126 on Windows 11, desktop". */
export function deviceOf({ browser, os, device }: Pick<VisitInfo, 'browser' | 'os' | 'device'>): string {
  const program = [browser, os].filter(Boolean).join(' on ');
  return [program, device === 'unknown' ? null : device].filter(Boolean).join(', ');
}

/** What their clock shows, and their day where it is not ours: "Tue 03:15". */
export function localTime(timezone: string, now: number, own?: string): string {
  try {
    const day = (zone?: string) =>
      new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: zone }).format(now);
    const isOurDay = day(timezone) === day(own);
    const clock = { hour: '2-digit', minute: '2-digit', timeZone: timezone } as const;
    return new Intl.DateTimeFormat('en-GB', isOurDay ? clock : { ...clock, weekday: 'short' }).format(now);
  } catch {
    // A zone that this browser has not heard of.
    return '';
  }
}

export const languageOf = ({ language }: Pick<VisitInfo, 'language'>): string =>
  named(languages, language) ?? '';
