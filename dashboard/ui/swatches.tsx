import { Check } from 'lucide-react';
import { useId } from 'react';
import { PALETTE } from '../live/palette.ts';
import { classes } from './classes.ts';

interface SwatchesProps {
  color: string;
  onColor: (color: string) => void;
  /** What is to be known of it. */
  hint?: string | null | undefined;
  error: string | undefined;
}

/** A colour that can be seen in light and dark, or any other. */
export function Swatches({ color, onColor, hint, error }: SwatchesProps) {
  const id = useId();
  const isOther = !PALETTE.some((one) => one.color === color);
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="pb-1 text-13 font-medium">Colour</legend>
      <div className="flex flex-wrap gap-2">
        {PALETTE.map((one) => (
          <label
            key={one.color}
            title={one.name}
            className="relative grid size-8 place-items-center rounded-full has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand-ink"
          >
            <input
              type="radio"
              name={id}
              checked={one.color === color}
              onChange={() => onColor(one.color)}
              className="absolute inset-0 size-full cursor-pointer appearance-none rounded-full outline-none"
              style={{ background: one.color }}
            />
            <span className="sr-only">{one.name}</span>
            {one.color === color && <Tick />}
          </label>
        ))}
        <label
          title="Another colour"
          className={classes(
            'relative flex h-8 items-center gap-2 rounded-full border px-3 text-13 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand-ink',
            isOther ? 'border-brand-ink' : 'border-line',
          )}
        >
          <span
            aria-hidden="true"
            className="size-3 rounded-full"
            style={{ background: isOther ? color : undefined }}
          />
          Another
          <input
            type="color"
            aria-label="Another colour"
            value={color}
            onChange={(event) => onColor(event.target.value)}
            className="absolute inset-0 size-full cursor-pointer opacity-0"
          />
        </label>
      </div>
      <p role="status" className={classes('text-12', error ? 'text-danger' : 'text-muted')}>
        {error ?? hint}
      </p>
    </fieldset>
  );
}

const Tick = () => (
  <Check size={16} aria-hidden="true" className="pointer-events-none relative text-[#fff]" />
);
