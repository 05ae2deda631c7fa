// The bare worker: any path is a room, open as soon as it is connected.

import { occurrences } from './marks.mjs';

export { text } from './ours.mjs';

export const acks = occurrences('"type":"ack"');
export const messages = occurrences('"type":"message"');

export async function openRooms(origin, count) {
  return Array.from({ length: count }, (_, n) => {
    const way = { url: `${origin}/room-${n}` };
    return { writer: way, reader: way };
  });
}
