/** The page's own options. */
import type { PublicConfig } from '../../protocol/generated.ts';
import { current, OPTIONS as OLD } from '../deprecated.ts';
import { warn } from '../warn.ts';
import type { Options } from '../widget.ts';
import { hasPlace } from './container.ts';

const TEXT = /\S/;
const SWITCH = /^(true|false)$/;
const NUMBER = /^\d{1,4}$/;
const COLOUR = /^#([\da-f]{3}){1,2}$/i;

/** What a page may set over the stored configuration, and what it must look like. */
const OPTIONS: { [option: string]: RegExp } = {
  position: /^((top|bottom)(-left|-right)?|left|right)$/,
  primaryColor: COLOUR,
  accentColor: COLOUR,
  theme: /^(light|dark|auto)$/,
  look: /^(classic|plain|soft|contrast)$/,
  size: /^(small|medium|large)$/,
  bubbleIcon: /^(chat|dots|question|smile|mail)$/,
  offsetX: NUMBER,
  offsetY: NUMBER,
  language: /^[a-z]{2,3}(-\w+)*$/i,
  title: TEXT,
  greeting: TEXT,
  autoOpen: SWITCH,
  autoOpenDelay: NUMBER,
  sound: SWITCH,
};
/** These are not in the configuration. */
const OTHERS: { [option: string]: RegExp } = {
  widgetKey: TEXT,
  departmentId: TEXT,
  userData: /^\[object/,
  container: /./,
  consent: SWITCH,
  notifications: SWITCH,
};

/** The stored configuration with the page's options over it. What is unknown or wrong is told and left out. */
export async function apply(config: PublicConfig, options: Options): Promise<PublicConfig> {
  const applied: { [field: string]: unknown } = { ...config };
  for (const given of Object.keys(options)) {
    if (options[given] === undefined) continue;
    const name = current('option', given, OLD);
    const value = read(name, options[given]);
    if (value === undefined) delete options[given];
    else if (name in OPTIONS) applied[fieldOf(name)] = value;
    else options[name] = value;
  }
  await hasPlace(options);
  return applied as unknown as PublicConfig;
}

/** The value as it is used; nothing when it cannot be. */
function read(name: string, given: unknown): unknown {
  const shape = shapeOf(name);
  const text = `${given}`;
  if (!shape) warn(`there is no option "${name}"`);
  else if (given === null || !shape.test(text) || (shape === TEXT && text !== given))
    warn(`the option "${name}" cannot be "${text}"`);
  else return shape === SWITCH || shape === NUMBER ? JSON.parse(text) : given;
  return undefined;
}

const shapeOf = (name: string) =>
  Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : Object.hasOwn(OTHERS, name) ? OTHERS[name] : undefined;

/** `primaryColor` is `primary_color` there, and the greeting a message. */
const fieldOf = (name: string) =>
  name === 'greeting' ? 'greeting_message' : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
