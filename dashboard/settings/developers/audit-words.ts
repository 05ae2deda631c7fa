/** What somebody did, as one would tell it. */
import type { AuditEntry } from '../../../widget/protocol/generated.ts';
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
  bot_entry: 'answer',
  bot_page: 'page of the bot',
  bot_synonyms: 'synonyms of the bot',
  identity_secret: 'identity secret',
};

export function sentenceOf({ agent, action, target }: AuditEntry): string {
  const { thing, part, did } = partsOf(action);
  const name = target.name ? ` “${target.name}”` : '';
  return `${agent?.name ?? 'ChatDesk'} ${did} the ${part && `${part} of the `}${thing}${name}`;
}

/** Without anybody: “Widget: identity secret changed”. */
export function titleOf(action: string): string {
  const { thing, part, did } = partsOf(action);
  return `${thing[0]?.toUpperCase()}${thing.slice(1)}: ${part && `${part} `}${did}`;
}

/** `widget.changed`, or `widget.identity_secret_changed` of something that belongs to it. */
function partsOf(action: string) {
  const [thing = '', event = 'changed'] = action.split(/\.(?=[^.]*$)/);
  const at = event.lastIndexOf('_');
  const verb = event.slice(at + 1);
  return { thing: named(thing), part: at < 0 ? '' : named(event.slice(0, at)), did: DID[verb] ?? verb };
}

const named = (thing: string) => THINGS[thing] ?? thing.replace(/[._-]/g, ' ');

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
  if (Array.isArray(value)) return listed(value.map(wordsOf));
  const entries = Object.entries(value).filter(([, one]) => wordsOf(one) !== null);
  return listed(entries.map(([name, one]) => `${humanised(name).toLowerCase()} ${wordsOf(one)}`));
}

const listed = (all: (string | null)[]) => all.join(', ') || null;
