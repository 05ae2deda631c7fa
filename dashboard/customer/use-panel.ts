import { type RefObject, useEffect, useRef, useState } from 'react';
import { useStored } from '../ui/stored.ts';

export interface Panel {
  isOpen: boolean;
  toggle: () => void;
  /** The button that gets the focus back when the panel no longer covers it. */
  opener: RefObject<HTMLButtonElement | null>;
}

/** Where it fits beside the thread it stays as the agent left it; where it would cover the thread it opens on demand. */
export function usePanel(): Panel {
  const isWide = useMedia('(min-width: 75rem)');
  const [kept, keep] = useStored('chatdesk:panel', 'open', ['open', 'folded'] as const);
  const [isCovering, setCovering] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const uncover = () => {
    setCovering(false);
    opener.current?.focus();
  };
  useEscape(isCovering && !isWide, uncover);
  if (isWide)
    return { isOpen: kept === 'open', toggle: () => keep(kept === 'open' ? 'folded' : 'open'), opener };
  return { isOpen: isCovering, toggle: isCovering ? uncover : () => setCovering(true), opener };
}

/** Before anything else that Escape would do. */
function useEscape(isActive: boolean, run: () => void): void {
  useEffect(() => {
    if (!isActive) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', pressed, { capture: true });
    return () => removeEventListener('keydown', pressed, { capture: true });
  });
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => setMatches(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [query]);
  return matches;
}
