import type { Typing } from '../live/thread.ts';

/** Its place is always kept, so that nothing moves when somebody begins. */
export function Replying({ typing }: { typing: readonly Typing[] }) {
  const names = typing.filter(({ sender }) => sender.kind === 'agent').map(({ sender }) => sender.name);
  return (
    <p role="status" className="mx-auto h-5 max-w-180 truncate px-3 text-12 text-muted">
      {names.length > 0 && `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} replying…`}
    </p>
  );
}
