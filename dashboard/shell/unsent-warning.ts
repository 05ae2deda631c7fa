import { useEffect } from 'react';
import { hasUnsent } from '../live/rooms.ts';

/** Asks before the page is left while something said here has not reached the room. */
export function useUnsentWarning(): void {
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (hasUnsent()) event.preventDefault();
    };
    addEventListener('beforeunload', leaving);
    return () => removeEventListener('beforeunload', leaving);
  }, []);
}
