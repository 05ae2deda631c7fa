import { useSyncExternalStore } from 'react';

/** Is there room for two panes side by side? As `desk:` of the classes. */
const desk = matchMedia('(min-width: 56.25rem)');

function follow(changed: () => void): () => void {
  desk.addEventListener('change', changed);
  return () => desk.removeEventListener('change', changed);
}

export const useIsDesk = () => useSyncExternalStore(follow, () => desk.matches);
