import type {
  BubbleIcon,
  Look as LookName,
  Position,
  Size,
  Theme,
} from '../../../../widget/protocol/generated.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { Card } from '../../frame.tsx';
import { wornBy } from '../public-config.ts';
import type { Values } from '../values.ts';
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

export function Look({ form, organization }: SectionProps) {
  const { values, set, errors } = form;
  const worn = wornBy(values, organization.theme);
  const pick = <Name extends Picked>(
    name: Name,
    label: string,
    all: readonly { value: NonNullable<Values[Name]>; name: string }[],
    value: NonNullable<Values[Name]>,
  ) => (
    <Own name={label} isOwn={values[name] !== null} reset={() => set(name, null as Values[Name])}>
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
            isOwn={values.accentColor !== null}
            reset={() => set('accentColor', null)}
          >
            <ColourField
              label="Accent colour"
              value={values.accentColor ?? ''}
              placeholder={worn.accent_color ?? 'As the main colour'}
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
          <Pixels label="Distance from the side" name="offsetX" form={form} />
          <Pixels label="Distance from the top or bottom" name="offsetY" form={form} />
        </div>
      </Card>
      <Card title="Pictures">
        {pick('bubbleIcon', 'Icon of the button', ICONS, worn.bubble_icon)}
        <Own name="Logo" isOwn={values.logoUrl !== null} reset={() => set('logoUrl', null)}>
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
  <Field
    label={label}
    help="In pixels, at most 400."
    inputMode="numeric"
    autoComplete="off"
    value={values[name]}
    onChange={(event) => set(name, event.target.value)}
    error={errors[name]}
  />
);
