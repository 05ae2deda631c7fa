// W20: the chat as a part of a page, and as a page of its own. W23: the script's names.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { flaws } from '../support/axe.ts';
import { frameOf, type Guest, launcher, listen, openGuest, requestsTo } from '../support/guest.ts';
import { chatFrame, write } from '../support/people.ts';
import { until } from '../support/wait.ts';

let guest: Guest;
let count = 0;

before(async () => {
  guest = await openGuest();
});
after(() => guest?.[Symbol.asyncDispose]());

const init = (container: string) =>
  `'init', {widgetKey: '${guest.owner.widgetKey}', container: ${container}}`;

async function visit(body: string, container = `'#place'`, options: BrowserContextOptions = {}) {
  const page = await guest.stage.newPage(options);
  const asked = requestsTo(page, guest.stage.chat);
  const heard = listen(page);
  await page.goto(guest.host.put(`/inline-${count++}`, { head: guest.host.snippet(init(container)), body }));
  return { page, asked, ...heard };
}

const sessions = () => guest.stage.server.sql('SELECT id FROM widget_sessions');

test('W20: in a container it is as large as that, at any width, and nobody is counted before they touch it', async () => {
  const { page, asked, thrown } = await visit(
    '<h1>Help</h1><div id="place" style="height: 500px; width: 80%"></div><button>After</button>',
  );
  const frame = chatFrame(page);
  await frame.getByRole('textbox').waitFor();
  for (const width of [1200, 320]) {
    await page.setViewportSize({ width, height: 700 });
    const box = (selector: string) => page.locator(selector).boundingBox();
    assert.deepEqual(await box('chatdesk-widget iframe'), await box('#place'));
  }
  assert.equal(await launcher(page).isVisible(), false);
  assert.equal(await frame.getByRole('button', { name: 'Close chat' }).count(), 0);
  await page.waitForTimeout(300);
  assert.ok(!asked.some((request) => request.startsWith('POST')), `${asked}`);
  assert.equal((await sessions()).length, 0);
  assert.equal(await page.evaluate('document.activeElement.tagName'), 'BODY', 'it takes no focus');
  for (let times = 0; times < 9 && !(await frame.locator('textarea:focus').count()); times++)
    await page.keyboard.press('Tab');
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await frame.getByRole('log').getByText('By keyboard').waitFor();
  assert.equal((await sessions()).length, 1);
  assert.deepEqual(thrown, []);
});

test('W20: a container without a height, one that comes late, and none at all', async () => {
  const { page } = await visit('<div id="place"></div>');
  await chatFrame(page).getByRole('textbox').waitFor();
  assert.ok(((await page.locator('#place').boundingBox())?.height ?? 0) >= 400);
  const late = await guest.stage.newPage();
  await late.goto(
    guest.host.put('/late', {
      head: guest.host.snippet(init(`'#place'`)),
      body: '<p>First</p><div id="place" style="height: 450px"></div>',
      slowly: { after: '<p>First</p>', wait: 1_200 },
    }),
    { waitUntil: 'commit' },
  );
  await chatFrame(late).getByRole('textbox').waitFor();
  assert.equal(await late.locator('#place chatdesk-widget').count(), 1);
  const none = await visit('<p>No place</p>', `'#elsewhere'`);
  await launcher(none.page).click();
  await chatFrame(none.page).getByRole('textbox').waitFor();
});

async function openPage(options: BrowserContextOptions = {}, key = guest.owner.widgetKey) {
  const page = await guest.stage.newPage({ reducedMotion: 'reduce', ...options });
  const heard = listen(page);
  await page.goto(`${guest.stage.chat}/chat/${key}`);
  return { page, ...heard };
}

test('W20: at its own link it has the team’s name and colour, on any screen, within its policy', async () => {
  for (const options of [
    {},
    { viewport: { width: 320, height: 568 } },
    { colorScheme: 'dark' },
  ] as BrowserContextOptions[]) {
    const { page, told, thrown } = await openPage(options);
    const frame = chatFrame(page);
    await frame.getByRole('textbox').waitFor();
    assert.equal(await page.title(), 'Fern & Oak');
    const overflow = await page.evaluate(() => [
      document.documentElement.scrollWidth - innerWidth,
      document.documentElement.scrollHeight - innerHeight,
    ]);
    assert.ok(
      overflow.every((pixels) => pixels <= 0),
      `${overflow}`,
    );
    await write(frame, 'From a code on paper');
    await frame.getByText('Sent', { exact: true }).waitFor();
    assert.deepEqual(await flaws(page), []);
    const complaints = told.filter((text) => /ChatDesk|Content Security|Trusted|violat/i.test(text));
    assert.deepEqual([complaints, thrown], [[], []]);
  }
});

test('W20: at its own link the first words are answered, and all is found again after a reload', async () => {
  const { page, told } = await openPage();
  const asked = requestsTo(page, guest.stage.chat);
  const frame = chatFrame(page);
  await write(frame, 'Printed on a receipt');
  const [row] = await until(
    () => guest.stage.server.sql("SELECT conversation_id FROM messages WHERE body = 'Printed on a receipt'"),
    (rows) => rows.length === 1,
  );
  await guest.owner.call(`/api/conversations/${row?.conversation_id}/messages`, {
    body: { clientId: crypto.randomUUID(), body: 'We can read it.' },
  });
  await frame.getByRole('log').getByText('We can read it.').waitFor();
  await page.reload();
  await frame.getByRole('log').getByText('We can read it.').waitFor();
  assert.ok(!asked.some((request) => request.endsWith('/messages')), `a socket is enough: ${asked}`);
  assert.deepEqual(told, []);
});

test('W20: a link to no widget says so, in the visitor’s language', async () => {
  const { page } = await openPage({ locale: 'de-DE', colorScheme: 'dark' }, 'wk_nobody');
  await page.getByRole('heading', { name: 'Der Chat ist hier nicht verfügbar' }).waitFor();
  assert.equal(await page.evaluate('document.documentElement.lang'), 'de-DE');
  assert.deepEqual(await flaws(page), []);
  const arabic = await openPage({ locale: 'ar' }, 'wk_nobody');
  await arabic.page.getByRole('heading').waitFor();
  assert.equal(await arabic.page.evaluate('document.documentElement.dir'), 'rtl');
});

const fetched = async (path: string) => {
  const answer = await fetch(guest.stage.server.origin + path);
  assert.equal(answer.status, 200, path);
  return {
    cache: answer.headers.get('cache-control'),
    policy: answer.headers.get('cross-origin-resource-policy'),
    body: await answer.text(),
  };
};

test('W23: the newest under two names; each build for ever under its own, and it works', async () => {
  const [newest, lasting] = [await fetched('/widget.js'), await fetched('/v1/widget.js')];
  assert.equal(newest.body, lasting.body);
  assert.match(newest.cache ?? '', /max-age=300/);
  const builds = fileURLToPath(new URL('../../dist/build', import.meta.url));
  const build = readdirSync(builds).find((name) => existsSync(`${builds}/${name}/widget.js`));
  const exact = await fetched(`/build/${build}/widget.js`);
  assert.match(exact.cache ?? '', /immutable/);
  assert.equal(exact.policy, 'cross-origin');
  const page = await guest.stage.newPage();
  const asked = requestsTo(page, guest.stage.chat);
  const tag = guest.host.tag().replace('/widget.js', `/build/${build}/widget.js`);
  await page.goto(guest.host.put('/exact', { head: tag }));
  await launcher(page).click();
  await (await frameOf(page)).getByRole('textbox').waitFor();
  assert.ok(
    asked.includes(`GET /build/${build}/window.js`) && !asked.some((request) => request.includes('/v1/')),
  );
});
