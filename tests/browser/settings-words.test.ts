// I5, I6: labels and canned replies, as they are kept in the settings.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CannedReply, Label } from '../../widget/protocol/generated.ts';
import { isSound } from '../support/axe.ts';
import { expectStatus } from '../support/client.ts';
import { joinAs } from '../support/colleague.ts';
import { openStage, type Stage } from '../support/people.ts';
import { choose, focusIsOn, openSettings, save, saved } from '../support/settings.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

test('I5: labels are added, changed and deleted, in colours that can be seen', () =>
  stage.filmed('settings-labels', async () => {
    const { page, owner } = await openSettings(stage, 'labels');
    const all = async () => (await owner.call<{ items: Label[] }>('/api/labels')).body.items;
    await page.getByText('No labels yet').waitFor();
    await page.getByRole('button', { name: 'Add label' }).click();
    const form = page.getByRole('dialog');
    await focusIsOn(page, 'Name');
    await form.getByRole('button', { name: 'Add label' }).click();
    await form.getByText('This is required.').waitFor();
    await focusIsOn(page, 'Name');
    await isSound(page, 'a bad label');
    await form.getByLabel('Name').fill('Refund');
    await form.getByRole('radio', { name: 'Blue' }).check();
    await form.getByLabel('Another colour', { exact: true }).last().fill('#ffff00');
    await form.getByText('hard to see when ChatDesk is light').waitFor();
    await form.getByRole('radio', { name: 'Orange' }).check();
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    await page.getByText('Refund').waitFor();

    await page.getByRole('button', { name: 'Add label' }).click();
    await form.getByLabel('Name').fill('REFUND');
    await page.keyboard.press('Enter');
    await form.getByText('There is a label of this name already.').waitFor();
    assert.equal(await form.getByLabel('Name').inputValue(), 'REFUND', 'what is typed stays');
    await form.getByLabel('Name').fill('שלום');
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    await isSound(page, 'labels');

    await choose(page, 'Refund', 'Edit');
    await form.getByLabel('Name').fill('Money back');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Money back').waitFor();
    await choose(page, 'שלום', 'Delete');
    await page.getByRole('button', { name: 'Delete label' }).click();
    await page.getByText('שלום', { exact: true }).waitFor({ state: 'detached' });
    assert.deepEqual(
      (await all()).map(({ name }) => name),
      ['Money back'],
    );
  }));

test('A4: an empty list leads to its first thing once, and those who may add it; keys stay in the page', () =>
  stage.filmed('settings-empty', async () => {
    const { page } = await openSettings(stage, 'labels');
    const add = page.getByRole('button', { name: 'Add label' });
    const isInPage = () =>
      until(
        () => page.evaluate(() => document.activeElement?.tagName),
        (tag) => tag === 'MAIN',
      );
    await add.press('Enter');
    await page.getByLabel('Name').fill('Refund');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Labels' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await isInPage();
    await add.waitFor();
    await choose(page, 'Refund', 'Delete');
    await page.getByRole('button', { name: 'Delete label' }).press('Enter');
    await page.getByText('No labels yet').waitFor();
    await isInPage();
    await add.waitFor();

    const agent = await joinAs(stage, page, 'Grace Hopper');
    for (const [path, none] of [
      ['labels', 'No labels yet'],
      ['departments', 'No departments yet'],
      ['answers', 'No pages yet'],
    ]) {
      await agent.goto(`${stage.chat}/settings/${path}`);
      await agent.getByText(`${none}`).waitFor();
      assert.equal(await agent.getByRole('main').getByText(/^Add /).count(), 0, path);
    }
  }));

test('I6: replies are shared or one’s own, with variables and a preview', () =>
  stage.filmed('settings-canned', async () => {
    const { page, owner } = await openSettings(stage, 'canned-replies');
    const all = async () => (await owner.call<{ items: CannedReply[] }>('/api/canned-replies')).body.items;
    await page.getByText('No canned replies yet').waitFor();
    await page.getByRole('link', { name: 'Add reply' }).click();
    await page.getByLabel('Shortcut').fill('/Hi There');
    assert.equal(await page.getByLabel('Shortcut').inputValue(), 'hi-there', 'as it can be typed');
    await page.getByRole('button', { name: 'Add reply' }).click();
    await page.getByText('This is required.').waitFor();
    await page.getByLabel('Text').fill('Hello , welcome!');
    await page.getByLabel('Text').evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(6, 6));
    await page.getByRole('button', { name: 'Visitor’s first name' }).click();
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('Hello Ada, welcome!').waitFor();
    await preview.getByRole('radio', { name: /is not known/ }).check();
    await preview.getByText('Hello there, welcome!').waitFor();
    await page.getByLabel('Text').pressSequentially('{{visitor.size}}');
    await page.getByText('Nothing stands for {{visitor.size}}').waitFor();
    await isSound(page, 'a reply');
    await page.getByLabel('Text').fill('Hello {{visitor.first_name}}, welcome!');
    await page.getByRole('button', { name: 'Add reply' }).click();
    await page.getByRole('link', { name: '/hi-there' }).waitFor();
    assert.deepEqual(
      (await all()).map(({ shortcut, shared }) => [shortcut, shared]),
      [['hi-there', true]],
    );

    await page.getByRole('link', { name: 'Add reply' }).click();
    await page.getByLabel('Shortcut').fill('hi-there');
    await page.getByLabel('Text').fill('Mine');
    await page.getByRole('button', { name: 'Add reply' }).click();
    await page.getByText('There is a reply with this shortcut already.').waitFor();
    await focusIsOn(page, 'Shortcut');
    await page.getByLabel('Shortcut').fill('mine');
    await page.getByRole('switch', { name: 'Shared with everybody' }).uncheck();
    await page.getByRole('button', { name: 'Add reply' }).click();
    const own = page.getByRole('region', { name: 'Only yours' });
    await own.getByRole('link', { name: '/mine' }).click();
    await page.getByLabel('Text').fill('Mine, changed');
    await save(page);
    await saved(page);
    await page.getByRole('link', { name: 'Canned replies' }).first().click();
    await own.getByText('Mine, changed').waitFor();
    await isSound(page, 'replies');

    const colleague = await joinAs(stage, page, 'Grace Hopper');
    await colleague.goto(`${stage.chat}/settings/canned-replies`);
    await colleague.getByRole('link', { name: '/hi-there' }).click();
    await colleague.getByText(/Only admins can change this/).waitFor();
    assert.ok(await colleague.getByLabel('Text').isDisabled());
    await colleague.getByRole('link', { name: 'Canned replies' }).first().click();
    assert.equal(await colleague.getByRole('link', { name: '/mine' }).count(), 0);

    await choose(page, '/mine', 'Delete');
    await page.getByRole('button', { name: 'Delete reply' }).click();
    await own.waitFor({ state: 'detached' });
    assert.equal((await all()).length, 1);
  }));

test('I6: many replies are found by their letters', () =>
  stage.filmed('settings-canned-many', async () => {
    const { page, owner } = await openSettings(stage, 'labels');
    for (let n = 1; n <= 9; n += 1) {
      const body = { shortcut: `reply-${n}`, body: n === 7 ? 'About returns' : 'Something', shared: true };
      expectStatus(await owner.call('/api/canned-replies', { method: 'POST', body }), 201);
    }
    await page.goto(`${stage.chat}/settings/canned-replies`);
    await page.getByRole('searchbox', { name: 'Find a reply' }).fill('returns');
    assert.deepEqual(await page.getByRole('link', { name: /^\/reply/ }).allInnerTexts(), ['/reply-7']);
    await page.getByRole('searchbox').fill('zebra');
    await page.getByText('No reply has these letters.').waitFor();
  }));
