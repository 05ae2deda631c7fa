import type { PublicConfig } from '../protocol/generated.ts';
import { warn } from './warn.ts';

export type Options = { widgetKey?: string; [option: string]: unknown };

const TEXT = /\S/;

/** What a page may set: the field of the configuration it overrides, and what it must look like. */
const OPTIONS: { [option: string]: [field: keyof PublicConfig, shape: RegExp] } = {
  position: ['position', /^((top|bottom)(-left|-right)?|left|right)$/],
  primaryColor: ['primary_color', /^#([\da-f]{3}){1,2}$/i],
  theme: ['theme', /^(light|dark|auto)$/],
  language: ['language', /^[a-z]{2,3}(-\w+)*$/i],
  title: ['title', TEXT],
  greeting: ['greeting_message', TEXT],
};

/** The stored configuration with the page's options over it. What is unknown or wrong is told and left out. */
export function apply(config: PublicConfig, { widgetKey: _, ...options }: Options): PublicConfig {
  const overrides: { [field: string]: unknown } = {};
  for (const [name, value] of Object.entries(options)) {
    const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (!option) warn(`there is no option "${name}"`);
    else if (typeof value !== 'string' || !option[1].test(value))
      warn(`the option "${name}" cannot be "${value}"`);
    else overrides[option[0]] = value;
  }
  return { ...config, ...overrides };
}
