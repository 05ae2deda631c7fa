import { useSyncExternalStore } from 'react';

/** Is there room for two panes side by side? As `desk:` of the classes. */
const desk = matchMedia('(min-width: 56.25rem)');
/** And for a third beside them? As `wide:`. */
const wide = matchMedia('(min-width: 75rem)');

const follow = (media: MediaQueryList) => (changed: () => void) => {
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
};
const [followDesk, followWide] = [follow(desk), follow(wide)];

export const useIsDesk = () => useSyncExternalStore(followDesk, () => desk.matches);
export const useIsWide = () => useSyncExternalStore(followWide, () => wide.matches);
