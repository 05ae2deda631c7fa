/** What visitors' browsers would be told of a widget that is being written. */
import { isHex } from '../../../widget/colour.ts';
import type {
  AgentRef,
  BotSettings,
  Department,
  Organization,
  OrganizationTheme,
  PreChatField,
  PublicConfig,
  Timestamp,
} from '../../../widget/protocol/generated.ts';
import { fieldOf, type LookValues, linesOf, type Rule, type Values } from './values.ts';

export interface Around {
  key: string;
  organization: Organization;
  departments: readonly Department[];
  /** Somebody is here, as the switch beside the preview says. */
  isOnline: boolean;
  backAt: Timestamp | null;
  agent: AgentRef;
  bot: BotSettings;
  /** May the line that names ChatDesk be left out? */
  hasOwnBrand: boolean;
  /** The language whose words are being written. */
  language: string | null;
}

/** What is usual, as the server has it. */
export const USUAL: Worn = {
  primary_color: '#2f6f4f',
  accent_color: null,
  logo_url: null,
  theme: 'auto',
  look: 'classic',
  size: 'medium',
  position: 'bottom-right',
  bubble_icon: 'chat',
};

export type Worn = Pick<PublicConfig, keyof OrganizationTheme>;

/** The widget's own, or else the organization's, or else what is usual. */
export function wornBy(values: LookValues, theme: Partial<OrganizationTheme> = {}): Worn {
  const colour = (...given: (string | null | undefined)[]) => given.find((one) => one && isHex(one)) ?? null;
  const picture = values.logoUrl ?? theme.logo_url ?? null;
  return {
    primary_color: colour(values.primaryColor, theme.primary_color) ?? USUAL.primary_color,
    accent_color: colour(values.accentColor, theme.accent_color),
    logo_url: picture?.startsWith('https://') ? picture : null,
    theme: values.theme ?? theme.theme ?? USUAL.theme,
    look: values.look ?? theme.look ?? USUAL.look,
    size: values.size ?? theme.size ?? USUAL.size,
    position: values.position ?? theme.position ?? USUAL.position,
    bubble_icon: values.bubbleIcon ?? theme.bubble_icon ?? USUAL.bubble_icon,
  };
}

export function publicConfigOf(values: Values, around: Around): PublicConfig {
  const { organization, isOnline } = around;
  return {
    key: around.key,
    ...wornBy(values, organization.theme),
    offset_x: pixels(values.offsetX),
    offset_y: pixels(values.offsetY),
    custom_css: values.customCss,
    title: values.title.trim() || organization.name,
    greeting_message: (around.bot.enabled && around.bot.greeting) || values.greetingMessage,
    offline_message: values.offlineMessage,
    auto_open: values.autoOpen,
    auto_open_delay: number(values.autoOpenDelay, 3_600) ?? 0,
    show_agent_avatars: values.showAgentAvatars,
    show_typing_indicator: values.showTypingIndicator,
    sound: values.sound,
    powered_by: values.poweredBy || !around.hasOwnBrand,
    language: around.language ?? values.language,
    texts: values.texts,
    proactive_rules: values.proactiveRules.filter(({ enabled }) => enabled).map(ruleOf),
    online: isOnline,
    bot: around.bot.enabled,
    back_at: isOnline ? null : around.backAt,
    agents: isOnline && values.showAgentAvatars ? [around.agent] : [],
    departments: around.departments
      .filter(({ id }) => values.departmentIds?.includes(id) ?? true)
      .map(({ id, name, description }) => ({ id, name, description, online: isOnline })),
    pre_chat: { ...values.preChat, fields: values.preChat.fields.filter(isAskable).map(fieldOf) },
    consent_required: organization.consent_required,
    tracking: organization.tracking,
    typing_preview: organization.typing_preview,
    attachments: organization.attachments,
    attachment_megabytes: organization.attachment_megabytes,
  };
}

/** As far as it is written; the server says what is wrong with the rest. */
function number(text: string, most: number): number | null {
  return /^\d{1,9}$/.test(text.trim()) ? Math.min(most, Number(text)) : null;
}

const pixels = (text: string) => number(text, 400) ?? 20;

const ruleOf = ({ seconds, scroll, pages, urls, ...rest }: Rule) => ({
  ...rest,
  seconds: number(seconds, 86_400),
  scroll: number(scroll, 100),
  pages: number(pages, 1_000),
  urls: linesOf(urls),
});

/** Where there is nothing to choose yet, nobody can be asked to. */
const isAskable = ({ type, options }: PreChatField) =>
  (type !== 'select' && type !== 'radio') || options.some((option) => option.trim());
