import { useId } from 'react';

interface RadiosProps<T extends string> {
  label: string;
  choices: readonly { value: T; name: string; help?: string }[];
  value: T;
  onChoose: (value: T) => void;
}

/** One of a few, each with what it means. */
export function Radios<T extends string>({ label, choices, value, onChoose }: RadiosProps<T>) {
  const id = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="pb-1 text-13 font-medium">{label}</legend>
      {choices.map((one) => (
        <label key={one.value} className="flex gap-2 rounded-control py-1">
          <input
            type="radio"
            name={id}
            checked={one.value === value}
            onChange={() => onChoose(one.value)}
            aria-labelledby={`${id}-${one.value}-name`}
            aria-describedby={one.help ? `${id}-${one.value}` : undefined}
            className="mt-0.5 size-4 shrink-0 accent-brand"
          />
          <span className="flex min-w-0 flex-col">
            <span id={`${id}-${one.value}-name`}>{one.name}</span>
            {one.help && (
              <span id={`${id}-${one.value}`} className="text-13 text-muted">
                {one.help}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
