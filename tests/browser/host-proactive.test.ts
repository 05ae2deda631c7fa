// W15: the site speaks first, when a rule says so, and no more often than that.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { type Guest, launcher, openGuest, requestsTo } from '../support/guest.ts';
import { chatFrame } from '../support/people.ts';
import { until } from '../support/wait.ts';

let guest: Guest;

before(async () => {
  guest = await openGuest();
  const page = {
    head: guest.host.tag(),
    body: '<input aria-label="Name"><p style="height: 4000px">Long</p>',
  };
  for (const path of ['/', '/pricing', '/other']) guest.host.put(path, page);
});
after(() => guest?.[Symbol.asyncDispose]());

const rule = (id: string, more: object = {}) => ({
  id,
  message: `This is ${id}`,
  enabled: true,
  open: false,
  urls: [],
  once: 'visit',
  ...more,
});
const rules = (...all: object[]) => guest.set({ proactiveRules: all });
const says = (page: Page, id: string) => page.getByRole('status').getByText(`This is ${id}`);
const silent = async (page: Page) => {
  await launcher(page).waitFor();
  await page.waitForTimeout(700);
  assert.equal(await page.getByRole('status').count(), 0);
};

async function enter(path = '/', context?: BrowserContext): Promise<Page> {
  const page = context ? await context.newPage() : await guest.stage.newPage();
  await page.goto(guest.host.origin + path);
  await launcher(page).waitFor();
  return page;
}

test('W15: after some seconds, on some pages, once a visit; the bubble leads to the same words', async () => {
  await rules(rule('pricing', { urls: ['/pricing*'], seconds: 1 }));
  const page = await enter();
  await silent(page);
  const asked = requestsTo(page, guest.stage.chat);
  await page.goto(`${guest.host.origin}/pricing?from=mail`);
  await says(page, 'pricing').waitFor();
  assert.ok(
    !asked.some((request) => request.includes('/frame/')),
    'nothing more is loaded until somebody answers',
  );
  await says(page, 'pricing').click();
  await chatFrame(page).getByText('This is pricing').waitFor();
  assert.equal(await page.getByRole('status').count(), 0);
  await page.reload();
  await silent(page);
});

test('W15: dismissed, it is gone; on the next page a rule of every page says it again', async () => {
  await rules(rule('again', { once: 'page' }), rule('second', { once: 'page' }));
  const page = await enter();
  await says(page, 'again').waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await silent(page);
  await page.evaluate(`history.pushState(null, '', '/other')`);
  await says(page, 'again').waitFor();
  assert.equal(await page.getByRole('status').count(), 1, 'one at a time');
});

test('W15: scrolling, and leaving', async () => {
  await rules(rule('deep', { scroll: 60 }), rule('stay', { leaving: true, urls: ['/other'] }));
  const page = await enter();
  await page.mouse.wheel(0, 300);
  await silent(page);
  await page.mouse.wheel(0, 9_000);
  await says(page, 'deep').waitFor();
  await page.evaluate(`history.pushState(null, '', '/other')`);
  await page.waitForTimeout(300);
  await page.evaluate(
    `document.dispatchEvent(new MouseEvent('mouseout', { clientY: -1, relatedTarget: null }))`,
  );
  await says(page, 'stay').waitFor();
});

test('W15: the number of pages, those who come back, and whether somebody is there', async () => {
  await rules(
    rule('third', { pages: 3 }),
    rule('welcome', { returning: true, once: 'day' }),
    rule('nobody', { online: false, urls: ['/pricing'] }),
    rule('somebody', { online: true, urls: ['/pricing'] }),
  );
  const page = await enter();
  await silent(page);
  await page.evaluate(`location.hash = 'top'`);
  await page.evaluate(`history.pushState(null, '', '/other')`);
  await silent(page);
  await page.evaluate(`history.pushState(null, '', '/')`);
  await says(page, 'third').waitFor();
  const again = await page.context().newPage();
  await again.addInitScript(`const name = Object.keys(localStorage)[0];
    if (name) localStorage[name] = JSON.stringify({ ...JSON.parse(localStorage[name]), since: Date.now() - 2 * 864e5 })`);
  await again.goto(guest.host.origin);
  await says(again, 'welcome').waitFor();
  await says(await enter('/pricing'), 'somebody').waitFor();
  await guest.set({ businessHours: { timezone: 'UTC', days: {}, holidays: [] } });
  await says(await enter('/pricing'), 'nobody').waitFor();
  await guest.set({ businessHours: null });
});

test('W15: opens by itself after a while, takes nobody’s focus, and stays closed in that visit', async () => {
  await rules();
  await guest.set({ autoOpen: true, autoOpenDelay: 1 });
  const page = await enter();
  await page.getByLabel('Name').focus();
  await chatFrame(page).getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.type('Ada');
  assert.equal(await page.getByLabel('Name').inputValue(), 'Ada');
  await launcher(page).click();
  for (const path of ['/other', '/']) {
    await page.goto(guest.host.origin + path);
    await page.waitForTimeout(1_500);
    assert.equal(await launcher(page).getAttribute('aria-expanded'), 'false');
  }
  const phone = await guest.stage.newPage({ viewport: { width: 390, height: 800 } });
  await phone.goto(guest.host.origin);
  await phone.waitForTimeout(1_800);
  assert.equal(await launcher(phone).getAttribute('aria-expanded'), 'false', 'it would cover the page');
  await guest.set({ autoOpen: false });
});

test('W15: where a consent is needed nothing is kept before it', async () => {
  await rules(rule('asked', { returning: false, pages: 1, once: 'ever' }));
  await guest.setOrganization({ consentRequired: true });
  const page = await enter();
  await says(page, 'asked').waitFor();
  assert.deepEqual(await page.evaluate('({ ...localStorage, ...sessionStorage })'), {});
  await page.reload();
  await launcher(page).waitFor();
  await page.evaluate('ChatDesk.consent()');
  await until(
    () => page.evaluate('Object.keys(localStorage)'),
    (kept) => (kept as string[]).includes(`chatdesk:visits:${guest.owner.widgetKey}`),
  );
  await guest.setOrganization({ consentRequired: false });
});
