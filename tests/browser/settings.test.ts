// A: the settings as a whole: their list, forms that lose nothing, and who may change what.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { isSound } from '../support/axe.ts';
import { joinAs } from '../support/colleague.ts';
import { openStage, type Stage } from '../support/people.ts';
import { focused, focusIsOn, goTo, openSettings, save, saved } from '../support/settings.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

const NAME = 'Name of the organization';
const title = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

test('A4: the settings are a list of pages, beside the page or on a phone before it', () =>
  stage.filmed('settings-list', async () => {
    const { page, go } = await openSettings(stage, '');
    await title(page, 'Profile');
    assert.equal(await page.getByRole('link', { name: 'Profile' }).getAttribute('aria-current'), 'page');
    await go('General');
    await isSound(page, 'general');
    await page.goto(`${stage.chat}/settings/nothing-of-the-kind`);
    await title(page, 'Profile');
    await go('Widgets');
    await page.getByRole('list', { name: 'Widgets' }).getByText('wk_').waitFor();
    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('heading', { name: 'Inbox' }).first().waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await title(page, 'Profile');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Do or find anything' }).fill('canned');
    await page.keyboard.press('Enter');
    await title(page, 'Canned replies');

    await page.setViewportSize({ width: 360, height: 720 });
    await page.getByRole('link', { name: 'Settings' }).first().click();
    await page.getByRole('navigation', { name: 'Settings' }).waitFor();
    await isSound(page, 'the list on a phone');
    await goTo(page, 'Labels');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'MAIN', 'the list is gone');
    assert.ok(await page.getByRole('navigation', { name: 'Settings' }).isHidden());
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, 'nothing sticks out');
  }));

test('A4: what is changed is saved for all, by button or Ctrl+S, and can be discarded', () =>
  stage.filmed('settings-save', async () => {
    const { page, owner } = await openSettings(stage, 'general');
    const name = page.getByLabel(NAME);
    await name.fill('Fern, Oak & Sons');
    await page.getByText('You have unsaved changes.').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    assert.notEqual(await name.inputValue(), 'Fern, Oak & Sons');
    assert.ok(await page.getByRole('button', { name: 'Save' }).isHidden(), 'nothing to save');

    await name.fill('Fern, Oak & Sons');
    await page.getByRole('switch', { name: 'Keep which pages visitors look at' }).check();
    await page.getByRole('radio', { name: 'Not at all' }).check();
    await page.getByLabel('Pass on conversations').fill('');
    await page.keyboard.press('Control+s');
    await saved(page);
    assert.equal(await page.getByLabel('Pass on conversations').inputValue(), '10', 'the usual');
    const kept = (await owner.call<Record<string, unknown>>('/api/organization')).body;
    assert.deepEqual(
      [kept.name, kept.tracking, kept.ip_policy, kept.absent_minutes],
      ['Fern, Oak & Sons', true, 'drop', 10],
    );
    await page.getByRole('button', { name: /account/ }).click();
    await page.getByText('Fern, Oak & Sons').waitFor();
  }));

test('S7: a bad field is named and gets the focus, and nothing typed is lost when saving fails', () =>
  stage.filmed('settings-bad', async () => {
    const { page, owner } = await openSettings(stage, 'general');
    await page.getByLabel('Erase conversations').fill('soon');
    await page.getByLabel(NAME).fill('');
    await save(page);
    await page.getByText('This is a whole number').waitFor();
    assert.match(`${await focused(page)}`, /^Erase conversations/);
    await page.getByLabel('Erase conversations').fill('9999');
    await save(page);
    await page.getByText('From 1 to 3,650 days').waitFor();
    await page.getByText('Not saved. Please look at what is marked.').waitFor();
    await focusIsOn(page, NAME);
    await isSound(page, 'errors');

    await page.getByLabel(NAME).fill('Elsewhere');
    await page.getByLabel('Erase conversations').fill('30');
    await page.getByText('30 days are erased for good').waitFor();
    await page.route('**/api/organization', (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.fallback(),
    );
    await save(page);
    await page.getByText('We cannot reach ChatDesk').waitFor();
    assert.equal(await page.getByLabel(NAME).inputValue(), 'Elsewhere');
    await page.unroute('**/api/organization');
    await save(page);
    await saved(page);
    const kept = (await owner.call<Record<string, unknown>>('/api/organization')).body;
    assert.deepEqual([kept.name, kept.retention_days], ['Elsewhere', 30]);
  }));

test('A4: nobody leaves unsaved changes unasked, by link, by the back button, by closing the tab or by logging out', () =>
  stage.filmed('settings-leave', async () => {
    const { page, go } = await openSettings(stage, 'labels');
    await go('General');
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    await page.getByLabel(NAME).fill('Half');
    await page.getByRole('link', { name: 'Inbox' }).click();
    await isSound(page, 'the question');
    await question.getByRole('button', { name: 'Stay here' }).click();
    assert.equal(await page.getByLabel(NAME).inputValue(), 'Half');

    await page.goBack();
    await question.waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    assert.match(page.url(), /\/settings\/general$/);
    assert.equal(await page.getByLabel(NAME).inputValue(), 'Half');
    const [asked] = await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })]);
    assert.equal(asked.type(), 'beforeunload', 'closing the tab');
    await asked.dismiss();
    await page.getByRole('button', { name: /account/ }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await question.getByRole('button', { name: 'Stay here' }).click();

    await page.goBack();
    await question.getByRole('button', { name: 'Leave without saving' }).click();
    await title(page, 'Labels');
    await go('General');
    assert.notEqual(await page.getByLabel(NAME).inputValue(), 'Half');
    await go('Departments');
  }));

test('A2: agents see what is set, and who could change it', () =>
  stage.filmed('settings-agent', async () => {
    const { page } = await openSettings(stage, 'general');
    const agent = await joinAs(stage, page, 'Grace Hopper');
    for (const name of ['general', 'team', 'departments', 'labels', 'routing']) {
      await agent.goto(`${stage.chat}/settings/${name}`);
      await agent.getByText(/Only admins can change this: .+\./).waitFor();
    }
    await agent.goto(`${stage.chat}/settings/general`);
    assert.ok(await agent.getByLabel(NAME).isDisabled());
    assert.equal(await agent.getByRole('button', { name: 'Save' }).count(), 0);
    await isSound(agent, 'read only');
    await agent.goto(`${stage.chat}/settings/canned-replies`);
    await agent.getByRole('link', { name: 'Add reply' }).waitFor();
    await agent.goto(`${stage.chat}/settings/export`);
    await agent.getByText(/Only owners can change this/).waitFor();
  }));

test('I10: how one hears of news, and how it looks, is a choice of this browser', () =>
  stage.filmed('settings-browser', async () => {
    const { page, go } = await openSettings(stage, 'notifications');
    const sound = page.getByRole('switch', { name: 'Sound' });
    await sound.uncheck();
    await isSound(page, 'notifications');
    await page.reload();
    assert.ok(!(await sound.isChecked()));
    await go('Profile');
    await page.getByRole('radio', { name: 'Dark' }).check();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
    await isSound(page, 'profile');
  }));
