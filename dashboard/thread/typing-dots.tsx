import type { Typing } from '../live/thread.ts';

const DELAYS = ['0s', '0.15s', '0.3s'];

/** Who is typing: the visitor as dots in a bubble, colleagues by name. */
export function TypingDots({ typing }: { typing: readonly Typing[] }) {
  const visitor = typing.find(({ sender }) => sender.kind === 'visitor');
  const colleagues = typing.filter(({ sender }) => sender.kind === 'agent').map(({ sender }) => sender.name);
  return (
    <>
      {visitor && (
        <div className="pt-3 pl-9">
          <span className="inline-flex h-9 items-center gap-1 rounded-card rounded-bl-[4px] bg-bubble px-3">
            <span className="sr-only">{visitor.sender.name} is typing</span>
            {DELAYS.map((animationDelay) => (
              <span
                key={animationDelay}
                className="size-1.5 motion-safe:animate-dot rounded-full bg-muted"
                style={{ animationDelay }}
              />
            ))}
          </span>
        </div>
      )}
      {colleagues.length > 0 && (
        <p className="pt-2 text-right text-12 text-muted">{colleagues.join(', ')} typing…</p>
      )}
    </>
  );
}
