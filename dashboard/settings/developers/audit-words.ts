/** What somebody did, as one would tell it. */
import type { AuditEntry } from '../../api/to-come.ts';
import { humanised } from '../organization/features.ts';

/** What the last part of an action is called; what is not here is told as it is. */
const DID: Readonly<Record<string, string>> = {
  created: 'added',
  added: 'added',
  changed: 'changed',
  updated: 'changed',
  deleted: 'deleted',
  removed: 'deleted',
  erased: 'erased',
  exported: 'exported',
  invited: 'invited',
  joined: 'accepted',
  revoked: 'revoked',
  withdrawn: 'withdrew',
  deactivated: 'deactivated',
  activated: 'let in',
  reordered: 'reordered',
  rotated: 'renewed',
  disabled: 'turned off',
  enabled: 'turned on',
};

const THINGS: Readonly<Record<string, string>> = {
  api_key: 'API key',
  canned_reply: 'canned reply',
  identity_secret: 'identity secret',
  webhook_secret: 'webhook’s secret',
  widget_key: 'widget’s key',
};

export function sentenceOf({ agent, action, target }: AuditEntry): string {
  const [thing = '', did = ''] = split(action);
  const what = THINGS[thing] ?? thing.replace(/[._-]/g, ' ');
  const name = target?.name ? ` ${quoted(target.name)}` : '';
  return `${agent?.name ?? 'ChatDesk'} ${DID[did] ?? did.replace(/[._-]/g, ' ')} the ${what}${name}`;
}

function split(action: string): [string, string] {
  const at = action.lastIndexOf('.');
  return at < 0 ? [action, 'changed'] : [action.slice(0, at), action.slice(at + 1)];
}

const quoted = (name: string) => `“${name}”`;

export interface Difference {
  field: string;
  before: string | null;
  after: string | null;
}

/** Field by field, in words; what was not there before or is gone is null. */
export function differencesOf({ before, after }: AuditEntry): Difference[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields.map((field) => ({
    field: humanised(field),
    before: wordsOf(before?.[field]),
    after: wordsOf(after?.[field]),
  }));
}

function wordsOf(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return value.toLocaleString('en');
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.length > 0 ? value.join(', ') : null;
  return JSON.stringify(value);
}
