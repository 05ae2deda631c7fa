import type { Organization, OrganizationTheme, Widget } from '../../../widget/protocol/generated.ts';
import { ApiError } from '../../api/client.ts';
import { FormView } from '../form/form.tsx';
import { useForm } from '../form/use-form.ts';
import { Frame } from '../frame.tsx';
import { useMay } from '../roles.ts';
import { useSaveOrganization } from '../use-organization.ts';
import { Beside } from './beside.tsx';
import { USUAL } from './public-config.ts';
import { ThemeFields } from './sections/look.tsx';
import { SECTIONS } from './sections.ts';
import { PATH } from './use-widgets.ts';
import { type LookValues, valuesOf } from './values.ts';

const [LOOK] = SECTIONS;

const NOTHING: OrganizationTheme = {
  primary_color: null,
  accent_color: null,
  logo_url: null,
  theme: null,
  look: null,
  size: null,
  position: null,
  bubble_icon: null,
};

const lookOf = (theme: OrganizationTheme): LookValues => ({
  primaryColor: theme.primary_color,
  accentColor: theme.accent_color,
  logoUrl: theme.logo_url,
  theme: theme.theme,
  look: theme.look,
  size: theme.size,
  position: theme.position,
  bubbleIcon: theme.bubble_icon,
});

const themeOf = (values: LookValues): OrganizationTheme => ({
  primary_color: values.primaryColor,
  accent_color: values.accentColor,
  logo_url: values.logoUrl,
  theme: values.theme,
  look: values.look,
  size: values.size,
  position: values.position,
  bubble_icon: values.bubbleIcon,
});

interface ThemePageProps {
  organization: Organization;
  /** One of them shows it. */
  widget: Widget;
}

/** How all widgets look that have nothing of their own to say. */
export function ThemePage({ organization, widget }: ThemePageProps) {
  const save = useSaveOrganization();
  const form = useForm<LookValues>({
    value: lookOf(organization.theme ?? NOTHING),
    save: (_, values) => save({ theme: themeOf(values) }).catch(inOurNames),
  });
  const shown = { ...organization, theme: themeOf(form.values) };
  const bare: Widget = { ...widget, inherits: Object.keys(USUAL) };
  return (
    <Frame
      title="Look of all widgets"
      lead="It holds for every widget that has nothing else set for itself."
      back={{ to: PATH, name: 'Widgets' }}
      changedBy="admin"
      isWide
    >
      <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <FormView label="Look" form={form} mayChange={useMay('admin')}>
          <ThemeFields form={form} theme={undefined} follows="As is usual" />
        </FormView>
        <Beside
          values={valuesOf(bare)}
          widget={bare}
          organization={shown}
          section={LOOK}
          language={null}
          spoken={null}
        />
      </div>
    </Frame>
  );
}

/** `theme.primary_color` is where the main colour is written. */
function inOurNames(error: unknown): never {
  if (!(error instanceof ApiError)) throw error;
  const { status, code, message, problem } = error;
  const camel = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const errors = (problem.errors ?? []).map((one) => ({
    ...one,
    field: camel(one.field.replace(/^theme\./, '')),
  }));
  throw new ApiError(status, code, message, { ...problem, errors });
}
