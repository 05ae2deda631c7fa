/** What makes a widget other than usual: the page's own options, another icon, a place in the page. Comes when there is any. */
import type { BubbleIcon, PublicConfig } from '../../protocol/generated.ts';
import type { View } from '../launcher.ts';
import { warn } from '../warn.ts';
import type { Options } from '../widget.ts';

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
const OTHERS = /^(widgetKey|departmentId|userData|container|consent|notifications)$/;

/** The stored configuration with the page's options over it. What is unknown or wrong is told and left out. */
export function apply(config: PublicConfig, options: Options): PublicConfig {
  const applied: { [field: string]: unknown } = { ...config };
  for (const name in options) {
    const text = `${options[name]}`;
    const shape = OPTIONS[name];
    if (OTHERS.test(name)) continue;
    if (!isOption(name)) warn(`there is no option "${name}"`);
    else if (!shape?.test(text) || (shape === TEXT && text !== options[name]))
      warn(`the option "${name}" cannot be "${text}"`);
    else applied[fieldOf(name)] = shape === SWITCH || shape === NUMBER ? JSON.parse(text) : text;
  }
  return applied as unknown as PublicConfig;
}

const isOption = (name: string) => Object.hasOwn(OPTIONS, name);

/** `primaryColor` is `primary_color` there, and the greeting a message. */
const fieldOf = (name: string) =>
  name === 'greeting' ? 'greeting_message' : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** From Lucide (ISC): message-circle with something in it, smile, mail. */
const SHAPES: { [icon in BubbleIcon]?: string } = {
  dots: 'M8 12h.01M12 12h.01M16 12h.01',
  question: 'M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01',
  smile: 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M8 14s1.5 2 4 2 4-2 4-2M9 9h.01M15 9h.01',
  mail: 'm22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z',
};

/** Gives the drawn widget its icon and its place. */
export function adorn(
  { host, root, launcher }: View,
  { bubble_icon }: PublicConfig,
  { container }: Options,
): void {
  const path = launcher.querySelector('path');
  const shape = SHAPES[bubble_icon];
  if (shape)
    path?.setAttribute(
      'd',
      shape.startsWith('M22') || shape.startsWith('m') ? shape : path.getAttribute('d') + shape,
    );
  if (!container) return;
  const place = typeof container === 'string' ? document.querySelector(container) : container;
  if (!place) warn(`there is no container "${container}"`);
  else {
    root.className = 'root inline';
    place.append(host);
  }
}
