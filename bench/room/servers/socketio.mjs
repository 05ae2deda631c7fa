// node socketio.mjs DATA: what people build by hand: Socket.IO in front of SQLite, each message safe before its answer.

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Server } from 'socket.io';
import { serve } from '../../lib/serve.mjs';

const [dataFolder] = process.argv.slice(2);
const database = new DatabaseSync(path.join(dataFolder, 'chat.sqlite'));
database.exec('PRAGMA journal_mode = WAL');
database.exec('PRAGMA synchronous = FULL');
database.exec(
  'CREATE TABLE log (seq INTEGER PRIMARY KEY, room TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, created_at TEXT NOT NULL)',
);
const insert = database.prepare('INSERT INTO log (room, id, body, created_at) VALUES (?, ?, ?, ?)');

const web = createServer();
const io = new Server(web, { transports: ['websocket'], serveClient: false });
io.on('connection', (socket) => {
  const { room } = socket.handshake.query;
  socket.join(room);
  socket.on('send', ({ client_id, body }, acknowledge) => {
    const id = randomUUID();
    const created_at = new Date().toISOString();
    const seq = insert.run(room, id, body, created_at).lastInsertRowid;
    acknowledge({ client_id, seq, id, created_at });
    io.to(room).emit('message', { id, seq, client_id, body, created_at });
  });
});

web.listen(0, '127.0.0.1', () => {
  serve({ origin: `http://127.0.0.1:${web.address().port}`, pid: process.pid, close: () => web.close() });
});
