/** The visitor's language: picked once, loaded when it is not English. */
import en from './en.ts';

export type Texts = { [key in keyof typeof en]: string };

const LOADERS: { [language: string]: () => Promise<{ default: Texts }> } = {
  ar: () => import('./ar.ts'),
  de: () => import('./de.ts'),
};
const RIGHT_TO_LEFT = new Set(['ar', 'dv', 'fa', 'he', 'ps', 'ur']);

let texts: Texts = en;
let tag = 'en';

export function t(key: keyof Texts, values: { [name: string]: string | number } = {}): string {
  return texts[key].replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}

/** The full tag, for dates and times: Austrian visitors read German texts and Austrian dates. */
export function locale(): string {
  return tag;
}

export function direction(): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(base(tag)) ? 'rtl' : 'ltr';
}

/** Takes the first of the wanted languages that we speak. Should its file not load, English is better than nothing. */
export async function speak(wanted: readonly (string | null | undefined)[]): Promise<void> {
  const picked = pick(wanted);
  const load = LOADERS[base(picked)];
  try {
    texts = load ? (await load()).default : en;
    tag = withRegion(picked, wanted);
  } catch {
    [texts, tag] = [en, 'en'];
  }
}

export function pick(wanted: readonly (string | null | undefined)[]): string {
  return wanted.find((language): language is string => !!language && isSpoken(language)) ?? 'en';
}

/** A page in plain "en" is no reason to show a British reader American times. */
function withRegion(picked: string, wanted: readonly (string | null | undefined)[]): string {
  if (picked.includes('-')) return picked;
  const regional = wanted.find((language) => language?.includes('-') && base(language) === base(picked));
  return regional && isSpoken(regional) ? regional : picked;
}

function isSpoken(language: string): boolean {
  return /^[a-z]{2,3}(-\w+)*$/i.test(language) && (base(language) === 'en' || base(language) in LOADERS);
}

function base(language: string): string {
  return language.split('-', 1)[0]?.toLowerCase() ?? '';
}
