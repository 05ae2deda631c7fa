// ChatDesk's own contract: a visitor writes, agents read.

import { converse, signUp, visit } from '../../../tests/support/client.ts';
import { occurrences } from './marks.mjs';
import { message } from './words.mjs';

export const acks = occurrences('"type":"ack"');
export const messages = occurrences('"type":"message"');
export const isReady = occurrences('"type":"welcome"');

/** Makes rooms; each has a way in for its writer and one for its readers. */
export async function openRooms(origin, count) {
  const owner = await signUp(origin);
  const rooms = [];
  for (let n = 0; n < count; n += 1) rooms.push(await openRoom(origin, owner));
  return rooms;
}

async function openRoom(origin, owner) {
  const visitor = await visit(origin, owner.widgetKey);
  const id = await converse(visitor);
  const way = (path, protocols, more) => ({
    url: `${origin}/api${path}/conversations/${id}/socket`,
    headers: { origin, 'sec-websocket-protocol': protocols, ...more },
  });
  return {
    writer: way('/widget', `chatdesk.v1, ${visitor.token}`),
    reader: way('', 'chatdesk.v1', { cookie: owner.cookie }),
  };
}

export function text() {
  const { clientId, body } = message();
  return `{"type":"send","client_id":"${clientId}","kind":"text","body":"${body}","attachments":[]}`;
}
