/** What a page calls, as the frame understands it. */
import type { Command, User } from '../../bridge.ts';
import type { PublicConfig, Theme } from '../../protocol/generated.ts';
import { CALLS, current } from '../deprecated.ts';
import { warn } from '../warn.ts';
import type { Widget } from '../widget.ts';

type Settings = Pick<Widget, 'config' | 'options'>;

const THEME = /^(light|dark|auto)$/;
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

export function commandOf(name: string, [first, second]: unknown[], to: Settings): Command | undefined {
  const command = attempt(() => read(current('call', name, CALLS), first, second));
  if (command) settle(command, to);
  else warn(`"${name}" cannot be called like that`);
  return command;
}

/** What a frame that is loaded anew has to know again. */
function settle(command: Command, { config, options }: Settings): void {
  if (command.type === 'setTheme') config.theme = command.theme as Theme;
  else if (command.type === 'setLanguage') config.language = command.language;
  else if (command.type === 'setDepartment') options.departmentId = command.department;
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
  if (name === 'config') return isObject(first) ? { type: name, config: first as PublicConfig } : undefined;
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
