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
const shown = (value: string | number) => (typeof value === 'number' ? value.toLocaleString(tag) : value);

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
  return /ar|fa|he/.test(base(tag)) ? 'rtl' : 'ltr';
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
  const name = base(picked);
  try {
    texts = name === 'en' ? {} : (await import(LANGUAGES_AT.replace('*', name))).default;
    // A page in plain "en" is no reason to show a British reader American times.
    const regional = wanted.find((language) => language?.includes('-') && base(language) === name);
    tag = picked.includes('-') ? picked : (regional ?? picked);
  } catch {
    [texts, tag] = [{}, 'en'];
  }
  texts = { ...texts, ...(own[base(tag)] as typeof texts) };
}

export function pick(wanted: readonly (string | null | undefined)[]): string {
  return wanted.find((language) => languages().includes(base(language))) ?? 'en';
}

/**
 * The name of the texts, for whatever a language is called (`iw` is `he`). Chinese is written in two ways, and Norwegians
 * read one of their languages when asked in the other.
 */
export function base(language: string | null | undefined): string {
  try {
    const { language: name, script } = new Intl.Locale(language as string).maximize();
    return script === 'Hant' ? 'zh-hant' : name.replace(/n[no]/, 'nb');
  } catch {
    return '';
  }
}
