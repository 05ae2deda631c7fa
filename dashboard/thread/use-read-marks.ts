import { useEffect } from 'react';
import type { LiveRoom } from '../live/room.ts';

/** Marks as read what is really before somebody's eyes: the page visible and in focus, the thread at its end. */
export function useReadMarks(room: LiveRoom, last: number, isAtEnd: boolean): void {
  useEffect(() => {
    const look = () => {
      const isLooking = isAtEnd && document.visibilityState === 'visible' && document.hasFocus();
      room.look(isLooking);
      if (isLooking && last > 0) room.read(last);
    };
    look();
    addEventListener('focus', look);
    addEventListener('blur', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      room.look(false);
      removeEventListener('focus', look);
      removeEventListener('blur', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [room, last, isAtEnd]);
}
