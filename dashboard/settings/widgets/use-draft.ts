import { useState } from 'react';
import type { Draft } from '../../../widget/preview/draft.ts';
import type { Organization, Widget } from '../../../widget/protocol/generated.ts';
import { useDepartments } from '../../live/choices.ts';
import { useCurrentMe } from '../../shell/me-context.ts';
import { backAt } from './back-at.ts';
import type { Switches } from './preview.tsx';
import { publicConfigOf } from './public-config.ts';
import type { Section } from './sections.ts';
import { useHas } from './use-has.ts';
import type { Values } from './values.ts';

const NOBODY: readonly never[] = [];

export interface About {
  widget: Widget;
  organization: Organization;
  values: Values;
  section: Section;
  /** Whose words are being written. */
  language: string | null;
  /** The rule that is looked at. */
  spoken: string | null;
}

/** What the preview is told. */
export function useDraft(
  { widget, organization, values, section, language, spoken }: About,
  on: Switches,
): Draft {
  const { agent } = useCurrentMe();
  const departments = useDepartments().data?.items ?? NOBODY;
  const hasOwnBrand = useHas('own_brand') ?? true;
  const { id, name, avatar_url } = agent;
  const shown = values.proactiveRules.find((rule) => rule.id === spoken) ?? values.proactiveRules[0];
  return {
    config: publicConfigOf(values, {
      key: widget.key,
      organization,
      departments,
      isOnline: on.isOnline,
      backAt: values.businessHours && backAt(values.businessHours, new Date()),
      agent: { id, name, avatar_url },
      bot: widget.bot,
      hasOwnBrand,
      language: section.id === 'words' ? language : null,
    }),
    agent: { id, name, avatar_url },
    isNight: on.isNight,
    show: section.show,
    words: section.show === 'words' && shown ? { message: shown.message, open: shown.open } : null,
  };
}

export function useSwitches(): [Switches, (switches: Switches) => void] {
  return useState<Switches>(() => ({
    isNight: document.documentElement.dataset.theme === 'dark',
    isPhone: false,
    isOnline: true,
  }));
}
