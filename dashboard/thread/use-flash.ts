import { useEffect, useState } from 'react';
import type { RoomView } from '../live/room-view.ts';

const LASTS = 2_400;

/** The message somebody asked to see, while their eyes find it. */
export function useFlash(target: RoomView['target']): number | null {
  const [flashed, setFlashed] = useState<RoomView['target']>(null);
  useEffect(() => {
    setFlashed(target);
    const timer = setTimeout(() => setFlashed(null), LASTS);
    return () => clearTimeout(timer);
  }, [target]);
  return flashed?.seq ?? null;
}
