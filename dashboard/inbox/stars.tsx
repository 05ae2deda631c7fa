import { Star } from 'lucide-react';

/** A rating as a picture. The number is said beside it. */
export function Stars({ score }: { score: number }) {
  return (
    <span aria-hidden="true" className="inline-flex shrink-0 items-center gap-px text-warning">
      {[1, 2, 3, 4, 5].map((place) => (
        <Star key={place} size={12} strokeWidth={1.5} fill={place <= score ? 'currentColor' : 'none'} />
      ))}
    </span>
  );
}
