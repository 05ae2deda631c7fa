// A4: widgets of several locations on pages of their sites: the organization's theme, their own, and a key that changes.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Widget } from '../../widget/protocol/generated.ts';
import { expectStatus } from '../support/client.ts';
import { type Guest, launcher, openGuest } from '../support/guest.ts';
import { chatFrame, openChat, write } from '../support/people.ts';

let guest: Guest;

before(async () => {
  guest = await openGuest();
});
after(() => guest?.[Symbol.asyncDispose]());

const api = async <T>(method: string, path: string, status: number, body?: object) =>
  expectStatus(await guest.owner.call<T>(`/api/widgets${path}`, body ? { method, body } : { method }), status)
    .body;

/** A new page of a site with this widget, as somebody sees it who was never there. */
async function shown(key: string): Promise<Page> {
  const { host, stage } = guest;
  const tag = `<script async src="${stage.chat}/widget.js" data-widget-key="${key}"></script>`;
  const page = await stage.newPage({ reducedMotion: 'reduce' });
  await page.goto(host.put(`/${randomUUID()}`, { head: tag }));
  await launcher(page).waitFor();
  return page;
}

const colourOf = (page: Page) =>
  launcher(page).evaluate((button) => getComputedStyle(button).backgroundColor);
const widthOf = async (page: Page) => (await launcher(page).boundingBox())?.width;

test('A4: widgets wear the organization’s theme, but for what is their own', async () => {
  await guest.setOrganization({ theme: { primary_color: '#7a1f5c', size: 'large', position: 'top-left' } });
  const berlin = await api<Widget>('POST', '', 201, { name: 'Berlin' });
  const hamburg = await api<Widget>('POST', '', 201, { name: 'Hamburg', primaryColor: '#0b4f6c' });
  const [one, other] = [await shown(berlin.key), await shown(hamburg.key)];
  assert.deepEqual([await widthOf(one), await widthOf(other)], [64, 64]);
  const box = await launcher(one).boundingBox();
  assert.ok(box && box.x < 100 && box.y < 100, 'it is in its corner');
  assert.deepEqual([await colourOf(one), await colourOf(other)], ['rgb(122, 31, 92)', 'rgb(11, 79, 108)']);
  const installed = (await api<Widget>('GET', `/${berlin.id}`, 200)).installed;
  assert.equal(installed?.origin, guest.host.origin);
});

test('A4: a page with the old key shows the chat while that works, and one with the new key', async () => {
  const { id, key } = await api<Widget>('POST', '', 201, { name: 'Köln' });
  const renewed = await api<Widget>('POST', `/${id}/key`, 200, { graceDays: 3 });
  for (const used of [key, renewed.key]) {
    const page = await shown(used);
    await openChat(page);
    await write(chatFrame(page), `Hello by ${used}`);
    await chatFrame(page).getByRole('log').getByText(`Hello by ${used}`).waitFor();
  }
  const { chat, newPage } = guest.stage;
  const own = await newPage();
  await own.goto(`${chat}/chat/${key}`);
  await chatFrame(own).getByRole('textbox').waitFor();

  await api('POST', `/${id}/key`, 200, { graceDays: 0 });
  const page = await newPage();
  const said = page.waitForEvent('console', (message) => message.text().includes('is not shown'));
  const tag = `<script async src="${chat}/widget.js" data-widget-key="${key}"></script>`;
  await page.goto(guest.host.put('/late', { head: tag }));
  assert.match((await said).text(), /There is no such widget\. \(not_found\)/);
});
