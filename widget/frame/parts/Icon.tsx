/** One of Lucide's (ISC), by its paths; each part of the window brings those it shows. */
export function Icon({ of, size = 20 }: { of: readonly string[]; size?: 16 | 20 }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      {of.map((shape) => (
        <path key={shape} d={shape} />
      ))}
    </svg>
  );
}
