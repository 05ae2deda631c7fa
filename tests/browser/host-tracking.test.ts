// V6, V7: what is tracked, where the organization wants it, and of whom.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Overview } from '../../widget/protocol/generated.ts';
import { type Guest, launcher, listen, openGuest, requestsTo } from '../support/guest.ts';
import { chatFrame } from '../support/people.ts';
import { until } from '../support/wait.ts';

let guest: Guest;

before(async () => {
  guest = await openGuest();
  for (const path of ['/', '/other']) guest.host.put(path, { head: guest.host.tag() });
});
after(() => guest?.[Symbol.asyncDispose]());

async function enter(): Promise<Page> {
  const page = await guest.stage.newPage();
  await page.goto(guest.host.origin);
  await launcher(page).waitFor();
  return page;
}

const events = () =>
  guest.stage.server.sql<{ name: string; url: string; data: string }>(
    'SELECT name, url, data FROM events ORDER BY created_at, id',
  );

test('V6: with tracking on, pages and what the site tells are kept; without it, nothing is even asked', async () => {
  const quiet = await guest.stage.newPage();
  const asked = requestsTo(quiet, guest.stage.chat);
  await quiet.goto(guest.host.origin);
  await launcher(quiet).waitFor();
  await quiet.evaluate(`ChatDesk.track('ignored')`);
  await quiet.waitForTimeout(500);
  assert.deepEqual(asked, ['GET /widget.js', 'GET /api/widget/config']);
  await guest.setOrganization({ tracking: true });
  const page = await enter();
  const { told } = listen(page);
  await until(events, (rows) => rows.length === 1);
  await page.evaluate(`ChatDesk.track('cart', { items: 2 })`);
  await page.evaluate(`history.pushState(null, '', '/other')`);
  const kept = await until(events, (rows) => rows.length >= 3);
  assert.deepEqual(kept.map(({ name }) => name).sort(), ['cart', 'page_view', 'page_view']);
  assert.deepEqual(JSON.parse(kept.find(({ name }) => name === 'cart')?.data ?? ''), { items: 2 });
  assert.ok(kept.some(({ url }) => url?.endsWith('/other')));
  assert.deepEqual(told, []);
});

test('V6, A8: who is tracked has opened the chat when they open it, on this page or the next', async () => {
  await guest.setOrganization({ tracking: true });
  const opens = async () => {
    const report = await guest.owner.call<Overview>('/api/reports/overview');
    return report.body.totals.opens ?? 0;
  };
  const before = await opens();
  const seen = (await events()).length;
  const page = await enter();
  await until(events, (rows) => rows.length > seen);
  await page.goto(`${guest.host.origin}/other`);
  await until(events, (rows) => rows.length > seen + 1);
  assert.equal(await opens(), before);
  for (const path of ['/other', '/']) {
    await page.goto(guest.host.origin + path);
    await launcher(page).click();
    await chatFrame(page).getByRole('textbox').waitFor();
    await until(opens, (count) => count === before + 1);
  }
});

test('V7: who asks for privacy, or has not consented, is not tracked', async () => {
  const before = (await events()).length;
  for (const wish of [`doNotTrack: '1'`, 'globalPrivacyControl: true']) {
    const page = await guest.stage.newPage();
    await page.addInitScript(`for (const [name, value] of Object.entries({ ${wish} }))
      Object.defineProperty(navigator, name, { get: () => value })`);
    await page.goto(guest.host.origin);
    await launcher(page).waitFor();
    await page.evaluate(`ChatDesk.track('private')`);
    await page.waitForTimeout(800);
  }
  await guest.setOrganization({ consentRequired: true });
  const page = await enter();
  await page.evaluate(`ChatDesk.track('early')`);
  await page.waitForTimeout(800);
  assert.equal((await events()).length, before);
  await page.evaluate(`ChatDesk.consent(); ChatDesk.track('allowed')`);
  await until(events, (rows) => rows.some(({ name }) => name === 'allowed'));
  await guest.setOrganization({ consentRequired: false, tracking: false });
});
