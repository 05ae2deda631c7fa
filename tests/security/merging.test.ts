// V3, V5: what is started while somebody logs in, leaves or is forgotten is neither lost nor left behind.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { converse, expectStatus } from '../support/client.ts';
import { until } from '../support/wait.ts';
import {
  anonymous,
  as,
  asUser,
  customerOf,
  identify,
  idsOf,
  messages,
  openSite,
  owner,
  server,
  start,
  token,
  user,
} from './site.ts';

before(openSite);
after(() => server.close());

/** Something happens while a conversation of this customer is being started: when its row is written. */
async function meanwhile(customer: string, statements: string, work: () => Promise<unknown>): Promise<void> {
  await server.sql(
    `CREATE TRIGGER meanwhile AFTER INSERT ON conversations WHEN NEW.widget_customer_id = '${customer}'
      BEGIN ${statements} END`,
  );
  await work().finally(() => server.sql('DROP TRIGGER meanwhile'));
}

test('V5: a logout while a conversation starts hides it from the old token, and deletes nothing', async () => {
  const visitor = await anonymous();
  const customer = await customerOf(visitor);
  const revoked = `UPDATE widget_sessions SET revoked_at = 1 WHERE widget_customer_id = '${customer}';`;
  await meanwhile(customer, revoked, async () => assert.equal((await start(visitor)).status, 401));
  const [row] = await server.sql<{ id: string }>(
    'SELECT id FROM conversations WHERE widget_customer_id = ?',
    customer,
  );
  const seen = await owner.call<{ items: unknown[] }>(`/api/conversations/${row?.id}/messages`);
  assert.equal(expectStatus(seen, 200).body.items.length, 1, 'agents have it');
  assert.equal((await messages(visitor, row?.id ?? '')).status, 404);
});

test('V3: a conversation that starts while its customer becomes another is that one’s', async () => {
  const sub = user();
  const [known, visitor] = [await asUser(sub), await anonymous()];
  const [into, from] = [await customerOf(known), await customerOf(visitor)];
  const merged = `UPDATE widget_customers SET merged_into = '${into}' WHERE id = '${from}';
    UPDATE widget_sessions SET revoked_at = 1 WHERE widget_customer_id = '${from}';`;
  await meanwhile(from, merged, async () => assert.equal((await start(visitor)).status, 401));
  const [id = ''] = await idsOf(known);
  assert.equal(expectStatus(await messages(known, id), 200).body.items.length, 1);
  assert.equal((await messages(visitor, id)).status, 404);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.deepEqual(await idsOf(known), [id], 'and stays so');
});

test('V3: a conversation that starts while its customer is forgotten is forgotten too', async () => {
  const visitor = await anonymous();
  const customer = await customerOf(visitor);
  const gone = `DELETE FROM widget_sessions WHERE widget_customer_id = '${customer}';
    DELETE FROM widget_customers WHERE id = '${customer}';`;
  await meanwhile(customer, gone, async () => assert.equal((await start(visitor)).status, 401));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.deepEqual(
    await server.sql('SELECT id FROM conversations WHERE widget_customer_id = ?', customer),
    [],
  );
});

test('V3: what several start while they log in is all the user’s', async () => {
  for (let round = 0; round < 4; round += 1) {
    const sub = user();
    const [known, visitor] = [await asUser(sub), await anonymous()];
    const from = await customerOf(visitor);
    const [login] = await Promise.all([
      identify(visitor, { token: token(sub) }),
      start(visitor),
      start(visitor),
      start(visitor),
    ]);
    expectStatus(login, 200);
    const left = () => server.sql('SELECT id FROM conversations WHERE widget_customer_id = ?', from);
    await until(left, (rows) => rows.length === 0);
    const rooms = await idsOf(known);
    for (const id of rooms) assert.equal((await messages(as(login.body.session_token), id)).status, 200);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    assert.deepEqual(await left(), []);
  }
});

test('V3: a merge that ended half way is finished when the user comes again, and an erasure finds all of it', async () => {
  for (const isErased of [false, true]) {
    const sub = user();
    const [known, visitor] = [await asUser(sub), await anonymous()];
    const [into, from] = [await customerOf(known), await customerOf(visitor)];
    const conversation = await converse(visitor);
    await until(
      () => server.sql('SELECT seq FROM messages WHERE conversation_id = ?', conversation),
      (rows) => rows.length > 0,
    );
    await server.sql('UPDATE widget_customers SET merged_into = ? WHERE id = ?', into, from);
    if (isErased) {
      expectStatus(await owner.call(`/api/customers/${into}`, { method: 'DELETE' }), 200);
      assert.deepEqual(await server.sql('SELECT id FROM conversations WHERE id = ?', conversation), []);
    } else {
      assert.deepEqual(await idsOf(await asUser(sub)), [conversation]);
    }
  }
});

test('V3: after a login the same is the same: a message and a conversation that are sent again', async () => {
  const sub = user();
  const [known, visitor] = [await asUser(sub), await anonymous()];
  const [first, second] = [randomUUID(), randomUUID()];
  const before = expectStatus(await start(visitor, first), 201).body.conversation;
  const message = { clientId: second, body: 'once' };
  const path = `/api/widget/conversations/${before.id}/messages`;
  expectStatus(await visitor.call(path, { body: message }), 201);
  const user2 = as(expectStatus(await identify(visitor, { token: token(sub) }), 200).body.session_token);

  expectStatus(await user2.call(path, { body: message }), 200);
  expectStatus(await known.call(path, { body: message }), 200);
  const again = expectStatus(await start(user2, first), 200).body.conversation;
  assert.equal(again.id, before.id);
  const bodies = expectStatus(await messages(user2, before.id), 200).body.items.map(({ body }) => body);
  assert.deepEqual(bodies, ['Hello', 'once']);
  assert.equal((await idsOf(user2)).length, 1);
});
