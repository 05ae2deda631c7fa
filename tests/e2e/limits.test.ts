// R7: limits answer clearly, lose nothing, and keep the sender's order.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { converse, expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { agentSocket, type Socket, visitorSocket } from '../support/socket.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer({ LIMIT_MESSAGES: '3' });
  owner = await signUp(server.origin);
});
after(() => server.close());

async function room(): Promise<{ visitor: Visitor; id: string; open: (after?: number) => Promise<Socket> }> {
  const visitor = await visit(server.origin, owner.widgetKey);
  const id = await converse(visitor);
  return { visitor, id, open: (after) => visitorSocket(server.origin, id, visitor.token, after) };
}

const bodies = async (visitor: Visitor, id: string) => {
  const page = await visitor.call<{ items: { body: string }[] }>(`/api/widget/conversations/${id}/messages`);
  return page.body.items.map(({ body }) => body);
};

describe('limits', { concurrency: true }, () => {
  test('R7: what comes after a refused message does not overtake it, however late its sender hears of it', async () => {
    const { visitor, id, open } = await room();
    await using at = await open();
    const ids = new Map(['one', 'two', 'three', 'four'].map((body) => [body, randomUUID()]));
    const send = async (body: string, answer: 'ack' | 'refused') => {
      const client_id = ids.get(body);
      at.send({ type: 'send', client_id, kind: 'text', body });
      return at.next(answer, (frame) => frame.client_id === client_id);
    };
    await send('one', 'ack');
    await send('two', 'ack');
    const wait = Number((await send('three', 'refused')).retry_after);
    assert.ok(wait >= 1, 'refused, with a time to wait');
    await sleep(wait * 1_000 + 200);
    assert.equal((await send('four', 'refused')).retry_after, 1, 'three has to come first');
    await send('three', 'ack');
    await send('four', 'ack');
    assert.deepEqual(await bodies(visitor, id), ['Hello', 'one', 'two', 'three', 'four']);
  });

  test('R7: ratings are limited as messages are', async () => {
    const { visitor, id } = await room();
    const rate = (score: number) =>
      visitor.call(`/api/widget/conversations/${id}/rating`, { body: { score } });
    expectStatus(await rate(1), 200);
    expectStatus(await rate(2), 200);
    const refused = expectStatus(await rate(3), 429);
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
  });

  test('R7: nobody holds more sockets than anybody needs', async () => {
    const { open } = await room();
    const sockets = await Promise.all(Array.from({ length: 30 }, () => open()));
    await assert.rejects(open(), 'one more is refused');
    await sockets[0]?.close();
    await using again = await open();
    await again.next('welcome');
    await Promise.all(sockets.map((socket) => socket.close()));
  });

  test('R3: who asks again and again for everything is sent to the history', async () => {
    const { open } = await room();
    await using at = await open();
    for (let n = 0; n < 25; n++) {
      at.send({ type: 'resume', after: 0 });
      await sleep(5);
    }
    assert.equal((await at.next('batch')).prev, 0);
    assert.equal((await at.next('reset')).head, 1);
  });

  test('R6: an agent who closes a tab does not put off what D1 is owed', async () => {
    const { visitor, id } = await room();
    const rows = () => server.sql('SELECT seq FROM messages WHERE conversation_id = ?', id);
    await until(rows, ({ length }) => length === 1);
    const agent = await agentSocket(server.origin, id, owner.cookie);
    await agent.next('welcome');
    await server.sql(
      `CREATE TRIGGER fail_one BEFORE INSERT ON messages WHEN NEW.conversation_id = '${id}'
        BEGIN SELECT RAISE(ABORT, 'injected'); END`,
    );
    const message = { clientId: randomUUID(), body: 'kept' };
    expectStatus(await visitor.call(`/api/widget/conversations/${id}/messages`, { body: message }), 201);
    const failing = async () =>
      server.logs().some((line) => line.includes('outbox_failing') && line.includes(id));
    await until(failing, (isFailing) => isFailing);
    const snoozedUntil = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString();
    const path = `/api/conversations/${id}`;
    expectStatus(await owner.call(path, { method: 'PATCH', body: { snoozedUntil } }), 200);
    await server.evictRoom(id, 'hibernate');
    await agent.close();
    await server.sql('DROP TRIGGER fail_one');
    await until(rows, ({ length }) => length >= 2, 20_000);
  });
});
