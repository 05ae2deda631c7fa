/** The parts of a widget's settings, in their order. */
import type { Draft as Shown } from '../../../widget/preview/draft.ts';

export const SECTIONS = [
  { id: 'look', name: 'Look', show: 'window' },
  { id: 'words', name: 'Words', show: 'window' },
  { id: 'behaviour', name: 'Behaviour', show: 'any' },
  { id: 'form', name: 'Form before the chat', show: 'window' },
  { id: 'hours', name: 'Hours', show: 'any' },
  { id: 'sites', name: 'Sites', show: 'any' },
  { id: 'speaking', name: 'Speaking first', show: 'words' },
  { id: 'identity', name: 'Identity', show: 'any' },
  { id: 'embed', name: 'Embed', show: 'any' },
] as const satisfies readonly { id: string; name: string; show: Shown['show'] }[];

export type Section = (typeof SECTIONS)[number];
export type SectionId = Section['id'];

export const sectionOf = (id: string | undefined): Section =>
  SECTIONS.find((one) => one.id === id) ?? SECTIONS[0];

const FIELDS: Readonly<Record<string, SectionId>> = {
  title: 'words',
  greetingMessage: 'words',
  offlineMessage: 'words',
  language: 'words',
  texts: 'words',
  name: 'behaviour',
  enabled: 'behaviour',
  autoOpen: 'behaviour',
  autoOpenDelay: 'behaviour',
  showAgentAvatars: 'behaviour',
  showTypingIndicator: 'behaviour',
  sound: 'behaviour',
  poweredBy: 'behaviour',
  departmentIds: 'behaviour',
  preChat: 'form',
  businessHours: 'hours',
  allowedDomains: 'sites',
  proactiveRules: 'speaking',
};

/** Where a field is written, by its name or by what the server calls a part of it. */
export const placeOf = (field: string): SectionId => FIELDS[/^\w+/.exec(field)?.[0] ?? ''] ?? 'look';
