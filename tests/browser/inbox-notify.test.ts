// How an agent hears of news: sound, title, the browser's notifications, notices; and whether they take conversations.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { isSound } from '../support/axe.ts';
import { guest, openDesk, row } from '../support/desk.ts';
import { openStage, type Stage } from '../support/people.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

interface Noticed {
  notes: number;
  notices: string[];
  asked: number;
  isHidden: boolean;
}
declare global {
  var noticed: Noticed;
}

/** Listens to sounds and notifications of the browser, and lets a tab be hidden. */
const listen = (context: BrowserContext) =>
  context.addInitScript(() => {
    globalThis.noticed = { notes: 0, notices: [], asked: 0, isHidden: false };
    const { createOscillator } = AudioContext.prototype;
    AudioContext.prototype.createOscillator = function () {
      noticed.notes++;
      return createOscillator.call(this);
    };
    Object.defineProperty(Document.prototype, 'hidden', { get: () => noticed.isHidden });
    const notify = class extends EventTarget {
      static get permission() {
        return localStorage.getItem('test:permission') ?? 'default';
      }
      static async requestPermission() {
        noticed.asked++;
        localStorage.setItem('test:permission', 'granted');
        return 'granted';
      }
      constructor(title: string, { body }: { body: string }) {
        super();
        noticed.notices.push(`${title}: ${body}`);
      }
    };
    Object.assign(globalThis, { Notification: notify });
  });

const hide = (page: Page, isHidden: boolean) =>
  page.evaluate((isHidden) => {
    noticed.isHidden = isHidden;
  }, isHidden);

const heard = async (...pages: Page[]) => {
  const all = await Promise.all(pages.map((page) => page.evaluate(() => noticed)));
  // Two notes are one sound.
  return {
    sounds: all.reduce((sum, { notes }) => sum + notes / 2, 0),
    notices: all.flatMap(({ notices }) => notices),
  };
};

const item = (agent: Page, name: string) => agent.getByRole('menuitemcheckbox', { name });

test('I10: news ring once over all tabs, notify where nobody looks, and not for what is looked at', () =>
  stage.filmed('news', async () => {
    const desk = await openDesk(stage);
    const { agent } = desk;
    await listen(agent.context());
    await agent.reload();
    const other = await agent.context().newPage();
    await other.goto(`${stage.chat}/inbox`);
    for (const page of [other, agent]) {
      await page.getByRole('tab', { name: /^All/ }).waitFor();
      await page.mouse.click(700, 300);
    }
    assert.equal((await agent.evaluate(() => noticed)).asked, 0, 'the browser is not asked by itself');
    await agent.getByRole('button', { name: /account/ }).click();
    await item(agent, 'Desktop notifications').click();
    await until(
      () => item(agent, 'Desktop notifications').getAttribute('aria-checked'),
      (checked) => checked === 'true',
    );
    await isSound(agent, 'the menu');
    await agent.keyboard.press('Escape');

    const grace = await guest(desk, 'Grace Hopper', 'One');
    await until(
      () => heard(agent, other),
      ({ sounds }) => sounds === 1,
    );
    assert.deepEqual((await heard(agent, other)).notices, [], 'a tab is seen');
    await until(
      () => agent.title(),
      (title) => title.startsWith('(1)'),
    );

    for (const page of [agent, other]) await hide(page, true);
    await grace.say('Two');
    await until(
      () => heard(agent, other),
      ({ sounds, notices }) => sounds === 2 && notices.length === 1,
    );
    assert.deepEqual((await heard(agent, other)).notices, ['Grace Hopper: Two']);

    for (const page of [agent, other]) await hide(page, false);
    await agent.bringToFront();
    await row(agent, 'Grace Hopper').click();
    await agent.getByRole('log').getByText('Two').waitFor();
    await grace.say('Three');
    await agent.getByRole('log').getByText('Three').waitFor();

    await agent.getByRole('button', { name: /account/ }).click();
    await item(agent, 'Sound').click();
    await agent.keyboard.press('Escape');
    const ada = await guest(desk, 'Ada Lovelace', 'Four');
    await row(agent, 'Ada Lovelace').waitFor();
    await ada.say('Five');
    await row(agent, 'Ada Lovelace').getByText('Five').waitFor();
    await agent.waitForTimeout(1_500);
    assert.deepEqual(await heard(agent, other), { sounds: 2, notices: ['Grace Hopper: Two'] });
  }));

test('I10: away by itself after a while, back with the first touch; what one chose stays', () =>
  stage.filmed('away', async () => {
    const desk = await openDesk(stage);
    const { agent } = desk;
    const account = (state: string) => agent.getByRole('button', { name: `account, ${state}` });
    await account('available').waitFor();
    await agent.clock.install();
    await agent.reload();
    await account('available').waitFor();
    await agent.clock.fastForward('11:00');
    // Should it have looked before it knew who is there, it looks again.
    await agent.clock.fastForward('00:16');
    await account('away').waitFor();
    await agent.mouse.move(500, 300);
    await account('available').waitFor();
    await account('available').click();
    await agent.getByRole('menuitemradio', { name: 'Away' }).click();
    await account('away').waitFor();
    await agent.clock.fastForward('11:00');
    await agent.mouse.move(520, 300);
    await agent.clock.fastForward('00:30');
    assert.equal(await account('away').count(), 1, 'chosen, so it stays');
    await agent.reload();
    await account('away').waitFor();
  }));

const notice = (id: string, change: object) => ({
  id,
  kind: 'mention',
  message_seq: 1,
  by: { id: 'zed', name: 'Zed' },
  text: 'Have a <b>look</b>',
  created_at: new Date().toISOString(),
  read: false,
  ...change,
});

test('I10: the bell has what colleagues called one for, and leads there', () =>
  stage.filmed('bell', async () => {
    const desk = await openDesk(stage);
    const { agent } = desk;
    const { id } = await guest(desk, 'Grace Hopper', 'Good morning');
    await row(agent, 'Grace Hopper').waitFor();
    const items = [
      notice('1', { conversation_id: id }),
      notice('2', { conversation_id: id, kind: 'assigned', read: true }),
    ];
    await agent.route('**/api/agents/me/notices', (route) => route.abort());
    await agent.reload();
    await agent.getByRole('button', { name: 'Notices' }).click();
    await agent.getByRole('alert').getByText('The notices did not load.').waitFor({ timeout: 20_000 });
    await isSound(agent, 'notices that did not load');
    await agent.unroute('**/api/agents/me/notices');
    await agent.route('**/api/agents/me/notices', (route) =>
      route.fulfill({ json: { items, next_cursor: null } }),
    );
    const read: unknown[] = [];
    await agent.route('**/api/agents/me/notices/read', (route) => {
      read.push(route.request().postDataJSON());
      return route.fulfill({ status: 204 });
    });
    await agent.getByRole('button', { name: 'Try again' }).click();
    const bell = agent.getByRole('dialog', { name: 'Notices' });
    await bell.getByText('Have a <b>look</b>').first().waitFor();
    await isSound(agent, 'notices');
    await bell.getByRole('link', { name: /Zed mentioned you/ }).click();
    await agent.getByRole('log').getByText('Good morning').waitFor();
    assert.match(agent.url(), new RegExp(`/inbox/${id}\\?.*message=1`));
    await agent.getByRole('button', { name: 'Notices', exact: true }).waitFor();
    assert.deepEqual(read, [{ ids: ['1'] }]);
  }));
