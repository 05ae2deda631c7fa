// Socket.IO's protocol over a plain WebSocket: 0 open, 2 ping, 3 pong, 40 connected, 42 an event, 43 an answer to one.

import { beginning } from './marks.mjs';
import { message } from './words.mjs';

export const hello = '40';
export const isReady = beginning('40');
export const acks = beginning('43');
export const messages = beginning('42["message"');

const isPing = beginning('2');
export const reply = (buffer, start, end) =>
  end - start === 1 && isPing(buffer, start, end) ? '3' : undefined;

export async function openRooms(origin, count) {
  return Array.from({ length: count }, (_, n) => {
    const way = { url: `${origin}/socket.io/?EIO=4&transport=websocket&room=room-${n}` };
    return { writer: way, reader: way };
  });
}

let sent = 0;

export function text() {
  const { clientId, body } = message();
  sent += 1;
  return `42${sent}["send",{"client_id":"${clientId}","body":"${body}"}]`;
}
