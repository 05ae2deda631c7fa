import type { Problem, PublicConfig } from '../protocol/generated.ts';
import { warn } from './warn.ts';

/** The widget's public configuration, or nothing: then the visitor sees nothing, and the console says why. */
export async function loadConfig(origin: string, key: string): Promise<PublicConfig | undefined> {
  try {
    const answer = await fetch(`${origin}/api/widget/config?key=${key}`);
    const given: PublicConfig & Partial<Problem> = await answer.json();
    if (answer.ok) return given;
    warn(`the chat of widget ${key} is not shown: ${given.detail} (${given.code})`);
  } catch {
    warn(`the chat of widget ${key} is not shown: ${origin} did not answer this page`);
  }
  return undefined;
}
