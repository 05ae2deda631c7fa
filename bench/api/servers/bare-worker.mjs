// What a call costs at the least on this runtime: an answer of so many bytes, alone, with one row read from D1 or written
// to it, or with an object that has never been before and keeps one row.

import { DurableObject } from 'cloudflare:workers';

export class Made extends DurableObject {
  async fetch(request) {
    const { sql } = this.ctx.storage;
    sql.exec('CREATE TABLE items (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID');
    const { clientId, body } = await request.json();
    sql.exec('INSERT INTO items (id, body) VALUES (?, ?)', clientId, body);
    return new Response();
  }
}

const answers = new Map();

function answer(bytes) {
  if (!answers.has(bytes)) answers.set(bytes, JSON.stringify({ text: 'x'.repeat(Math.max(0, bytes - 11)) }));
  return new Response(answers.get(bytes), { headers: { 'content-type': 'application/json' } });
}

export default {
  async fetch(request, { DB, MADE }) {
    const { pathname, searchParams } = new URL(request.url);
    const bytes = Number(searchParams.get('bytes'));
    if (pathname === '/read') await DB.prepare('SELECT body FROM items WHERE id = ?').bind('one').all();
    if (pathname === '/write') {
      const { clientId, body } = await request.json();
      await DB.prepare('INSERT INTO items (id, body) VALUES (?, ?)').bind(clientId, body).run();
    }
    if (pathname === '/object') await MADE.getByName(crypto.randomUUID()).fetch(request);
    return answer(bytes);
  },
};
