// R2, R3, R6: never lost, never doubled, one order, whatever is done to the room and the wires.

import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { startServer, type TestServer } from '../support/server.ts';
import { violations } from './history.ts';
import { play, type World } from './play.ts';

const FAIL =
  "CREATE TRIGGER IF NOT EXISTS fail BEFORE INSERT ON messages BEGIN SELECT RAISE(ABORT, 'injected'); END";

function worldOf(server: TestServer): World {
  const one = (ids: string[]) => ids[randomInt(ids.length)] as string;
  return {
    origin: server.origin,
    harms: {
      hibernation: (ids) => server.evictRoom(one(ids), 'hibernate'),
      eviction: (ids) => server.evictRoom(one(ids), 'close'),
      'failing database': async () => void (await server.sql(FAIL)),
      'healed database': async () => void (await server.sql('DROP TRIGGER IF EXISTS fail')),
    },
    heal: async () => void (await server.sql('DROP TRIGGER IF EXISTS fail')),
    databaseEntries: (id) =>
      server.sql('SELECT seq, client_id, body FROM messages WHERE conversation_id = ? ORDER BY seq', id),
  };
}

test('R2: a short torture leaves nothing lost, doubled or out of order', async () => {
  await using server = await startServer();
  const { rooms, figures } = await play(worldOf(server), 25);
  console.log('torture:', JSON.stringify(figures));
  assert.deepEqual(rooms.flatMap(violations), []);
  assert.ok((figures.messages ?? 0) > 100, 'enough was said');
});
