import type { ProactiveRule } from '../../widget/protocol/generated.ts';

/** A rule for proactive chat that asks for nothing. */
export const rule = (more: Partial<ProactiveRule> = {}): ProactiveRule => ({
  id: 'r',
  enabled: true,
  message: 'Hello',
  open: false,
  urls: [],
  seconds: null,
  scroll: null,
  leaving: false,
  returning: null,
  pages: null,
  online: null,
  once: 'visit',
  ...more,
});
