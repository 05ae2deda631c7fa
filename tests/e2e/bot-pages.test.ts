// Pages that the bot takes its answers from: written by admins, cut into passages.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BotPage, BotPageText, TriedBot } from '../../widget/protocol/generated.ts';
import { ask as askAsVisitor, saying, setBot } from '../support/bot.ts';
import { type Client, expectStatus, type Owner } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Colleague, makeRoles } from '../support/team.ts';

let server: TestServer;
let owner: Owner;
let agent: Colleague;
let stranger: Owner;

before(async () => {
  server = await startServer();
  ({ owner, agent, stranger } = await makeRoles(server));
});
after(() => server.close());

type Problem = { code: string; errors: { field: string; code: string }[] };

const add = (who: Client, body: object) => who.call<BotPageText & Problem>('/api/bot/pages', { body });
const change = (who: Client, id: string, body: object) =>
  who.call<BotPageText & Problem>(`/api/bot/pages/${id}`, { method: 'PATCH', body });
const remove = (who: Client, id: string) => who.call(`/api/bot/pages/${id}`, { method: 'DELETE' });
const pages = async (who: Client) =>
  expectStatus(await who.call<{ items: BotPage[] }>('/api/bot/pages'), 200).body.items;
const ask = async (who: Client, question: string) =>
  expectStatus(await who.call<TriedBot>('/api/bot/try', { body: { question } }), 200).body;
const words = async () =>
  (await server.sql('SELECT * FROM bot_words WHERE organization_id = ?', owner.organizationId)).length;

const help = {
  title: 'Help',
  url: 'https://shop.example/help',
  text: `How long does delivery take?
Parcels arrive in two to four working days. To France it takes five days.

Returns
You can send anything back within 30 days. The label is in the parcel.`,
};

test('I11: a page is cut at its headings, and the part that is asked for is the answer, with its page', async () => {
  const made = expectStatus(await add(owner, help), 201).body;
  assert.deepEqual(
    [made.title, made.url, made.text, made.enabled, made.passages],
    [help.title, help.url, help.text, true, 2],
  );
  const { outcome, entries } = await ask(agent, 'how long does a delivery to France take');
  assert.equal(outcome, 'answered');
  assert.deepEqual(
    entries.map(({ question, answer, page }) => [question, answer, page]),
    [
      [
        'How long does delivery take?',
        'Parcels arrive in two to four working days. To France it takes five days.',
        { title: help.title, url: help.url },
      ],
    ],
  );
  assert.deepEqual((await ask(agent, 'who painted the mona lisa')).outcome, 'handed_over');
  const { text: _, ...row } = made;
  assert.deepEqual(await pages(agent), [row]);
  assert.deepEqual(expectStatus(await agent.call(`/api/bot/pages/${made.id}`), 200).body, made);
});

test('I11: a visitor is answered with the passage and the way to the rest', async () => {
  await setBot(owner, { enabled: true, name: 'Fern' });
  const { id } = await askAsVisitor(server, owner, 'can I send it back within 30 days?');
  const [said] = await saying(owner, id);
  assert.match(
    said?.body ?? '',
    /^You can send anything back within 30 days\..*\n\nHelp: https:\/\/shop\.example\/help$/,
  );
  assert.deepEqual(said?.bot?.page, { title: help.title, url: help.url });
});

test('I11: a page that is changed is cut anew, one that is turned off or deleted leaves nothing', async () => {
  const page = expectStatus(
    await add(owner, { title: 'Harbour', text: 'The harbour office opens at nine.' }),
    201,
  ).body;
  assert.equal((await ask(owner, 'when does the harbour office open')).outcome, 'answered');
  const before = await words();
  const text = 'The lighthouse shop sells postcards.';
  assert.equal(expectStatus(await change(owner, page.id, { text }), 200).body.title, 'Harbour');
  assert.equal((await ask(owner, 'when does the office open')).outcome, 'handed_over');
  assert.equal((await ask(owner, 'does the lighthouse shop sell postcards')).outcome, 'answered');
  assert.equal(
    expectStatus(await change(owner, page.id, { url: 'https://shop.example/light' }), 200).body.text,
    text,
  );
  assert.equal(expectStatus(await change(owner, page.id, { url: '' }), 200).body.url, null);
  expectStatus(await change(owner, page.id, { enabled: false }), 200);
  assert.equal((await ask(owner, 'does the lighthouse shop sell postcards')).outcome, 'handed_over');
  expectStatus(await change(owner, page.id, { enabled: true }), 200);
  assert.equal((await ask(owner, 'does the lighthouse shop sell postcards')).outcome, 'answered');
  expectStatus(await remove(owner, page.id), 204);
  assert.equal((await ask(owner, 'does the lighthouse shop sell postcards')).outcome, 'handed_over');
  expectStatus(await remove(owner, page.id), 404);
  assert.ok((await words()) < before);
  const left = 'SELECT COUNT(*) AS n FROM bot_entries WHERE page_id = ?';
  assert.deepEqual(await server.sql(left, page.id), [{ n: 0 }]);
});

test('I11: a passage is no answer of its own: it is neither listed, changed nor deleted as one', async () => {
  const [passage] = (await ask(owner, 'how long does a delivery to France take')).entries;
  assert.ok(passage);
  const entries = expectStatus(await owner.call<{ items: unknown[] }>('/api/bot/entries'), 200).body.items;
  assert.deepEqual(entries, []);
  const path = `/api/bot/entries/${passage.id}`;
  expectStatus(
    await owner.call(path, { method: 'PATCH', body: { answer: 'Never.', question: 'Why?' } }),
    404,
  );
  expectStatus(await owner.call(path, { method: 'PATCH', body: { enabled: false } }), 404);
  expectStatus(await owner.call(path, { method: 'DELETE' }), 404);
  assert.equal((await ask(owner, 'how long does a delivery to France take')).entries[0]?.id, passage.id);
});

test('S1, I11: another organization’s pages are neither said, seen nor changed', async () => {
  const [known] = await pages(owner);
  assert.ok(known);
  assert.deepEqual(await pages(stranger), []);
  assert.equal((await ask(stranger, 'how long does a delivery to France take')).outcome, 'handed_over');
  expectStatus(await stranger.call(`/api/bot/pages/${known.id}`), 404);
  expectStatus(await change(stranger, known.id, { text: 'Never.' }), 404);
  expectStatus(await remove(stranger, known.id), 404);
  assert.deepEqual((await pages(owner))[0], known);
  assert.equal((await ask(owner, 'how long does a delivery to France take')).outcome, 'answered');
});

test('S7, I11: what cannot be kept is named; admins write, with a plan that has a bot; there are at most 50', async () => {
  const { body } = expectStatus(
    await add(owner, { title: '', url: 'nowhere', text: 'x'.repeat(15_001) }),
    422,
  );
  assert.deepEqual(
    body.errors.map(({ field, code }) => `${field} ${code}`),
    ['title required', 'url invalid_url', 'text too_long'],
  );
  assert.equal(
    expectStatus(await add(owner, { ...help, text: '# a\nb\n'.repeat(101) }), 422).body.errors[0]?.code,
    'too_many',
  );
  assert.equal(expectStatus(await add(agent, help), 403).body.code, 'admin_required');
  await server.sql("UPDATE organizations SET plan = 'free' WHERE id = ?", stranger.organizationId);
  assert.equal(expectStatus(await add(stranger, help), 403).body.code, 'plan_required');
  await server.sql(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
     INSERT INTO bot_pages SELECT printf('01900000-0000-7000-8000-%012d', i), ?, 't', '', 'x', 1, 1, 1 FROM n`,
    owner.organizationId,
  );
  const before = await words();
  assert.equal(expectStatus(await add(owner, help), 409).body.code, 'too_many_bot_pages');
  assert.equal(await words(), before);
});

test('A9, I11: the log tells what became of a page', async () => {
  const { items } = expectStatus(
    await owner.call<{ items: { action: string; target: { name: string } }[] }>('/api/audit'),
    200,
  ).body;
  const told = items.map(({ action, target }) => `${action} ${target.name}`);
  for (const what of ['bot_page.added Help', 'bot_page.changed Harbour', 'bot_page.removed Harbour'])
    assert.ok(told.includes(what), what);
});
