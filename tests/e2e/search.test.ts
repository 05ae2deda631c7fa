// I8: search over all that was said and over names, emails and phones, in one's own organization.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { upload } from '../support/files.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer({}, { limited: false });
  owner = await signUp(server.origin);
});
after(() => server.close());

interface Part {
  text: string;
  hit: boolean;
}
interface Found {
  conversation: { id: string; status: string } | null;
  customer?: { id: string; name: Part[]; email: Part[] | null; phone: Part[] | null };
  message?: { seq: number; kind: string; sender: string; snippet: Part[] };
}
type List = { items: Found[]; next_cursor: string | null };
type Problem = { code: string; errors?: { field: string; code: string }[] };

const search = async (params: Record<string, string>, who = owner) =>
  expectStatus(await who.call<List>(`/api/search?${new URLSearchParams(params)}`), 200).body;
/** Once it is in the database. */
const found = (params: Record<string, string>, length = 1) =>
  until(
    () => search(params),
    ({ items }) => items.length === length,
  );
const idsOf = ({ items }: List) => items.map(({ conversation }) => conversation?.id);
const written = (parts: Part[] | null | undefined) =>
  parts?.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

const newWord = () => `w${randomUUID().replaceAll('-', '').slice(0, 12)}`;
const open = (more: object = {}, who = owner) => visit(server.origin, who.widgetKey, more);

async function start(visitor: Visitor, body: string, more: object = {}): Promise<string> {
  const message = { clientId: randomUUID(), body };
  const started = await visitor.call<{ conversation: { id: string } }>('/api/widget/conversations', {
    body: { clientId: randomUUID(), message, ...more },
  });
  return expectStatus(started, 201).body.conversation.id;
}
const say = async (who: Visitor | Owner, id: string, body: string, kind?: string) => {
  const base = 'token' in who ? '/api/widget/conversations' : '/api/conversations';
  const message = { clientId: randomUUID(), body, ...(kind && { kind }) };
  expectStatus(await who.call(`${base}/${id}/messages`, { body: message }), 201);
};

test('I8: what visitors and agents said is found, notes and file names too, with the place in the text', async () => {
  const [question, answer, note, file] = [newWord(), newWord(), newWord(), newWord()];
  const visitor = await open();
  const id = await start(visitor, `Where is my Ördér ${question}?\nPlease <b>help</b>`);
  await say(owner, id, `It is at ${answer}.`);
  await say(owner, id, `Angry: ${note}`, 'note');
  const sent = await upload(
    server.origin,
    '/api/widget/upload',
    { authorization: `Bearer ${visitor.token}` },
    { file: new File(['x'], `${file} invoice.txt`), conversationId: id },
  );
  const attachment = expectStatus(sent, 201).body.attachment.id;
  const files = { clientId: randomUUID(), attachments: [attachment] };
  expectStatus(await visitor.call(`/api/widget/conversations/${id}/messages`, { body: files }), 201);
  for (const [word, kind, sender] of [
    [question, 'text', 'visitor'],
    [answer, 'text', 'agent'],
    [note, 'note', 'agent'],
    [file, 'file', 'visitor'],
  ] as const) {
    const { items } = await found({ q: word });
    assert.deepEqual([items[0]?.conversation?.id, items[0]?.message?.sender], [id, sender]);
    if (kind !== 'file') assert.equal(items[0]?.message?.kind, kind);
    assert.match(written(items[0]?.message?.snippet) ?? '', new RegExp(`\\[${word}\\]`));
  }
  const { items } = await found({ q: `order ${question.slice(0, 8)}` });
  assert.equal(
    written(items[0]?.message?.snippet),
    `Where is my [Ördér] [${question}]? Please <b>help</b>`,
    'text stays text, case and accents do not count',
  );
  assert.equal((await search({ q: `${question} ${answer}` })).items.length, 0, 'not in one message');
});

test('I8: customers are found by name, email and phone as they are typed, and come first', async () => {
  const name = newWord();
  const said = await start(await open(), `I am not ${name}`);
  const visitor = await open({
    userData: { name: `Zoë ${name}`, email: `ada+${name}@example.com`, phone: '+49 (30) 555-0199' },
  });
  const id = await start(visitor, 'Hello');
  const { items } = await found({ q: name }, 2);
  assert.deepEqual(idsOf({ items, next_cursor: null }), [id, said]);
  assert.equal(written(items[0]?.customer?.name), `Zoë [${name}]`);
  for (const q of [`ada+${name}@exa`, `zoe ${name.slice(0, 6)}`, `${name} 49305550`, `"zoë ${name}"`]) {
    const list = await search({ q, in: 'customers' });
    assert.deepEqual(idsOf(list), [id], q);
  }
  assert.equal(
    written((await search({ q: `ada+${name}@exa` })).items[0]?.customer?.email),
    `[ada+${name}@example].com`,
  );
  assert.deepEqual(idsOf(await search({ q: name, in: 'messages' })), [said]);
  const [customer] = items;
  const path = `/api/customers/${customer?.customer?.id}`;
  const changed = newWord();
  expectStatus(await owner.call(path, { method: 'PATCH', body: { name: changed, email: null } }), 200);
  assert.deepEqual(idsOf(await search({ q: changed, in: 'customers' })), [id]);
  assert.deepEqual(idsOf(await search({ q: name, in: 'customers' })), [], 'what was is forgotten');
});

test('I8: a customer who never wrote is found without a conversation', async () => {
  const name = newWord();
  await open({ userData: { name } });
  const [item] = (await found({ q: name })).items;
  assert.deepEqual([item?.conversation, written(item?.customer?.name)], [null, `[${name}]`]);
  assert.equal((await search({ q: name, status: 'waiting' })).items.length, 0);
});

test('I8: filters, pages and the list of conversations', async () => {
  const word = newWord();
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) ids.push(await start(await open(), `${word} number ${n}`));
  await found({ q: word }, 5);
  const [closed, mine] = ids;
  const change = (id: string | undefined, body: object) =>
    owner.call(`/api/conversations/${id}`, { method: 'PATCH', body });
  expectStatus(await change(closed, { status: 'closed' }), 200);
  expectStatus(await change(mine, { assigneeId: owner.agentId }), 200);
  await found({ q: word, status: 'closed' });
  assert.deepEqual(idsOf(await search({ q: word, status: 'closed' })), [closed]);
  assert.deepEqual(idsOf(await found({ q: word, assignee: 'me' })), [mine]);
  assert.deepEqual(idsOf(await search({ q: word, assignee: owner.agentId })), [mine]);
  assert.equal((await search({ q: word, assignee: 'none', status: 'waiting,open' })).items.length, 3);
  assert.equal((await search({ q: word, department: 'none' })).items.length, 5);
  assert.equal((await search({ q: word, department: randomUUID() })).items.length, 0);
  assert.equal((await search({ q: word, to: new Date(0).toISOString() })).items.length, 0);
  assert.equal((await search({ q: word, from: new Date(0).toISOString() })).items.length, 5);

  const pages: (string | undefined)[] = [];
  let cursor: string | null = '0';
  while (cursor) {
    const page: List = await search({ q: word, limit: '2', cursor });
    pages.push(...idsOf(page));
    cursor = page.next_cursor;
  }
  assert.deepEqual([...pages].sort(), [...ids].sort());
  const list = await owner.call<{ items: { id: string }[] }>(`/api/conversations?q=${word}`);
  assert.deepEqual(list.body.items.map(({ id }) => id).sort(), [...ids].sort());
});

test('S1: nobody finds what is said in another organization', async () => {
  const word = newWord();
  const other = await signUp(server.origin);
  await start(await open({ userData: { name: word } }), word);
  await found({ q: word });
  for (const scope of ['all', 'customers', 'messages'])
    assert.deepEqual((await search({ q: word, in: scope }, other)).items, []);
});

test('S7: whatever is asked, what is wrong is said by name and nothing fails', async () => {
  const wrong: [params: Record<string, string>, field: string][] = [
    [{}, 'q'],
    [{ q: '   ' }, 'q'],
    [{ q: 'x'.repeat(201) }, 'q'],
    [{ q: 'x', in: 'nowhere' }, 'in'],
    [{ q: 'x', status: 'open,lost' }, 'status'],
    [{ q: 'x', assignee: 'you' }, 'assignee'],
    [{ q: 'x', department: 'me' }, 'department'],
    [{ q: 'x', from: 'yesterday' }, 'from'],
    [{ q: 'x', cursor: '-1' }, 'cursor'],
    [{ q: 'x', limit: 'many' }, 'limit'],
  ];
  for (const [params, field] of wrong) {
    const answer = await owner.call<Problem>(`/api/search?${new URLSearchParams(params)}`);
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.field], [422, field], JSON.stringify(params));
  }
  const odd = [
    '"',
    '""',
    '*',
    'a*',
    '"a',
    '- a',
    'NEAR(a b)',
    'words:a',
    'a OR b',
    "'; DROP TABLE messages",
    '(',
    '^a',
    '\0',
    '%',
    '退货',
  ];
  for (const q of odd) await search({ q });
  for (let n = 0; n < 60; n += 1) {
    const signs = '"*^():{}+-\'\\ abc#\u0000\u0301退😀';
    const chars = Array.from(
      { length: 1 + (n % 30) },
      () => [...signs][Math.floor(Math.random() * 22)] ?? '',
    );
    const q = `x${chars.join('')}`;
    assert.equal(
      (await owner.call(`/api/search?${new URLSearchParams({ q })}`)).status,
      200,
      JSON.stringify(q),
    );
  }
});

test('R2: what is copied twice is found once', async () => {
  const word = newWord();
  const visitor = await open();
  const id = await start(visitor, `${word} first`);
  await say(visitor, id, `${word} second`);
  await until(
    () => server.sql('SELECT seq FROM messages WHERE conversation_id = ?', id),
    (rows) => rows.length === 2,
  );
  const rows = () =>
    server.sql('SELECT first_seq, last_seq FROM message_search WHERE conversation_id = ?', id);
  const before = await rows();
  assert.deepEqual(before, [
    { first_seq: 1, last_seq: 1 },
    { first_seq: 2, last_seq: 2 },
  ]);
  // The database is set back by a revision: all is told again.
  await server.sql('UPDATE conversations SET rev = 0 WHERE id = ?', id);
  await server.evictRoom(id);
  await say(visitor, id, `${word} third`);
  await until(rows, (now) => now.length === 3);
  // What was lost of the archive comes back, and no row twice.
  await server.sql('DELETE FROM messages WHERE conversation_id = ? AND seq = 3', id);
  await server.sql(
    'DELETE FROM message_search WHERE message_search MATCH ? AND organization_id = ?',
    `"${owner.organizationId.slice(-10)}${word} ${owner.organizationId.slice(-10)}third"`,
    owner.organizationId,
  );
  await server.evictRoom(id);
  await say(visitor, id, `${word} fourth`);
  await until(rows, (now) => now.some(({ last_seq }) => last_seq === 4));
  assert.deepEqual((await rows()).slice(2), [{ first_seq: 3, last_seq: 4 }]);
});

test('V7: what was erased is found nowhere, also not in the blocks of the index', async () => {
  const word = newWord();
  const visitor = await open({ userData: { name: `Name${word}` } });
  const id = await start(visitor, `my secret is ${word}`);
  await found({ q: word });
  const blocks = async () => {
    const tables = ['message_search', 'customer_search'];
    const rows = await Promise.all(
      tables.map((name) => server.sql<{ text: string }>(`SELECT quote(block) AS text FROM ${name}_data`)),
    );
    return rows
      .flat()
      .map(({ text }) => Buffer.from(text.slice(2, -1), 'hex').toString('latin1'))
      .join('\n');
  };
  assert.ok((await blocks()).includes(word.slice(1)), 'it is looked for where it is');
  const [row] = await server.sql<{ id: string }>(
    'SELECT widget_customer_id AS id FROM conversations WHERE id = ?',
    id,
  );
  expectStatus(await owner.call(`/api/customers/${row?.id}`, { method: 'DELETE' }), 200);
  assert.deepEqual((await search({ q: word })).items, []);
  assert.ok(!(await blocks()).includes(word.slice(1)));
  assert.deepEqual(await server.sql('SELECT rowid FROM message_search WHERE conversation_id = ?', id), []);
});
