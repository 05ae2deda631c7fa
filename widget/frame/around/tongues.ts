/** Each language in its own words, in the order of the alphabet. */
export function ownNames(languages: string[]): [language: string, name: string][] {
  return languages
    .map((language): [string, string] => [language, ownName(language)])
    .sort(([, a], [, b]) => a.localeCompare(b));
}

function ownName(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
