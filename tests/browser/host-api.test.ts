// W17: the page's calls and events, in any order, spelling and number.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { expectStatus } from '../support/client.ts';
import { type Guest, launcher, listen, openGuest } from '../support/guest.ts';
import { signIdentity } from '../support/jwt.ts';
import { chatFrame, write } from '../support/people.ts';
import { until } from '../support/wait.ts';

let guest: Guest;
let count = 0;

before(async () => {
  guest = await openGuest();
});
after(() => guest?.[Symbol.asyncDispose]());

const init = (more = '') => `'init', {widgetKey: '${guest.owner.widgetKey}'${more}}`;

async function visit(...calls: string[]) {
  const page = await guest.stage.newPage();
  const heard = listen(page);
  const record = `<script>window.heard = []; window.note = (name) => (detail) =>
    heard.push(detail === undefined ? name : [name, detail])</script>`;
  await page.goto(guest.host.put(`/api-${count++}`, { head: record + guest.host.snippet(...calls) }));
  return { page, ...heard };
}

const heardBy = (page: Page) => page.evaluate('heard') as Promise<unknown[]>;
const hears = (page: Page, length: number) =>
  until(
    () => heardBy(page),
    (heard) => heard.length >= length,
  );
const run = (page: Page, code: string) => page.evaluate(code);
const opened = (page: Page) => chatFrame(page).getByRole('heading', { level: 1 }).waitFor();

test('W17: calls before the script, in any order, are done once it is there', async () => {
  const { page, thrown } = await visit(
    `'open'`,
    `'on', 'open', note('open')`,
    `'setLanguage', 'de'`,
    `'on', 'ready', note('ready')`,
    init(),
    `'setTheme', 'dark'`,
  );
  await opened(page);
  await chatFrame(page).locator('html[lang^=de][data-theme=dark]').waitFor();
  assert.deepEqual(await heardBy(page), ['ready', 'open']);
  await run(page, `ChatDesk.on('ready', note('late'))`);
  assert.deepEqual((await heardBy(page)).at(-1), 'late', 'whoever listens late hears of it too');
  assert.deepEqual(thrown, []);
});

test('W17: open, close, toggle, show, hide, on and off, in both spellings', async () => {
  const { page, thrown } = await visit(init(), `'on', 'open', note('open')`, `'on', 'close', note('close')`);
  await launcher(page).waitFor();
  for (const [code, expected] of [
    [`chatdesk('open')`, ['open']],
    [`ChatDesk.open()`, ['open']],
    [`ChatDesk.close()`, ['open', 'close']],
    [`chatdesk('toggle')`, ['open', 'close', 'open']],
    [`ChatDesk.toggle()`, ['open', 'close', 'open', 'close']],
  ] as const) {
    await run(page, code);
    await hears(page, expected.length);
    assert.deepEqual(await heardBy(page), expected, code);
  }
  await run(page, `ChatDesk.off('open'); chatdesk('open'); ChatDesk.hide()`);
  await hears(page, 5);
  assert.deepEqual((await heardBy(page)).slice(4), ['close'], 'hiding closes');
  assert.equal(await launcher(page).isVisible(), false);
  await run(page, `chatdesk('show')`);
  await launcher(page).waitFor();
  assert.equal(await launcher(page).getAttribute('aria-expanded'), 'false');
  assert.deepEqual(thrown, []);
});

test('W17: a listener that throws is the page’s own matter and stops nobody', async () => {
  const { page, thrown } = await visit(
    `'on', 'open', () => { throw new Error('mine') }`,
    `'on', 'open', note('open')`,
    `'on', 'open', 'no function'`,
    init(),
    `'open'`,
  );
  await opened(page);
  await hears(page, 1);
  assert.ok(thrown.includes('mine'), `${thrown}`);
});

test('W17: send starts a conversation without opening; its messages and unread count are told', async () => {
  const { page, thrown } = await visit(
    init(),
    `'send', 'Where is my order?'`,
    `'on', 'unread', note('unread')`,
  );
  const [row] = await until(
    () => guest.stage.server.sql("SELECT conversation_id FROM messages WHERE body = 'Where is my order?'"),
    (rows) => rows.length === 1,
  );
  assert.equal(await launcher(page).getAttribute('aria-expanded'), 'false');
  await guest.owner.call(`/api/conversations/${row?.conversation_id}/messages`, {
    body: { clientId: crypto.randomUUID(), body: 'On its way.' },
  });
  await hears(page, 1);
  assert.deepEqual(await heardBy(page), [['unread', 1]]);
  await run(page, `ChatDesk.open()`);
  await chatFrame(page).getByText('On its way.').waitFor();
  await hears(page, 2);
  assert.deepEqual((await heardBy(page)).at(-1), ['unread', 0]);
  assert.deepEqual(thrown, []);
});

test('W17: two organizations on one page do not meet', async () => {
  await using other = await openGuest(guest.stage);
  const { page } = await visit(
    init(),
    `'init', {widgetKey: '${other.owner.widgetKey}', position: 'bottom-left', title: 'Others'}`,
  );
  await launcher(page).nth(1).waitFor();
  await run(page, `chatdesk('open@${other.owner.widgetKey}')`);
  await chatFrame(page).getByRole('heading', { name: 'Others' }).waitFor();
  assert.deepEqual(await launcher(page).evaluateAll((all) => all.map((each) => each.ariaExpanded)), [
    'false',
    'true',
  ]);
  await run(page, `chatdesk('destroy')`);
  assert.equal(await launcher(page).count(), 1, 'the first one');
  await run(page, `chatdesk('close')`);
  assert.equal(await launcher(page).getAttribute('aria-expanded'), 'false');
});

async function customers() {
  return guest.stage.server.sql('SELECT full_name, user_id, custom_fields FROM widget_customers');
}

test('W17: identify describes, and with a signed token names; another user sees nothing of the former', async () => {
  const { owner, stage } = guest;
  const [widget] = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body.items;
  const secret = await owner.call<{ identity_secret: string }>(`/api/widgets/${widget?.id}/identity-secret`);
  const { identity_secret } = expectStatus(secret, 200).body;
  const ada = signIdentity(identity_secret, { sub: 'u1', name: 'Ada', email: 'ada@example.com' });
  const bob = signIdentity(identity_secret, { sub: 'u2', name: 'Bob', email: 'bob@example.com' });
  const { page, thrown, told } = await visit(init(), `'identify', {token: '${ada}'}`, `'open'`);
  const frame = chatFrame(page);
  await write(frame, 'A secret of Ada');
  await frame.getByRole('log').getByText('A secret of Ada').waitFor();
  await run(page, `ChatDesk.identify({token: '${bob}'})`);
  await frame.getByText('A secret of Ada').waitFor({ state: 'detached' });
  await write(frame, 'And one of Bob');
  await frame.getByRole('log').getByText('And one of Bob').waitFor();
  const rows = await until(
    () =>
      stage.server.sql(`SELECT m.body, c.full_name FROM messages m JOIN conversations v ON v.id = m.conversation_id
      JOIN widget_customers c ON c.id = v.widget_customer_id WHERE m.body LIKE '%of %' ORDER BY m.created_at`),
    (found) => found.length === 2,
  );
  assert.deepEqual(
    rows.map(({ full_name }) => full_name),
    ['Ada', 'Bob'],
  );
  await run(page, `ChatDesk.reset()`);
  await frame.getByText('And one of Bob').waitFor({ state: 'detached' });
  await frame.getByRole('button', { name: 'Start chat' }).waitFor();
  assert.deepEqual([thrown, told.filter((text) => text.startsWith('ChatDesk'))], [[], []]);
});

test('W17: reset and then another name: the name counts', async () => {
  const { page } = await visit(
    init(),
    `'reset'`,
    `'identify', {name: 'Carol', plan: 'gold', deep: {no: 1}}`,
    `'open'`,
  );
  await write(chatFrame(page), 'Hello from Carol');
  const rows = await until(customers, (all) => all.some(({ full_name }) => full_name === 'Carol'));
  const carol = rows.find(({ full_name }) => full_name === 'Carol');
  assert.deepEqual(JSON.parse(`${carol?.custom_fields}`), { plan: 'gold' });
  assert.equal(carol?.user_id, null, 'nobody has signed for it');
});

test('W17: a page that moves the widget finds the same chat in it', async () => {
  const { page, thrown } = await visit(init(), `'setLanguage', 'de'`, `'open'`);
  await write(chatFrame(page), 'Before');
  await chatFrame(page).getByRole('log').getByText('Before').waitFor();
  await run(
    page,
    `document.body.replaceWith(Object.assign(document.createElement('body'), {innerHTML: '<h1>Next</h1>'}))`,
  );
  await chatFrame(page).locator('html[lang^=de]').getByRole('log').getByText('Before').waitFor();
  await write(chatFrame(page), 'After');
  await chatFrame(page).getByRole('log').getByText('After').waitFor();
  assert.deepEqual(thrown, []);
});

test('W17: setDepartment says where the conversation goes', async () => {
  const id = crypto.randomUUID();
  const insert = 'INSERT INTO departments (id, organization_id, name, created_at) VALUES (?, ?, ?, 0)';
  await guest.stage.server.sql(insert, id, guest.owner.organizationId, 'Returns');
  const { page } = await visit(init(), `'open'`);
  await opened(page);
  // Nobody writes sooner than the frame hears of it.
  const heard = page.waitForResponse(/\/w\/commands-/);
  await run(page, `ChatDesk.setDepartment('${id}')`);
  await (await heard).finished();
  await write(chatFrame(page), 'To returns');
  const rows = await until(
    () => guest.stage.server.sql('SELECT department_id FROM conversations WHERE department_id IS NOT NULL'),
    (found) => found.length === 1,
  );
  assert.equal(rows[0]?.department_id, id);
});
