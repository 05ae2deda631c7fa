import { t } from '../../languages/later.ts';
import type { Sender } from '../../protocol/generated.ts';
import { Face } from '../parts/Face.tsx';

export function Typing({ who, withFaces }: { who: Sender[]; withFaces: boolean }) {
  const [first] = who;
  if (!first) return null;
  const { name, avatar_url } = first;
  return (
    <div class="group theirs" role="img" aria-label={t('typing', { name })}>
      {withFaces && <Face name={name} url={avatar_url} />}
      <div class="bubble dots">
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
