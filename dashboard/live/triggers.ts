/** What an agent has begun to type that can be completed: `/` for a canned reply, in a note `@` for a colleague. */
import type { Mode } from './drafts.ts';

export interface Trigger {
  kind: 'canned' | 'mention';
  /** What was typed after the sign. */
  typed: string;
  /** The part of the text that is replaced, the sign included. */
  from: number;
  to: number;
}

const CANNED = /(?:^|\s)\/([\p{L}\p{N}_-]{0,40})$/u;
const MENTION = /(?:^|\s)@([^\s@][^\n@]{0,40})?$/u;

export function triggerAt(text: string, caret: number, mode: Mode): Trigger | null {
  const before = text.slice(0, caret);
  const canned = CANNED.exec(before)?.[1];
  if (canned !== undefined)
    return { kind: 'canned', typed: canned, from: caret - canned.length - 1, to: caret };
  const match = mode === 'note' ? MENTION.exec(before) : null;
  if (!match) return null;
  const typed = match[1] ?? '';
  return { kind: 'mention', typed, from: caret - typed.length - 1, to: caret };
}

/** The text with a part replaced, and where the caret is then. */
export function completed(
  text: string,
  { from, to }: Pick<Trigger, 'from' | 'to'>,
  words: string,
): { text: string; caret: number } {
  return { text: text.slice(0, from) + words + text.slice(to), caret: from + words.length };
}
