/** The visitor's language: picked once, loaded when it is not English. */

import first from './en/first.ts';
import type en from './en/index.ts';

type Key = keyof typeof en;
/** As many forms as the language counts with. */
export type Text = string | ({ [form in Intl.LDMLPluralRule]?: string } & { other: string });
export type Texts = { [key in Key]: Text };
type Values = { [name: string]: string | number };

/** Set by the build, which makes a file of each language: which there are, and where, with `*` for the language. */
declare const LANGUAGES: string;
declare const LANGUAGES_AT: string;

const others = typeof LANGUAGES === 'undefined' ? [] : LANGUAGES.split(' ');

const english: { [key: string]: Text } = { ...first };
let texts: { [key: string]: Text } = {};
let tag = 'en';

export function t(key: Key, values: Values = {}): string {
  const text = texts[key] ?? english[key] ?? key;
  const words = typeof text === 'string' ? text : (text[formOf(values.count)] ?? text.other);
  return words.replace(/\{(\w+)\}/g, (hole, name) => shown(values[name] ?? hole));
}

const formOf = (count: unknown) => new Intl.PluralRules(tag).select(Number(count));
const shown = (value: string | number) =>
  typeof value === 'number' ? new Intl.NumberFormat(tag).format(value) : value;

export const languages = (): string[] => ['en', ...others];

/** The English words of a part that has loaded. */
export function learn(more: { [key: string]: Text }): void {
  Object.assign(english, more);
}

/** The full tag, for dates and times: Austrian visitors read German texts and Austrian dates. */
export function locale(): string {
  return tag;
}

export function direction(): 'ltr' | 'rtl' {
  return /^(ar|fa|he|ur)/.test(tag) ? 'rtl' : 'ltr';
}

/**
 * Takes the first of the wanted languages that we speak, with the organization's own words in it. Should its file not
 * load, English is better than nothing.
 */
export async function speak(
  wanted: readonly (string | null | undefined)[],
  own: { [language: string]: { [key: string]: string | undefined } | undefined } = {},
): Promise<void> {
  const picked = pick(wanted);
  const language = base(picked);
  try {
    texts = language === 'en' ? {} : (await import(LANGUAGES_AT.replace('*', language))).default;
    tag = withRegion(picked, wanted);
  } catch {
    [texts, tag] = [{}, 'en'];
  }
  texts = { ...texts, ...(own[base(tag)] as typeof texts) };
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
  return /^[a-z]{2,3}(-\w+)*$/i.test(language) && languages().includes(base(language));
}

function base(language: string): string {
  return language.split('-', 1)[0]?.toLowerCase() ?? '';
}
