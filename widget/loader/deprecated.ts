/** Names that pages may still use, and what they are called now. See "Versions" in docs/guide/javascript-api.md. */
import { warn } from './warn.ts';

interface Renamed {
  [old: string]: string;
}

/** An old name also stays in the list of api.ts, or no page could call it. */
export const CALLS: Renamed = {};
export const OPTIONS: Renamed = {};

/** The name of today. Whoever uses an old one reads so in the console, once. */
export function current(kind: 'call' | 'option', name: string, renamed: Renamed): string {
  const now = Object.hasOwn(renamed, name) ? renamed[name] : undefined;
  if (now === undefined) return name;
  warn(`the ${kind} "${name}" is deprecated: "${now}" does the same`);
  return now;
}
