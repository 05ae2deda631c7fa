import { useId } from 'react';

/** Distinct in both themes. */
export const COLOURS = [
  { name: 'Blue', value: '#3b7dd8' },
  { name: 'Teal', value: '#1f9d8f' },
  { name: 'Green', value: '#4c9a3f' },
  { name: 'Yellow', value: '#c99a1e' },
  { name: 'Orange', value: '#d9772b' },
  { name: 'Red', value: '#cf4a4a' },
  { name: 'Pink', value: '#c8569b' },
  { name: 'Violet', value: '#8660cf' },
] as const;

/** The colour of a new label. */
export function Swatches({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const name = useId();
  return (
    <fieldset className="flex items-center gap-1 border-t border-line px-2 py-2">
      <legend className="sr-only">Colour of a new label</legend>
      <span aria-hidden="true" className="grow px-1 text-12 whitespace-nowrap text-muted">
        Colour
      </span>
      {COLOURS.map((colour) => (
        <label
          key={colour.value}
          title={colour.name}
          className="grid size-6 cursor-pointer place-items-center"
        >
          <input
            type="radio"
            name={name}
            aria-label={colour.name}
            checked={value === colour.value}
            onChange={() => onChange(colour.value)}
            className="peer sr-only"
          />
          <span
            className="size-4 rounded-full outline-offset-2 peer-checked:outline-2 peer-checked:outline-ink peer-focus-visible:outline-2 peer-focus-visible:outline-brand-ink"
            style={{ background: colour.value }}
          />
        </label>
      ))}
    </fieldset>
  );
}
