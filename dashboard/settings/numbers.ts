/** Numbers as people write them in a field. */
import { wrongFields } from './form/use-form.ts';

export const textOfNumber = (value: number | null): string => (value === null ? '' : String(value));

/** Nothing written: none. Throws what is wrong, by the name of the field. */
export function numberOf(text: string, field: string): number | null {
  const written = text.trim();
  if (written === '') return null;
  if (!/^\d{1,9}$/.test(written)) throw wrongFields({ [field]: 'This is a whole number, such as 30.' });
  return Number(written);
}

/** Those of them that were written, by their names. */
export function numbersOf<K extends string>(
  texts: Readonly<Record<K, string | undefined>>,
): Partial<Record<K, number | null>> {
  const numbers: Partial<Record<K, number | null>> = {};
  for (const name in texts) {
    const text = texts[name];
    if (text !== undefined) numbers[name] = numberOf(text, name);
  }
  return numbers;
}
