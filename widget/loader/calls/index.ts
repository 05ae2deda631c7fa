/** What a page calls, as the frame understands it. */
import type { Command, User } from '../../bridge.ts';
import { CALLS, current } from '../deprecated.ts';
import { warn } from '../warn.ts';

const THEME = /^(light|dark|auto)$/;
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

export function commandOf(name: string, [first, second]: unknown[]): Command | undefined {
  const command = attempt(() => read(current('call', name, CALLS), first, second));
  if (!command) warn(`"${name}" cannot be called like that`);
  return command;
}

/** What goes in a circle, for one, cannot be told to the frame. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function read(name: string, first: unknown, second: unknown): Command | undefined {
  if (name === 'reset' || name === 'consent') return { type: name };
  if (name === 'identify') return isObject(first) ? { type: name, user: plain(first) as User } : undefined;
  if (!isText(first)) return undefined;
  if (name === 'send' || name === 'sendMessage') return { type: 'send', text: first };
  if (name === 'track') return { type: name, name: first, ...(isObject(second) && { data: plain(second) }) };
  if (name === 'setLanguage') return { type: name, language: first };
  if (name === 'setTheme') return THEME.test(first) ? { type: name, theme: first } : undefined;
  return { type: 'setDepartment', department: first };
}

/** What cannot be in JSON cannot be posted either. */
const plain = (value: object): object => JSON.parse(JSON.stringify(value));
