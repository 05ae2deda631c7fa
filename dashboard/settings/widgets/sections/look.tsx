import type { ReactNode } from 'react';
import type {
  BubbleIcon,
  Look as LookName,
  OrganizationTheme,
  Position,
  Size,
  Theme,
} from '../../../../widget/protocol/generated.ts';
import { Field } from '../../../ui/field.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Form } from '../../form/use-form.ts';
import { Card } from '../../frame.tsx';
import { wornBy } from '../public-config.ts';
import type { LookValues } from '../values.ts';
import type { SectionProps } from '../widget.tsx';
import { ColourField } from './colour-field.tsx';
import { Own } from './own.tsx';

const choices = <T extends string>(names: Record<T, string>) =>
  Object.entries<string>(names).map(([value, name]) => ({ value: value as T, name }));

const THEMES = choices<Theme>({ auto: 'As the visitor’s device', light: 'Light', dark: 'Dark' });
const LOOKS = choices<LookName>({
  classic: 'Classic: a header in your colour',
  plain: 'Plain: white as paper',
  soft: 'Soft: tinted and round',
  contrast: 'Contrast: for tired and weak eyes',
});
const SIZES = choices<Size>({ small: 'Small', medium: 'Medium', large: 'Large' });
const ICONS = choices<BubbleIcon>({
  chat: 'Bubble',
  dots: 'Bubble with dots',
  question: 'Question mark',
  smile: 'Smile',
  mail: 'Letter',
});
const POSITIONS = choices<Position>({
  'bottom-right': 'Bottom right',
  bottom: 'Bottom middle',
  'bottom-left': 'Bottom left',
  left: 'Left middle',
  'top-left': 'Top left',
  top: 'Top middle',
  'top-right': 'Top right',
  right: 'Right middle',
});

type Picked = 'theme' | 'look' | 'size' | 'position' | 'bubbleIcon';

interface ThemeFieldsProps {
  form: Pick<Form<LookValues>, 'values' | 'set' | 'errors'>;
  /** What holds where nothing is set. */
  theme: OrganizationTheme | undefined;
  follows: string;
  /** Beside place and size. */
  children?: ReactNode;
}

/** What an organization sets for all of its widgets, and each of them for itself. */
export function ThemeFields({ form: { values, set, errors }, theme, follows, children }: ThemeFieldsProps) {
  const worn = wornBy(values, theme);
  const pick = <Name extends Picked>(
    name: Name,
    label: string,
    all: readonly { value: NonNullable<LookValues[Name]>; name: string }[],
    value: NonNullable<LookValues[Name]>,
  ) => (
    <Own
      name={label}
      follows={follows}
      isOwn={values[name] !== null}
      reset={() => set(name, null as LookValues[Name])}
    >
      <Select
        label={label}
        choices={all}
        value={value}
        onChoose={(chosen) => set(name, chosen)}
        error={errors[name]}
      />
    </Own>
  );
  return (
    <>
      <Card title="Colours">
        <div className="grid gap-4 desk:grid-cols-2">
          <Own
            name="Main colour"
            follows={follows}
            isOwn={values.primaryColor !== null}
            reset={() => set('primaryColor', null)}
          >
            <ColourField
              label="Main colour"
              value={values.primaryColor ?? ''}
              placeholder={worn.primary_color}
              onChange={(colour) => set('primaryColor', colour || null)}
              error={errors.primaryColor}
            />
          </Own>
          <Own
            name="Accent colour"
            follows={follows}
            isOwn={values.accentColor !== null}
            reset={() => set('accentColor', null)}
          >
            <ColourField
              label="Accent colour"
              value={values.accentColor ?? ''}
              placeholder={worn.accent_color ?? 'As main'}
              onChange={(colour) => set('accentColor', colour || null)}
              error={errors.accentColor}
            />
          </Own>
          {pick('theme', 'Light or dark', THEMES, worn.theme)}
          {pick('look', 'Ready-made look', LOOKS, worn.look)}
        </div>
        <p className="text-12 text-muted">Words on your colours are always readable: we see to that.</p>
      </Card>
      <Card title="Place and size">
        <div className="grid gap-4 desk:grid-cols-2">
          {pick('position', 'Place on the page', POSITIONS, worn.position)}
          {pick('size', 'Size of the button', SIZES, worn.size)}
          {children}
        </div>
      </Card>
      <Card title="Pictures">
        {pick('bubbleIcon', 'Icon of the button', ICONS, worn.bubble_icon)}
        <Own name="Logo" follows={follows} isOwn={values.logoUrl !== null} reset={() => set('logoUrl', null)}>
          <Field
            label="Logo"
            help="The address of a picture; it begins with https://. Seen while no agent’s face is."
            type="url"
            inputMode="url"
            autoComplete="off"
            placeholder={worn.logo_url ?? 'https://example.com/logo.png'}
            value={values.logoUrl ?? ''}
            onChange={(event) => set('logoUrl', event.target.value || null)}
            error={errors.logoUrl}
          />
        </Own>
      </Card>
    </>
  );
}

export function Look({ form, organization }: SectionProps) {
  const { values, set, errors } = form;
  return (
    <>
      <ThemeFields form={form} theme={organization.theme} follows="As in your organization">
        <Pixels label="From the side" name="offsetX" form={form} />
        <Pixels label="From top or bottom" name="offsetY" form={form} />
      </ThemeFields>
      <Card title="Your own CSS" lead="For the inside of the window. It reaches nothing on your page.">
        <TextArea
          label="CSS"
          rows={4}
          spellCheck={false}
          dir="ltr"
          maxLength={10_000}
          className="font-mono"
          value={values.customCss}
          onChange={(event) => set('customCss', event.target.value)}
          error={errors.customCss}
        />
      </Card>
    </>
  );
}

interface PixelsProps extends Pick<SectionProps, 'form'> {
  label: string;
  name: 'offsetX' | 'offsetY';
}

const Pixels = ({ label, name, form: { values, set, errors } }: PixelsProps) => (
  <NumberField
    label={label}
    help="In pixels, at most 400."
    isWide
    value={values[name]}
    onWrite={(text) => set(name, text)}
    error={errors[name]}
  />
);
