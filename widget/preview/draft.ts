/** What the dashboard, around the preview, tells it. */
import type { AgentRef, PublicConfig } from '../protocol/generated.ts';

export interface Draft {
  config: PublicConfig;
  /** Who answers in it. */
  agent: AgentRef;
  isNight: boolean;
  /** `any`: as it is just now. */
  show: 'window' | 'words' | 'any';
  /** What the site says first. */
  words: { message: string; open: boolean } | null;
}

/** From the dashboard; and without a draft from the preview, which is ready for one then. */
export interface PreviewMessage {
  chatdesk: 'preview';
  draft?: Draft;
}

/** What the page and the frame in it both look at. */
export interface Preview {
  draft: Draft;
  night: MediaQueryList;
}

declare global {
  interface Window {
    preview?: Preview;
  }
}
