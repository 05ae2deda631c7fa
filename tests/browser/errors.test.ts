// W23: what fails of the widget is reported, what fails of the page is not, and the page goes on.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { frameOf, type Guest, launcher, listen, openGuest, requestsTo } from '../support/guest.ts';
import { chatFrame, write } from '../support/people.ts';
import { until } from '../support/wait.ts';

let guest: Guest;
let count = 0;

before(async () => {
  guest = await openGuest();
});
after(() => guest?.[Symbol.asyncDispose]());

type Row = { part: string; code: string; build: string; detail: string };

/** Nothing of earlier tests. */
const forget = () => guest.stage.server.sql('DELETE FROM widget_errors');
const rows = () => guest.stage.server.sql<Row>('SELECT * FROM widget_errors ORDER BY part');
const reported = async (part: string, code: string): Promise<Row> => {
  const found = await until(rows, (all) => all.some((row) => row.part === part && row.code === code));
  const row = found.find((one) => one.part === part && one.code === code);
  return row ?? assert.fail(`${part} ${code}`);
};

async function visit(head = '') {
  await forget();
  const page = await guest.stage.newPage({ reducedMotion: 'reduce' });
  const asked = requestsTo(page, guest.stage.chat);
  const heard = listen(page);
  // On our own site: a fresh browser without a profile refuses storage to frames of another one.
  const put = () => guest.host.put(`/errors-${count++}`, { head: guest.host.tag() + head });
  const open = () => page.goto(put().replace('127.0.0.1', 'localhost'));
  const box = () => chatFrame(page).getByRole('textbox');
  return { page, asked, open, box, ...heard };
}

test('W23: where nothing fails nothing is reported, and nothing for reporting is loaded', async () => {
  const { page, asked, open, box } = await visit();
  await open();
  await launcher(page).click();
  await write(chatFrame(page), 'All is well');
  await chatFrame(page).getByText('Sent', { exact: true }).waitFor();
  await box().waitFor();
  assert.deepEqual(
    asked.filter((path) => path.includes('errors')),
    [],
  );
});

test('W23: a part of the loader that does not load is reported, and loads at the next try', async () => {
  const { page, open, box } = await visit();
  await page.route('**/v1/window.js*', (route) => route.fulfill({ status: 404, body: 'Gone' }));
  await open();
  await launcher(page).click();
  const { build, detail } = await reported('window', 'load_failed');
  assert.match(build, /^[0-9a-f]{8}$/);
  assert.equal(detail, '');
  await page.unroute('**/v1/window.js*');
  await launcher(page).click();
  await box().waitFor();
});

test('W23: a part of the window that does not load is reported; the words stay and go out once it does', async () => {
  const { page, open, box } = await visit();
  await page.route('**/w/conversation-*', (route) => route.fulfill({ status: 404, body: 'Gone' }));
  await open();
  await launcher(page).click();
  await box().fill('I was first');
  const { build } = await reported('conversation', 'load_failed');
  const frame = await frameOf(page);
  const entry = await frame.locator('script').first().getAttribute('src');
  assert.ok(entry?.includes(`-${build}.js`), `${entry} ${build}`);
  assert.equal(await box().inputValue(), 'I was first');
  await page.unroute('**/w/conversation-*');
  await box().press('Enter');
  await chatFrame(page).getByRole('log').getByText('I was first').waitFor();
  await chatFrame(page).getByText('Sent', { exact: true }).waitFor();
});

test('W23: an error of ours is reported by its place, without its words', async () => {
  const { page, open, box } = await visit();
  await page.route('**/w/conversation-*', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: { 'cross-origin-resource-policy': 'same-origin' },
      body: "\n  throw new RangeError('ada@example.com');",
    }),
  );
  await open();
  await launcher(page).click();
  await box().fill('Hello');
  const row = await reported('conversation', 'script_error');
  assert.match(row.detail, /^RangeError w\/conversation-\w{8}\.js:2:9$/);
  assert.doesNotMatch(JSON.stringify(row), /ada@example|localhost|errors-\d/);
});

test('W23: errors of the page are its own', async () => {
  const { page, asked, open, thrown } = await visit(`<script>
    addEventListener('load', () => {
      Promise.reject(new TypeError('the page, rejected'));
      import('/nowhere.js');
      setTimeout(() => { throw new RangeError('the page') });
    });
  </script><script src="/w/nowhere.js"></script>`);
  await open();
  await launcher(page).click();
  await page.evaluate("setTimeout(() => { throw new Error('later') })");
  await write(chatFrame(page), 'Still here');
  await chatFrame(page).getByText('Sent', { exact: true }).waitFor();
  await until(
    async () => thrown,
    (texts) => texts.includes('the page') && texts.includes('later'),
  );
  await page.waitForTimeout(500);
  assert.deepEqual(await rows(), []);
  assert.ok(!asked.includes('POST /api/widget/errors'));
});

test('W23: a window that never answers is reported, and said in the console', async () => {
  const { page, open, told } = await visit();
  await page.route('**/frame/*', (route) => route.fulfill({ contentType: 'text/html', body: 'Not ours' }));
  await open();
  await launcher(page).click();
  await reported('frame', 'frame_timeout');
  assert.ok(told.some((text) => text.startsWith('ChatDesk: the frame of')));
  assert.equal(await page.locator('chatdesk-widget iframe').count(), 0, 'it is closed');
});

test('W23: what browser and network refuse is counted, and the chat works without', async () => {
  const { page, open } = await visit();
  await page.addInitScript(`if (location.pathname.startsWith('/frame/')) {
    indexedDB.open = () => { throw new DOMException('refused', 'SecurityError') };
    window.WebSocket = class { constructor() { setTimeout(() => this.onclose?.({ code: 1006 })) } send() {} close() {} };
  }`);
  await open();
  await launcher(page).click();
  await write(chatFrame(page), 'By hand');
  await reported('conversation', 'storage_refused');
  await reported('conversation', 'socket_refused');
  await chatFrame(page).getByText('Sent', { exact: true }).waitFor();
});
