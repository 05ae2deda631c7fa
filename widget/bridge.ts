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
}

export type ToFrame = { type: 'opened'; page: Page } | { type: 'closed' };

/** The first `state` says that the frame is ready. Its labels are in the visitor's language, which the loader lacks. */
export type ToLoader =
  | { type: 'state'; unread: number; labels: { open: string; close: string } }
  | { type: 'close' };
