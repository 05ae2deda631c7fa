import type { Part } from '../../widget/protocol/generated.ts';

/** What was found is marked; all of it is text. */
export function Pieces({ parts }: { parts: readonly Part[] }) {
  return (
    <span>
      {parts.map(({ text, hit }, index) =>
        hit ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never move
          <mark key={index} className="rounded-[3px] bg-note px-0.5 font-medium text-ink">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </span>
  );
}
