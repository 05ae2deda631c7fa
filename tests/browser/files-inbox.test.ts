// I2, F1: pictures as agents look at them, and what files take.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { isSound } from '../support/axe.ts';
import { picture } from '../support/files.ts';
import { chosen, input, isLoaded, talk, tray } from '../support/given.ts';
import { openStage, type Stage } from '../support/people.ts';
import { openSettings, save, saved } from '../support/settings.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

const shown = (agent: Page) => agent.getByRole('dialog').getByRole('img');

test('I2: a picture opens large above the inbox, and the keys lead through it and back', () =>
  stage.filmed('files-lightbox', async () => {
    const { agent } = await talk(stage);
    await input(agent).setInputFiles([
      await chosen(picture('wide.png', 2_400, 900)),
      await chosen(picture('small.png', 64, 48)),
    ]);
    await tray(agent).getByRole('progressbar').first().waitFor({ state: 'detached' });
    await tray(agent).getByRole('progressbar').first().waitFor({ state: 'detached' });
    await agent.getByRole('button', { name: 'Send', exact: true }).click();
    const link = agent.getByRole('log').getByRole('link', { name: 'Open wide.png' });
    await isLoaded(link.getByRole('img'));
    await link.focus();
    await agent.keyboard.press('Enter');
    const dialog = agent.getByRole('dialog', { name: 'wide.png' });
    await dialog.waitFor();
    assert.deepEqual(await isLoaded(shown(agent)), [2_400, 900]);
    await dialog.getByText('1 of 2').waitFor();
    const width = () => shown(agent).evaluate((image) => image.getBoundingClientRect().width);
    assert.ok((await width()) <= (agent.viewportSize()?.width ?? 0), 'as large as there is room for');
    await isSound(agent, 'a picture, large');
    await dialog.getByRole('button', { name: 'Show in its own size' }).click();
    assert.equal(await width(), 2_400);
    await dialog.getByRole('button', { name: 'Fit into the window' }).click();
    await agent.keyboard.press('ArrowRight');
    await agent.getByRole('dialog', { name: 'small.png' }).waitFor();
    assert.deepEqual(await isLoaded(shown(agent)), [64, 48]);
    await agent.keyboard.press('ArrowRight');
    await dialog.waitFor();
    await agent.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(await link.evaluate((element) => element === document.activeElement), 'the focus is back');
    const [tab] = await Promise.all([
      agent.context().waitForEvent('page'),
      link.click({ modifiers: ['ControlOrMeta'] }),
    ]);
    await tab.close();
    assert.equal(await dialog.count(), 0, 'with a key held down it is a link');
    await agent.setViewportSize({ width: 360, height: 720 });
    const small = await link.boundingBox();
    assert.ok(small && small.x + small.width < 350, 'it stays within its bubble');
    await link.click();
    await dialog.waitFor();
    await agent.screenshot({ path: 'test-results/files-lightbox-phone.png' });
    assert.ok((await width()) <= 360);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
  }));

test('F1: pictures have their place before they are there: nothing moves when they come', () =>
  stage.filmed('files-shift', async () => {
    const { agent, visitor, frame } = await talk(stage);
    await input(agent).setInputFiles(await chosen(picture('tall.png', 300, 600)));
    await tray(agent).getByRole('progressbar').waitFor({ state: 'detached' });
    await agent.getByRole('button', { name: 'Send', exact: true }).click();
    await isLoaded(frame.getByRole('log').getByAltText('tall.png'));
    const release: (() => void)[] = [];
    for (const page of [agent, visitor])
      await page.route(/\/api\/widget\/attachments\//, async (route) => {
        await new Promise<void>((resolve) => release.push(resolve));
        await route.continue();
      });
    await agent.reload();
    await visitor.reload();
    await visitor.getByRole('button', { name: /^(Chat:|Open chat)/ }).click();
    for (const place of [agent, frame]) {
      const image = place.getByRole('log').getByAltText('tall.png');
      const box = () => image.boundingBox();
      await image.scrollIntoViewIfNeeded();
      const before = await box();
      assert.ok(before && before.height > 100 && before.height === 2 * before.width, JSON.stringify(before));
      for (let tries = 0; release.length === 0 && tries < 100; tries++)
        await new Promise((resolve) => setTimeout(resolve, 50));
      for (const go of release.splice(0)) go();
      await isLoaded(image);
      assert.deepEqual(await box(), before);
    }
  }));

test('F1: the settings say how much room files take, and how large those of visitors may be', () =>
  stage.filmed('files-settings', async () => {
    const { page } = await openSettings(stage, 'general');
    await page.getByText('0 of 5 GB').waitFor();
    const most = page.getByLabel('Largest file of a visitor, in MB');
    assert.equal(await most.inputValue(), '10');
    await most.fill('11');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('From 1 to 10 MB.').waitFor();
    await most.fill('5');
    await save(page);
    await saved(page);
    for (const [bytes, words] of [
      [2.1 * 1024 ** 3, '2.1 of 5 GB'],
      [300 * 1024, '300 kB of 5 GB'],
      [4.9 * 1024 ** 3, '4.9 of 5 GB'],
    ] as const) {
      await stage.server.sql('UPDATE organizations SET stored_bytes = ?', Math.round(bytes));
      await page.reload();
      await page.getByText(words).waitFor();
    }
    assert.equal(await most.inputValue(), '5');
    await page.getByText('When it is full, no more files can be sent.').waitFor();
    await isSound(page, 'nearly full');
    await page.getByText('Storage used').scrollIntoViewIfNeeded();
    await page.screenshot({ path: 'test-results/files-settings.png' });
  }));
