// Nobody is there, nothing gets through, nobody answers: what a visitor is asked then, and how it looks.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { flaws } from '../support/axe.ts';
import { openStage, type Stage } from '../support/people.ts';
import {
  addDepartments,
  ask,
  begun,
  button,
  FIELDS,
  fits,
  message,
  open,
  openSite,
  type Site,
  said,
  TERMS,
  visit,
} from '../support/site.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

const NIGHT = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['03:00', '03:01']]]);

test('W14: outside hours a message is left, which becomes a conversation, and the visitor knows where the answer goes', () =>
  stage.filmed('forms-away', async () => {
    const site = await openSite(stage, 'Moon & Night');
    await site.change({
      businessHours: { timezone: 'UTC', days: Object.fromEntries(NIGHT), holidays: [] },
      offlineMessage: 'We sleep now.',
    });
    const { frame } = await visit(site);
    await frame.getByRole('heading', { name: 'Leave us a message' }).waitFor();
    await frame.getByText('We sleep now.').waitFor();
    assert.match(
      (await frame
        .getByText(/^Back /)
        .last()
        .textContent()) ?? '',
      /\b0?3:00/,
    );
    await message(frame).fill('Do you ship to Norway?');
    await button(frame, 'Send message').click();
    await frame.getByText('Please fill this in.').waitFor();
    await frame.getByLabel('Your email').fill('grace@example.com');
    await frame.getByLabel('Your name').fill('Grace');
    await button(frame, 'Send message').click();
    await said(frame, 'Do you ship to Norway?');
    await said(frame, 'Thank you. We will answer to grace@example.com.');
    const [row] = await begun(site, 1);
    const { full_name, email } = row?.widget_customer ?? {};
    assert.deepEqual([full_name, email], ['Grace', 'grace@example.com']);
  }));

test('W9: answers and words that found no network survive a reload, and go out once', () =>
  stage.filmed('forms-offline', async () => {
    const site = await openSite(stage, 'Net & Loss');
    await ask(site, FIELDS.slice(0, 3).concat(TERMS as never));
    const { visitor, frame } = await visit(site);
    const network = { isCut: false };
    await visitor.context().route('**/api/**', (route) => (network.isCut ? route.abort() : route.fallback()));
    await frame.getByLabel('Your name').fill('Grace');
    await frame.getByLabel('Email').fill('grace@example.com');
    await frame.getByRole('checkbox', { name: 'I agree' }).check();
    await message(frame).fill('Written in a tunnel');
    network.isCut = true;
    await button(frame, 'Start chat').click();
    await said(frame, 'Written in a tunnel');
    await visitor.waitForTimeout(300);
    assert.deepEqual(await begun(site, 0), []);
    network.isCut = false;
    const back = await open(visitor, site.shop);
    await said(back, 'Written in a tunnel');
    const [row, ...others] = await begun(site, 1);
    assert.deepEqual(others, []);
    assert.deepEqual(row?.pre_chat_data, { name: 'Grace', email: 'grace@example.com', terms: 'true' });
    await visitor.waitForTimeout(500);
    assert.equal((await begun(site, 1)).length, 1);
    const ours = visitor.frames().find((one) => one.url().startsWith(`${stage.chat}/frame/`));
    const left = await ours?.evaluate(() => localStorage.getItem('chatdesk:answers'));
    assert.equal(left, null, 'forgotten once it has begun');
  }));

/** A visitor whose clock we set, who has said one thing. */
async function waiter(site: Site, words: string) {
  const visitor = await stage.newPage({ reducedMotion: 'reduce' });
  await visitor.clock.install();
  const frame = await open(visitor, site.shop);
  const box = frame.getByRole('textbox', { name: /message/ });
  await box.fill(words);
  await box.press('Enter');
  await frame.getByText(/^(Sent|Delivered|Seen)$/).waitFor();
  return { visitor, frame, email: frame.getByLabel(/^Leave your email/) };
}

test('W24: who waits long for a first answer is asked for an email, kindly and once', () =>
  stage.filmed('forms-waiting', async () => {
    const site = await openSite(stage, 'Wait & See');
    const { visitor, frame, email } = await waiter(site, 'Anybody there?');
    assert.equal(await email.count(), 0);
    await visitor.clock.fastForward('02:05');
    await email.waitFor();
    assert.deepEqual(await flaws(visitor), []);
    await button(frame, 'Save').click();
    await frame.getByText('Please enter a complete email address.').waitFor();
    await email.fill('grace@example.com');
    await email.press('Enter');
    await said(frame, 'Thank you. We will answer to grace@example.com.');
    await until(
      () => begun(site, 1),
      ([row]) => row?.widget_customer.email === 'grace@example.com',
    );
  }));

test('W24: whoever says no is not asked again, and nobody who has an answer is', () =>
  stage.filmed('forms-no-thanks', async () => {
    const site = await openSite(stage, 'No & Thanks');
    const { visitor, frame, email } = await waiter(site, 'Anybody there?');
    await visitor.clock.fastForward('02:05');
    await button(frame, 'No, thanks').click();
    await email.waitFor({ state: 'detached' });
    const back = await open(visitor, site.shop);
    await said(back, 'Anybody there?');

    const other = await waiter(site, 'And here?');
    const row = (await begun(site, 2)).find(({ last_message }) => last_message?.body === 'And here?');
    const answer = await site.agent.request.post(`${stage.chat}/api/conversations/${row?.id}/messages`, {
      data: { clientId: randomUUID(), body: 'Yes, hello.' },
      headers: { origin: stage.chat },
    });
    assert.equal(answer.status(), 201);
    await said(other.frame, 'Yes, hello.');
    for (const page of [visitor, other.visitor]) await page.clock.fastForward('02:05');
    await visitor.waitForTimeout(500);
    assert.deepEqual([await email.count(), await other.email.count()], [0, 0]);
  }));

const phone = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true };

test('W6: the forms are sound for all, in light and dark, small and from right to left', () =>
  stage.filmed('forms-looks', async () => {
    const site = await openSite(stage, 'Look & Feel');
    await addDepartments(site);
    await ask(site, FIELDS);
    for (const [colorScheme, screen, language, go] of [
      ['light', {}, 'en', 'Start chat'],
      ['dark', phone, 'ar', 'بدء الدردشة'],
    ] as const) {
      await site.change({ language, theme: colorScheme });
      const { visitor, frame } = await visit(site, screen);
      await frame.getByRole('radio').first().waitFor();
      assert.deepEqual(await flaws(visitor), [], `${colorScheme}, empty`);
      await button(frame, go).click();
      await frame.getByRole('radio').first().check();
      assert.deepEqual(await flaws(visitor), [], `${colorScheme}, with errors`);
      await fits(frame);
      await visitor.close();
    }
  }));
