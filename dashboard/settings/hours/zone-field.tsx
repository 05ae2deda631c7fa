import { useId } from 'react';
import { Field } from '../../ui/field.tsx';

const ZONES = Intl.supportedValuesOf('timeZone');

interface ZoneFieldProps {
  help?: string;
  /** What is meant where nothing is written. */
  usual: string;
  value: string;
  onChange: (zone: string) => void;
  error: string | undefined;
}

/** A time zone, found by a city in it. */
export function ZoneField({
  help = 'Begin to write a city.',
  usual,
  value,
  onChange,
  error,
}: ZoneFieldProps) {
  const zones = useId();
  return (
    <>
      <Field
        label="Time zone"
        help={help}
        list={zones}
        autoComplete="off"
        spellCheck={false}
        placeholder={usual}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        error={error}
      />
      <datalist id={zones}>
        {ZONES.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

/** Where this browser is. */
export const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
