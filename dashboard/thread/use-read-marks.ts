import { useEffect } from 'react';
import type { LiveRoom } from '../live/room.ts';

/** Marks as read what is really before somebody's eyes: the page visible and in focus, the thread at its end. */
export function useReadMarks(room: LiveRoom, last: number, isAtEnd: boolean): void {
  useEffect(() => {
    if (!isAtEnd || last === 0) return;
    const look = () => {
      if (document.visibilityState === 'visible' && document.hasFocus()) room.read(last);
    };
    look();
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [room, last, isAtEnd]);
}
