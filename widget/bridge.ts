/** What the loader, on the host's page, and the frame tell each other. */
import type { Page, PublicConfig } from './protocol/generated.ts';

/** The first words, posted to the frame's own origin together with the port for all that follows. */
export interface Greeting {
  chatdesk: 1;
  /** Stored configuration with the page's own options over it. */
  config: PublicConfig;
  page: Page;
  /** The language of the host's page. */
  language: string;
  open: boolean;
  /** Part of the page, or the whole of it: there is nothing to close. */
  isInline: boolean;
  /** Does the page say that the visitor has consented? */
  consent: boolean;
  /** Who the page says the visitor is. */
  user?: User | undefined;
  /** The department that the page has chosen. */
  department?: string | undefined;
}

/** `token` is signed by the site's server; without it the rest is only a description. */
export interface User {
  token?: string;
  userId?: string;
  name?: string;
  email?: string;
  phone?: string;
  [field: string]: unknown;
}

/** What a page calls and the frame does. */
export type Command =
  | { type: 'send'; text: string }
  | { type: 'identify'; user: User }
  | { type: 'reset' }
  | { type: 'consent' }
  | { type: 'track'; name: string; data?: unknown }
  | { type: 'setLanguage'; language: string }
  | { type: 'setTheme'; theme: string }
  | { type: 'setDepartment'; department: string }
  /** The window was opened where visits are tracked; only the frame itself says so. */
  | { type: 'shown' }
  /** Settings that are just being written; only the preview beside them says so. */
  | { type: 'config'; config: PublicConfig };

export type ToFrame =
  | { type: 'opened'; page: Page }
  | { type: 'closed' }
  /** The visitor has waved the news away. */
  | { type: 'dismissed' }
  /** The visitor went to another page without loading it. */
  | { type: 'page'; page: Page }
  /** The site speaks first: shown as the team's words, sent to nobody. */
  | { type: 'proactive'; text: string }
  | Command;

/** The first `state` says that the frame is ready. Its labels are in the visitor's language, which the loader lacks. */
export type ToLoader =
  | { type: 'state'; unread: number; isKnown: boolean; labels: Labels }
  | { type: 'close' }
  | { type: 'expand'; isLarge: boolean }
  /** Somebody wrote while the window was closed. */
  | { type: 'news'; name: string; avatar: string | null; text: string }
  | { type: 'event'; name: string; detail?: unknown };

export interface Labels {
  open: string;
  close: string;
  dismiss: string;
  /** For the page's title. */
  news: string;
}
