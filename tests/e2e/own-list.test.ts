// W11: a visitor's own conversations, as the list asks for them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { converse, expectStatus, type Owner, signUp, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer();
  owner = await signUp(server.origin);
});
after(() => server.close());

interface Page {
  items: { id: string }[];
  next_cursor: string | null;
}

test('W11: they come page by page, each once, the newest first', async () => {
  const visitor = await visit(server.origin, owner.widgetKey);
  const begun = [await converse(visitor), await converse(visitor), await converse(visitor)];
  const page = async (query: string) =>
    expectStatus(await visitor.call<Page>(`/api/widget/conversations?${query}`), 200).body;
  const all = await until(
    () => page(''),
    ({ items }) => items.length === begun.length,
  );
  assert.deepEqual(
    [all.items.map(({ id }) => id), all.next_cursor],
    [begun.toReversed(), null],
    'few enough are one page',
  );
  const first = await page('limit=2');
  const second = await page(`limit=2&cursor=${first.next_cursor}`);
  assert.deepEqual(
    [first, second].map(({ items }) => items.map(({ id }) => id)),
    [begun.slice(1).toReversed(), begun.slice(0, 1)],
  );
  assert.equal(second.next_cursor, null);
  const wrong = await visitor.call<{ errors: { code: string }[] }>('/api/widget/conversations?cursor=weird');
  assert.deepEqual([wrong.status, wrong.body.errors[0]?.code], [422, 'invalid_cursor']);
});
