import type { Typing } from '../live/thread.ts';

const DELAYS = ['0s', '0.15s', '0.3s'];

/** The visitor is typing: dots in a bubble, or the words themselves where the organization lets agents see them. */
export function TypingDots({ typing }: { typing: readonly Typing[] }) {
  const visitor = typing.find(({ sender }) => sender.kind === 'visitor');
  if (!visitor) return null;
  if (visitor.text) return <Words text={visitor.text} name={visitor.sender.name} />;
  return (
    <div className="pt-3 pl-9">
      <span className="inline-flex h-9 items-center gap-1 rounded-card rounded-bl-[4px] bg-bubble px-3">
        <span className="sr-only">{visitor.sender.name} is typing</span>
        <Dots />
      </span>
    </div>
  );
}

/** Not said yet, and so drawn as not quite there. Changing with every word, it is not read aloud. */
function Words({ text, name }: { text: string; name: string }) {
  return (
    <div className="pt-3 pl-9">
      <p className="pb-1 text-12 text-muted">
        <bdi>{name}</bdi> is typing
      </p>
      <p
        aria-live="off"
        dir="auto"
        className="w-fit max-w-[80%] rounded-card rounded-bl-[4px] border border-dashed border-edge px-3 py-2 text-muted wrap-anywhere whitespace-pre-wrap"
      >
        {text}
        <span className="ml-1.5 inline-flex items-center gap-1">
          <Dots />
        </span>
      </p>
    </div>
  );
}

function Dots() {
  return DELAYS.map((animationDelay) => (
    <span
      key={animationDelay}
      className="size-1.5 motion-safe:animate-dot rounded-full bg-muted"
      style={{ animationDelay }}
    />
  ));
}
