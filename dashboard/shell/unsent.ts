import { useEffect } from 'react';
import type { AgentId } from '../../widget/protocol/generated.ts';
import { hasUnsent, resumeUnsent } from '../live/rooms.ts';

/** A tab that is gone may have left something; nothing tells when one goes. */
const LOOK_EVERY = 60_000;

/** Whatever was said and is not stored goes out, whichever conversation is open. */
export function useUnsent(agent: AgentId): void {
  useEffect(() => {
    const look = () => void resumeUnsent(agent).catch(() => undefined);
    look();
    const timer = setInterval(look, LOOK_EVERY);
    addEventListener('beforeunload', warn);
    return () => {
      clearInterval(timer);
      removeEventListener('beforeunload', warn);
    };
  }, [agent]);
}

/** It would go out on the next visit only. */
function warn(event: BeforeUnloadEvent): void {
  if (hasUnsent()) event.preventDefault();
}
