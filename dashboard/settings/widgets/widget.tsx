import { useState } from 'react';
import type { Organization, Widget } from '../../../widget/protocol/generated.ts';
import { ApiError } from '../../api/client.ts';
import { changesOf as changed } from '../form/draft.ts';
import { FormView } from '../form/form.tsx';
import { type Form, useForm } from '../form/use-form.ts';
import { Frame } from '../frame.tsx';
import { useMay } from '../roles.ts';
import { Beside } from './beside.tsx';
import { goToSection, SectionNav } from './section-nav.tsx';
import { Behaviour } from './sections/behaviour.tsx';
import { EmbedSection } from './sections/embed.tsx';
import { FormSection } from './sections/form.tsx';
import { Hours } from './sections/hours.tsx';
import { Identity } from './sections/identity.tsx';
import { Look } from './sections/look.tsx';
import { Check, Sites } from './sections/sites.tsx';
import { Speaking } from './sections/speaking.tsx';
import { Words } from './sections/words.tsx';
import { placeOf, type Section, type SectionId, sectionOf } from './sections.ts';
import { useHas } from './use-has.ts';
import { PATH, useWidgetWrites } from './use-widgets.ts';
import { changesOf, type Values, valuesOf } from './values.ts';

interface WidgetPageProps {
  widget: Widget;
  organization: Organization;
  section: string | undefined;
}

/** One form over all sections, and beside it the widget as it would be. */
export function WidgetPage({ widget, organization, section: named }: WidgetPageProps) {
  const section = sectionOf(named);
  const known = valuesOf(widget);
  const form = useWidgetForm(widget, known, section);
  const [language, setLanguage] = useState<string | null>(null);
  const [spoken, setSpoken] = useState<string | null>(null);
  const mayChange = useMay('admin');
  const props = { form, widget, organization };
  return (
    <Frame
      title={widget.name}
      back={{ to: PATH, name: 'Widgets' }}
      changedBy="admin"
      isWide
      lead={useWhyNot(widget)}
    >
      <SectionNav id={widget.id} current={section.id} changed={placesOf(known, form.values)} />
      <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="flex min-w-0 flex-col gap-4">
          {section.id === 'identity' && <Identity widget={widget} />}
          {section.id === 'embed' && <EmbedSection widget={widget} />}
          <FormView label={section.name} form={form} mayChange={mayChange}>
            {section.id === 'look' && <Look {...props} />}
            {section.id === 'words' && <Words {...props} language={language} onLanguage={setLanguage} />}
            {section.id === 'behaviour' && <Behaviour {...props} />}
            {section.id === 'form' && <FormSection {...props} />}
            {section.id === 'hours' && <Hours {...props} />}
            {section.id === 'sites' && <Sites {...props} />}
            {section.id === 'speaking' && <Speaking {...props} spoken={spoken} onSpoken={setSpoken} />}
          </FormView>
          {section.id === 'sites' && mayChange && <Check widget={widget} />}
        </div>
        <Beside
          values={form.values}
          widget={widget}
          organization={organization}
          section={section}
          language={language}
          spoken={spoken}
        />
      </div>
    </Frame>
  );
}

export interface SectionProps {
  form: Form<Values>;
  widget: Widget;
  organization: Organization;
}

/** What is wrong is shown where it is written. */
function useWidgetForm(widget: Widget, known: Values, section: Section): Form<Values> {
  const { change } = useWidgetWrites();
  return useForm<Values>({
    value: known,
    save: async (draft) => {
      try {
        await change(widget.id, changesOf(draft));
      } catch (error) {
        const [first] = error instanceof ApiError ? Object.keys(error.fields) : [];
        if (first && placeOf(first) !== section.id) goToSection(widget.id, placeOf(first), true);
        throw error;
      }
    },
  });
}

const placesOf = (known: Values, values: Values): ReadonlySet<SectionId> =>
  new Set(Object.keys(changed(known, values)).map(placeOf));

/** Why visitors do not see it. */
function useWhyNot({ enabled }: Widget): string | null {
  const hasChat = useHas('web_chat') !== false;
  if (enabled && hasChat) return null;
  return `${hasChat ? 'It is turned off' : 'Your plan has no web chat'}: visitors do not see it. The preview shows it all the same.`;
}
