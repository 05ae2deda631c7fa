import type { Participant } from '../../widget/protocol/generated.ts';
import { Avatar } from '../ui/avatar.tsx';

const MOST = 3;

/** Colleagues who have this conversation open too. */
export function Viewers({ viewers }: { viewers: readonly Participant[] }) {
  if (viewers.length === 0) return null;
  const names = viewers.map(({ name }) => name);
  const words = `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} viewing`;
  return (
    <span role="img" aria-label={words} title={words} className="flex shrink-0 items-center -space-x-1.5">
      {viewers.slice(0, MOST).map(({ id, name, avatar_url }) => (
        <span key={id} className="rounded-full ring-2 ring-surface">
          <Avatar name={name} url={avatar_url} size="small" />
        </span>
      ))}
      {viewers.length > MOST && (
        <span className="grid size-7 place-items-center rounded-full bg-hover text-12 text-muted ring-2 ring-surface">
          +{viewers.length - MOST}
        </span>
      )}
    </span>
  );
}
