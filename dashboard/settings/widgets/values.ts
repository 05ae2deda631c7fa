/** A widget as it is written in its form, and what of it the server is told. Numbers are text while somebody writes. */
import type {
  ChangeWidget,
  PreChat,
  PreChatField,
  ProactiveRule,
  Widget,
} from '../../../widget/protocol/generated.ts';
import type { Draft } from '../form/draft.ts';
import { numberOf, textOfNumber } from '../numbers.ts';

/** `uid`: which one it is, also while its own id is written. */
export type Question = PreChatField & { uid: string };

export type Rule = Omit<ProactiveRule, 'seconds' | 'scroll' | 'pages' | 'urls'> & {
  seconds: string;
  scroll: string;
  pages: string;
  /** One a line. */
  urls: string;
};

type Numbers = 'offset_x' | 'offset_y' | 'auto_open_delay';
const INHERITED = [
  'primary_color',
  'accent_color',
  'logo_url',
  'theme',
  'look',
  'size',
  'position',
  'bubble_icon',
] as const;
export type Inherited = (typeof INHERITED)[number];

const own = <Name extends Inherited>(widget: Widget, name: Name): Widget[Name] | null =>
  widget.inherits.includes(name) ? null : widget[name];

export const valuesOf = (widget: Widget) => ({
  name: widget.name,
  enabled: widget.enabled,
  primaryColor: own(widget, 'primary_color'),
  accentColor: own(widget, 'accent_color'),
  logoUrl: own(widget, 'logo_url'),
  theme: own(widget, 'theme'),
  look: own(widget, 'look'),
  size: own(widget, 'size'),
  position: own(widget, 'position'),
  bubbleIcon: own(widget, 'bubble_icon'),
  offsetX: textOfNumber(widget.offset_x),
  offsetY: textOfNumber(widget.offset_y),
  customCss: widget.custom_css,
  title: widget.title,
  greetingMessage: widget.greeting_message,
  offlineMessage: widget.offline_message,
  autoOpen: widget.auto_open,
  autoOpenDelay: textOfNumber(widget.auto_open_delay),
  showAgentAvatars: widget.show_agent_avatars,
  showTypingIndicator: widget.show_typing_indicator,
  sound: widget.sound,
  poweredBy: widget.powered_by,
  language: widget.language,
  texts: widget.texts,
  preChat: writtenForm(widget.pre_chat),
  businessHours: widget.business_hours,
  allowedDomains: widget.allowed_domains,
  proactiveRules: widget.proactive_rules.map(writtenRule),
  departmentIds: widget.department_ids,
});

export type Values = ReturnType<typeof valuesOf>;

/** What an organization may set for all of its widgets. */
export type LookValues = Pick<
  Values,
  'primaryColor' | 'accentColor' | 'logoUrl' | 'theme' | 'look' | 'size' | 'position' | 'bubbleIcon'
>;

const writtenForm = ({ mode, fields }: PreChat) => ({
  mode,
  fields: fields.map((field): Question => ({ ...field, uid: field.id })),
});

export const writtenRule = ({ seconds, scroll, pages, urls, ...rest }: ProactiveRule): Rule => ({
  ...rest,
  seconds: textOfNumber(seconds),
  scroll: textOfNumber(scroll),
  pages: textOfNumber(pages),
  urls: urls.join('\n'),
});

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Throws what is wrong. */
export function ruleOf({ seconds, scroll, pages, urls, ...rest }: Rule, index: number): ProactiveRule {
  const at = `proactiveRules[${index}]`;
  return {
    ...rest,
    seconds: numberOf(seconds, `${at}.seconds`),
    scroll: numberOf(scroll, `${at}.scroll`),
    pages: numberOf(pages, `${at}.pages`),
    urls: linesOf(urls),
  };
}

export const fieldOf = ({ uid: _, ...field }: Question): PreChatField => ({
  ...field,
  options: field.options.filter((option) => option.trim()),
  placeholder: field.placeholder || null,
  pattern: field.pattern || null,
  url: field.url || null,
});

/** What changed, as the server reads it. Throws what is wrong before it is asked. */
export function changesOf(draft: Draft<Values>): ChangeWidget {
  const { offsetX, offsetY, autoOpenDelay, preChat, proactiveRules, ...rest } = draft;
  return {
    ...rest,
    ...numbers({ offset_x: offsetX, offset_y: offsetY, auto_open_delay: autoOpenDelay }),
    ...(preChat && { preChat: { ...preChat, fields: preChat.fields.map(fieldOf) } }),
    ...(proactiveRules && { proactiveRules: proactiveRules.map(ruleOf) }),
  };
}

const NAMES = { offset_x: 'offsetX', offset_y: 'offsetY', auto_open_delay: 'autoOpenDelay' } as const;

/** Nothing written: as is usual. */
function numbers(written: Record<Numbers, string | undefined>): ChangeWidget {
  const change: ChangeWidget = {};
  for (const name of Object.keys(NAMES) as Numbers[]) {
    const text = written[name];
    if (text !== undefined) change[NAMES[name]] = numberOf(text, NAMES[name]);
  }
  return change;
}
