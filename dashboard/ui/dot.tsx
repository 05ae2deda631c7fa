import { colourOf, useLabels } from '../live/choices.ts';

/** A label's colour. Its name stands beside it, or is in the tooltip of what contains it. */
export function LabelDot({ name }: { name: string }) {
  const { data } = useLabels();
  return (
    <span
      aria-hidden="true"
      className="inline-block size-2 shrink-0 rounded-full"
      style={{ background: colourOf(name, data?.items) }}
    />
  );
}
