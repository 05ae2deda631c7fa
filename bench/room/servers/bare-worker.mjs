// What a room costs at the least on this runtime: one row and one broadcast a message, one message a turn.

import { DurableObject } from 'cloudflare:workers';

export class Room extends DurableObject {
  constructor(state, env) {
    super(state, env);
    this.sql = state.storage.sql;
    this.sql.exec(
      'CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL, created_at TEXT NOT NULL)',
    );
  }

  fetch() {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  webSocketMessage(socket, text) {
    const { client_id, body } = JSON.parse(text);
    const id = crypto.randomUUID();
    const created_at = new Date().toISOString();
    const [{ seq }] = this.sql.exec(
      'INSERT INTO log (id, body, created_at) VALUES (?, ?, ?) RETURNING seq',
      id,
      body,
      created_at,
    );
    socket.send(JSON.stringify({ type: 'ack', client_id, seq, id, created_at }));
    const message = JSON.stringify({ type: 'message', message: { id, seq, client_id, body, created_at } });
    for (const reader of this.ctx.getWebSockets()) reader.send(message);
  }
}

export default {
  fetch: (request, env) => env.ROOM.getByName(new URL(request.url).pathname).fetch(request),
};
