/** The window's language, also on its root element. */
import { direction, locale, speak } from '../languages/index.ts';
import type { PublicConfig } from '../protocol/generated.ts';

export async function choose({ texts }: PublicConfig, wanted: (string | null | undefined)[]): Promise<void> {
  await speak(wanted, texts);
  const { documentElement: root } = document;
  root.lang = locale();
  root.dir = direction();
}
