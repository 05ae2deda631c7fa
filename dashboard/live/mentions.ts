/** Colleagues whom a note names. */
import type { AgentId } from '../../widget/protocol/generated.ts';

export interface Named {
  id: AgentId;
  name: string;
}

export interface Spoken {
  text: string;
  /** Whose name it is, with the sign before it; null for all other words. */
  named: Named | null;
}

/** The words of a note, and the names in it. A longer name is not its beginning. */
export function spoken(text: string, agents: readonly Named[]): Spoken[] {
  const byLength = agents.filter(({ name }) => name).sort((a, b) => b.name.length - a.name.length);
  const said: Spoken[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const named = byLength.find(({ name }) => text.startsWith(name, at + 1));
    if (!named) continue;
    const end = at + 1 + named.name.length;
    if (at > from) said.push({ text: text.slice(from, at), named: null });
    said.push({ text: text.slice(at, end), named });
    from = end;
    at = end - 1;
  }
  if (from < text.length) said.push({ text: text.slice(from), named: null });
  return said;
}

/** Each once. */
export const mentionsIn = (text: string, agents: readonly Named[]): AgentId[] => [
  ...new Set(spoken(text, agents).flatMap(({ named }) => named?.id ?? [])),
];
