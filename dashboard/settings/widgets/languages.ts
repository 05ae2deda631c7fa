/** The widget's own words, language by language, each loaded when somebody wants to write others. */
import { useQuery } from '@tanstack/react-query';
import first from '../../../widget/languages/en/first.ts';
import later from '../../../widget/languages/en/later.ts';
import type { Text } from '../../../widget/languages/index.ts';

type Texts = Readonly<Record<string, Text>>;

const files = import.meta.glob<Texts>(['../../../widget/languages/*.ts', '!**/index.ts', '!**/later.ts'], {
  import: 'default',
});

const codeOf = (path: string) => path.replace(/^.*\/|\.ts$/g, '');

const names = new Intl.DisplayNames('en', { type: 'language' });

/** By their names in English. */
export const LANGUAGES: readonly { value: string; name: string }[] = ['en', ...Object.keys(files).map(codeOf)]
  .map((value) => ({ value, name: names.of(value) ?? value }))
  .sort((one, other) => one.name.localeCompare(other.name));

export const ENGLISH: Texts = { ...first, ...later };
/** What the window opens with; the rest comes with what somebody does. */
export const FIRST: readonly string[] = Object.keys(first);

export function useTexts(language: string) {
  return useQuery({
    queryKey: ['texts', language],
    queryFn: async (): Promise<Texts> => {
      const path = Object.keys(files).find((one) => codeOf(one) === language);
      return path ? ((await files[path]?.()) ?? ENGLISH) : ENGLISH;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export const wordsOf = (text: Text | undefined): string =>
  typeof text === 'string' ? text : (text?.other ?? '');
