// What other chats are known to get wrong. Of the same kind, elsewhere: words written without a network (offline), another
// user on the same page (host-api), the page's own `onmessage` (host-guest), a laptop's sleep (sleep).

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { ConversationSummary, List } from '../../widget/protocol/generated.ts';
import { expectStatus } from '../support/client.ts';
import { type Guest, launcher, listen, openGuest } from '../support/guest.ts';
import { chatFrame, write } from '../support/people.ts';
import { inTime, until } from '../support/wait.ts';

let guest: Guest;
let here: string;

before(async () => {
  guest = await openGuest();
  here = guest.host.put('/', { head: guest.host.tag() }).replace('127.0.0.1', 'localhost');
});
after(() => guest?.[Symbol.asyncDispose]());

async function open(page: Page) {
  await page.goto(here);
  await launcher(page).click();
  await chatFrame(page).getByRole('textbox').first().waitFor();
  return chatFrame(page);
}

/** Begun with these words. */
async function begun(words: string): Promise<ConversationSummary[]> {
  const { body } = await guest.owner.call<List<ConversationSummary>>('/api/conversations');
  return body.items.filter(({ last_message }) => last_message?.body === words);
}

test('V3: a double click on a slow network begins one conversation', async () => {
  const page = await guest.stage.newPage();
  const frame = await open(page);
  const slowly = () => new Promise((resolve) => setTimeout(resolve, 800));
  await page.route('**/api/widget/conversations', (route) => slowly().then(() => route.continue()));
  await frame.getByRole('textbox').fill('Twice is once');
  await frame.getByRole('button', { name: 'Start chat' }).dblclick();
  await frame.getByText('Sent', { exact: true }).waitFor();
  await until(
    () => begun('Twice is once'),
    (all) => all.length > 0,
  );
  await page.waitForTimeout(1_000);
  assert.equal((await begun('Twice is once')).length, 1);
  assert.equal(await frame.getByRole('log').getByText('Twice is once').count(), 1);
});

test('W7: a required consent cannot be skipped, by the page, by hand or by a call', async () => {
  const terms = { id: 'terms', type: 'consent', label: 'I agree', required: true };
  await guest.set({ preChat: { mode: 'always', fields: [terms] } });
  const page = await guest.stage.newPage();
  await page.goto(here);
  await page.waitForFunction('window.ChatDesk');
  await page.evaluate(`ChatDesk.identify({ terms: 'true' }); ChatDesk.send('Behind its back')`);
  await launcher(page).click();
  const frame = chatFrame(page);
  const box = frame.getByRole('checkbox', { name: 'I agree' });
  await box.waitFor();
  assert.equal(await box.isChecked(), false);
  await frame.getByRole('textbox', { name: 'Your message' }).fill('Without it');
  await frame.getByRole('textbox', { name: 'Your message' }).press('Enter');
  await frame.getByText('Please tick this to go on.').waitFor();
  const refused = await frame.locator('body').evaluate(async () => {
    const [, , widgetKey] = location.pathname.split('/');
    const post = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json' };
      return fetch(`/api/widget/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    };
    const page = { url: location.href, title: '', referrer: '' };
    const { session_token: sessionToken } = await (await post('init', { widgetKey, page })).json();
    const clientId = crypto.randomUUID();
    const given = { sessionToken, clientId, message: { clientId, body: 'By a call' } };
    const answers = [await post('conversations', { ...given, preChatData: { terms: 'false' } })];
    answers.push(await post('conversations', given));
    return answers.map(({ status }) => status);
  });
  assert.deepEqual(refused, [422, 422]);
  for (const words of ['Behind its back', 'Without it', 'By a call'])
    assert.deepEqual(await begun(words), [], words);
  await guest.set({ preChat: { mode: 'never', fields: [] } });
});

test('W12: right after closing and opening, and in a second tab, the count of unread is right', async () => {
  const first = await guest.stage.newPage();
  const frame = await open(first);
  await write(frame, 'Count with me');
  await frame.getByText('Sent', { exact: true }).waitFor();
  const [row] = await until(
    () => begun('Count with me'),
    (all) => all.length === 1,
  );
  const second = await first.context().newPage();
  await second.goto(here);
  const say = (body: string) =>
    guest.owner.call(`/api/conversations/${row?.id}/messages`, {
      body: { clientId: crypto.randomUUID(), body },
    });
  const counts = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).waitFor();
  await launcher(first).click({ force: true });
  await say('One');
  for (const page of [first, second]) await counts(page, 'Open chat, 1 unread message');
  await launcher(first).click();
  await launcher(first).click({ force: true });
  for (const page of [first, second]) await counts(page, 'Open chat');
  await say('Two');
  for (const page of [first, second]) await counts(page, 'Open chat, 1 unread message');
  await launcher(second).click();
  await counts(first, 'Open chat');
});

test('W19: where the browser refuses all storage, one can talk as long as the page is open', async () => {
  const page = await guest.stage.newPage();
  const { thrown } = listen(page);
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, { get: refuse });
    Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => undefined });
    navigator.locks.request = refuse as never;
  });
  const frame = await open(page);
  await write(frame, 'Nothing is kept');
  await frame.getByText('Sent', { exact: true }).waitFor();
  const [row] = await until(
    () => begun('Nothing is kept'),
    (all) => all.length === 1,
  );
  await guest.owner.call(`/api/conversations/${row?.id}/messages`, {
    body: { clientId: crypto.randomUUID(), body: 'We talk all the same.' },
  });
  await frame.getByRole('log').getByText('We talk all the same.').waitFor();
  assert.deepEqual(thrown, []);
});

/** A site that its browser prepares a page of, and that tells how many requests of ours it has seen there, and when. */
async function startPreparing(tag: string) {
  const [prepared, seen] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const rules = JSON.stringify({ prerender: [{ urls: ['/next'], eagerness: 'immediate' }] });
  const count = `performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/')).length`;
  const pages: { [path: string]: string } = {
    '/': `<script type="speculationrules">${rules}</script>
      <script>fetch('/wait').then(() => { location.href = '/next' })</script>`,
    '/next': `<script>window.chatdesk = function () { (chatdesk.q = chatdesk.q || []).push(arguments) };
      setTimeout(() => fetch('/prepared?' + document.prerendering + ' ' + ${count}), 2000);
      chatdesk('on', 'ready', () => fetch('/seen?' + document.prerendering + ' ' + ${count}))</script>${tag}`,
  };
  const site = createServer(async ({ url = '/' }, response) => {
    const { pathname, search } = new URL(url, 'http://site');
    const words = decodeURIComponent(search.slice(1));
    if (pathname === '/prepared') prepared.resolve(words);
    if (pathname === '/seen') seen.resolve(words);
    if (pathname === '/wait') await prepared.promise;
    response.writeHead(200, { 'content-type': 'text/html' }).end(pages[pathname] ?? '');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  return { address, site, prepared: prepared.promise, seen: seen.promise };
}

test('W19: a page that the browser itself prepares asks for nothing until it is seen', async () => {
  const { address, site, prepared, seen } = await startPreparing(guest.host.tag());
  const profile = mkdtempSync(join(tmpdir(), 'chatdesk-'));
  // Nobody watches it: a browser that is driven prepares nothing.
  const flags = ['--headless', '--disable-gpu', '--no-first-run', `--user-data-dir=${profile}`];
  if (process.getuid?.() === 0) flags.push('--no-sandbox');
  // Without a debugger to wait for it would end at once.
  const browser = spawn(process.env.CHROME_PATH ?? '', [...flags, '--remote-debugging-port=0', address]);
  try {
    assert.equal(await inTime(prepared, 40_000), 'true 0');
    assert.equal(await inTime(seen, 40_000), 'false 1');
  } finally {
    browser.kill('SIGKILL');
    await once(browser, 'exit');
    site.closeAllConnections();
    site.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('V1, A4: with a new key on the page the visitor is who they were; and after a reset nobody', async () => {
  await using site = await openGuest(guest.stage);
  const page = await guest.stage.newPage();
  const show = async (key: string) => {
    const address = site.host.put('/keys', { head: site.host.tag().replace(site.owner.widgetKey, key) });
    await page.goto(address);
    await launcher(page).click();
    return chatFrame(page);
  };
  await write(await show(site.owner.widgetKey), 'Is the oak stool in stock?');
  await chatFrame(page).getByRole('log').getByText('Is the oak stool in stock?').waitFor();
  const [widget] = (await site.owner.call<List<{ id: string }>>('/api/widgets')).body.items;
  const path = `/api/widgets/${widget?.id}/key`;
  const { key } = expectStatus(await site.owner.call<{ key: string }>(path, { body: {} }), 200).body;
  for (const shown of [key, site.owner.widgetKey, key])
    await (await show(shown)).getByRole('log').getByText('Is the oak stool in stock?').waitFor();
  await page.evaluate('ChatDesk.reset()');
  await chatFrame(page).getByText('Is the oak stool in stock?').waitFor({ state: 'hidden' });
  const frame = await show(key);
  await frame.getByRole('textbox').first().waitFor();
  assert.equal(await frame.getByText('Is the oak stool in stock?').count(), 0);
});
