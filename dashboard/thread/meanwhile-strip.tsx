import type { Meanwhile } from './use-meanwhile.ts';

/** So that a visitor does not get two answers unknowingly. */
export function MeanwhileStrip({ meanwhile: { name, isAsked, show } }: { meanwhile: Meanwhile }) {
  return (
    <p
      role="alert"
      className="mx-3 mt-2 flex items-center gap-3 rounded-control bg-warning-soft px-3 py-1.5 text-13"
    >
      <span className="min-w-0 grow">
        <bdi>{name}</bdi> answered while you were writing.{isAsked && ' Press Send again to send yours too.'}
      </span>
      <button type="button" onClick={show} className="shrink-0 font-medium underline underline-offset-2">
        Show
      </button>
    </p>
  );
}
