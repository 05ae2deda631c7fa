// What the visitor hears of while the window is closed, the page hidden, or another tab in front.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { button, converse, isSound, launcher, reply, said } from '../support/conversing.ts';
import { chatFrame, openStage, type Stage } from '../support/people.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

interface Heard {
  notes: number;
  notices: string[];
  isHidden: boolean;
}
declare global {
  var heard: Heard;
}

/** Listens to sounds and browser notifications, and lets a page be hidden. */
const listen = (context: BrowserContext) =>
  context.addInitScript(() => {
    globalThis.heard = { notes: 0, notices: [], isHidden: false };
    const { createOscillator } = AudioContext.prototype;
    AudioContext.prototype.createOscillator = function () {
      heard.notes++;
      return createOscillator.call(this);
    };
    Object.defineProperty(Document.prototype, 'hidden', { get: () => heard.isHidden });
    const notify = class {
      static permission = 'granted';
      constructor(title: string, { body }: { body: string }) {
        heard.notices.push(`${title}: ${body}`);
      }
      close() {}
    };
    Object.assign(globalThis, { Notification: notify });
  });

const everywhere = (page: Page, run: () => unknown) =>
  Promise.all(page.frames().map((frame) => frame.evaluate(run)));

async function hide(page: Page, isHidden: boolean): Promise<void> {
  for (const frame of page.frames())
    await frame.evaluate((isHidden) => {
      heard.isHidden = isHidden;
      document.dispatchEvent(new Event('visibilitychange'));
    }, isHidden);
}

async function notes(...pages: Page[]): Promise<number> {
  const all = await Promise.all(pages.map((page) => everywhere(page, () => heard.notes)));
  return all.flat().reduce((sum: number, one) => sum + Number(one), 0);
}

const bubble = (visitor: Page, text: string) => visitor.getByRole('status').getByText(text);
const gone = (visitor: Page, text: string) => bubble(visitor, text).waitFor({ state: 'detached' });
const label = (visitor: Page, name: string) => visitor.getByRole('button', { name, exact: true }).waitFor();

/** As `converse`, listening, and on a page of its own site so that tabs know of each other. */
async function meet(organization: string) {
  const people = await converse(stage, organization, { isSameSite: true });
  await listen(people.visitor.context());
  await people.visitor.reload();
  await launcher(people.visitor).click();
  await said(people.frame, 'Hello, I am Ada.');
  return people;
}

test('W12: an answer behind the closed window is counted, shown and heard, and opens with a click', () =>
  stage.filmed('news', async () => {
    const { agent, visitor, frame } = await meet('News & Views');
    await button(frame, 'Close chat').click();
    await label(visitor, 'Open chat');
    await reply(agent, 'We have it in blue.');
    await bubble(visitor, 'We have it in blue.').waitFor();
    await label(visitor, 'Open chat, 1 unread message');
    await isSound(visitor, 'news');
    await until(
      () => notes(visitor),
      (count) => count === 2,
    );
    await bubble(visitor, 'We have it in blue.').click();
    await said(frame, 'We have it in blue.');
    await label(visitor, 'Close chat');
    await visitor.keyboard.press('Escape');
    await label(visitor, 'Open chat');
    assert.equal(await bubble(visitor, 'We have it in blue.').count(), 0);
  }));

test('W12: news waved away does not come back on the next page, but stays counted', () =>
  stage.filmed('news-dismissed', async () => {
    const { agent, visitor, frame, shop } = await meet('Once & Again');
    await button(frame, 'Close chat').click();
    await reply(agent, 'Are you there?');
    await bubble(visitor, 'Are you there?').waitFor();
    await visitor.goto(shop);
    await bubble(visitor, 'Are you there?').waitFor();
    assert.equal(await notes(visitor), 0, 'one sound is enough');
    await visitor.getByRole('button', { name: 'Dismiss' }).click();
    await gone(visitor, 'Are you there?');
    await visitor.waitForTimeout(300);
    await visitor.goto(shop);
    await label(visitor, 'Open chat, 1 unread message');
    await visitor.waitForTimeout(500);
    assert.equal(await bubble(visitor, 'Are you there?').count(), 0);
    await reply(agent, 'I will be back tomorrow.');
    await bubble(visitor, 'I will be back tomorrow.').waitFor();
  }));

test('W12: on a hidden page the title says so, and the browser; both end when somebody looks', () =>
  stage.filmed('news-hidden', async () => {
    const { agent, visitor, frame } = await meet('Seen & Unseen');
    const own = await visitor.title();
    await hide(visitor, true);
    await reply(agent, 'Here it is.');
    await until(
      () => visitor.title(),
      (title) => title === 'New message',
    );
    const heardOf = await visitor.evaluate(() => heard.notices);
    assert.deepEqual(heardOf, ['Ada Marsh: Here it is.']);
    assert.equal(await bubble(visitor, 'Here it is.').count(), 0, 'the window is open');
    await hide(visitor, false);
    await until(
      () => visitor.title(),
      (title) => title === own,
    );
    await said(frame, 'Here it is.');
  }));

test('W11: in several tabs a message is shown once each, heard once, and read in all when read in one', () =>
  stage.filmed('news-tabs', async () => {
    const { agent, visitor, frame, shop } = await meet('Tab & Tab');
    const second = await visitor.context().newPage();
    await second.goto(shop);
    await launcher(second).click();
    await said(chatFrame(second), 'Hello, I am Ada.');
    for (const page of [visitor, second]) {
      await button(chatFrame(page), 'Close chat').click();
      await label(page, 'Open chat');
    }
    await reply(agent, 'One for all.');
    for (const page of [visitor, second]) {
      await bubble(page, 'One for all.').waitFor();
      await label(page, 'Open chat, 1 unread message');
    }
    await visitor.waitForTimeout(1_000);
    assert.equal(await notes(visitor, second), 2, 'two notes are one sound');
    await bubble(second, 'One for all.').click();
    await said(chatFrame(second), 'One for all.');
    await gone(visitor, 'One for all.');
    await label(visitor, 'Open chat');
    await launcher(visitor).click();
    for (const page of [visitor, second])
      assert.equal(await chatFrame(page).getByRole('log').getByText('One for all.').count(), 1);
    await button(frame, 'Close chat').click();
    await reply(agent, 'And one more.');
    await said(chatFrame(second), 'And one more.');
    await label(visitor, 'Open chat');
  }));
