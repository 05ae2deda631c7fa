import type { Problem, PublicConfig } from '../protocol/generated.ts';
import { warn } from './warn.ts';

/** The widget's public configuration, or nothing: then the visitor sees nothing, and the console says why. */
export async function loadConfig(origin: string, key: string): Promise<PublicConfig | undefined> {
  try {
    const answer = await fetch(`${origin}/api/widget/config?key=${key}`);
    if (answer.ok) return await answer.json();
    const { detail, code }: Partial<Problem> = await answer.json();
    warn(`the chat of widget ${key} is not shown: ${detail} (${code})`);
  } catch {
    warn(`the chat of widget ${key} is not shown: ${origin} did not answer this page`);
  }
  return undefined;
}
