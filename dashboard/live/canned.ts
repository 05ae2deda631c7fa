/** Canned replies: found by their shortcut, and filled with the names of those who talk. */
import type { Me } from '../../widget/protocol/generated.ts';

export interface Canned {
  id: string;
  shortcut: string;
  body: string;
  /** Everybody's, or one's own. */
  shared: boolean;
}

/** Those whose shortcut begins so come first, then those that have it anywhere. */
export function found(replies: readonly Canned[], typed: string): Canned[] {
  const wanted = typed.toLowerCase();
  const rank = ({ shortcut, body }: Canned) => {
    if (shortcut.startsWith(wanted)) return 0;
    if (shortcut.includes(wanted)) return 1;
    return body.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return replies
    .filter((reply) => rank(reply) < 3)
    .sort((a, b) => rank(a) - rank(b) || a.shortcut.localeCompare(b.shortcut));
}

const VARIABLE = /\{\{\s*([a-z_.]+)\s*(?:\|([^{}]*))?\}\}/g;

/** `{{visitor.first_name|friend}}` says itself what stands there when it is not known. */
export function filled(body: string, values: Readonly<Record<string, string | null>>): string {
  return body.replace(VARIABLE, (whole, name: string, instead?: string) => {
    if (!(name in values)) return whole;
    return values[name] || instead?.trim() || USUAL[name] || '';
  });
}

/** So that "Hello {{visitor.first_name}}," is a greeting for somebody without a name too. */
const USUAL: Record<string, string> = {
  'visitor.name': 'there',
  'visitor.first_name': 'there',
  'visitor.email': 'your email address',
};

interface Known {
  full_name: string | null;
  email: string | null;
}

export function valuesFor(
  conversation: { widget_customer?: Known | null } | null,
  { agent, organization }: Pick<Me, 'agent' | 'organization'>,
): Record<string, string | null> {
  const { full_name: name = null, email = null } = conversation?.widget_customer ?? {};
  return {
    'visitor.name': name,
    'visitor.first_name': first(name),
    'visitor.email': email,
    'agent.name': agent.name,
    'agent.first_name': first(agent.name),
    'organization.name': organization.name,
  };
}

const first = (name: string | null) => name?.trim().split(/\s+/u)[0] ?? null;
