import { useId } from 'react';

interface TicksProps<T extends string> {
  label: string;
  choices: readonly { value: T; name: string; help?: string }[];
  values: readonly T[];
  onChange: (values: T[]) => void;
  error?: string | undefined;
}

/** Any of a few. */
export function Ticks<T extends string>({ label, choices, values, onChange, error }: TicksProps<T>) {
  const id = useId();
  const toggle = (value: T, isOn: boolean) =>
    onChange(choices.map((one) => one.value).filter((one) => (one === value ? isOn : values.includes(one))));
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="flex min-w-0 flex-col gap-1">
      <legend className="pb-1 text-13 font-medium">{label}</legend>
      {choices.map(({ value, name, help }) => (
        <label key={value} className="flex gap-2 rounded-control py-1">
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={(event) => toggle(value, event.target.checked)}
            aria-invalid={error ? true : undefined}
            aria-labelledby={`${id}-${value}-name`}
            aria-describedby={help ? `${id}-${value}` : undefined}
            className="mt-0.5 size-4 shrink-0 accent-brand"
          />
          <span className="flex min-w-0 flex-col">
            <span id={`${id}-${value}-name`}>{name}</span>
            {help && (
              <span id={`${id}-${value}`} className="text-13 text-muted">
                {help}
              </span>
            )}
          </span>
        </label>
      ))}
      {error && (
        <p id={`${id}-error`} className="text-12 text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
