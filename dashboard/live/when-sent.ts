import type { LiveRoom } from './room.ts';

/** Once the room has a message, or has refused it. */
export function whenSent(room: LiveRoom, clientId: string): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      const pending = room.view().thread.pending.find((one) => one.clientId === clientId);
      if (pending?.state === 'sending') return;
      stop();
      resolve(!pending);
    };
    const stop = room.subscribe(look);
    look();
  });
}
