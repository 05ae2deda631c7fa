// A4, A7: how a widget behaves, seen before it is saved; and all of its settings, for everybody.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isSound } from '../support/axe.ts';
import { expectStatus, operator } from '../support/client.ts';
import { openStage, type Stage } from '../support/people.ts';
import { until } from '../support/wait.ts';
import { openWidgetSettings, turn } from '../support/widget-settings.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

test('A4, A7: behaviour is seen, also of a widget that is turned off, whatever the plan', () =>
  stage.filmed('settings-widget-behaviour', async () => {
    const { page, owner, chat, button, keep, section, visit } = await openWidgetSettings(stage, 'behaviour');
    await button.click();
    await chat.getByText('Powered by ChatDesk').waitFor();
    assert.ok(await page.getByLabel('“Powered by ChatDesk”').isDisabled(), 'the plan says so');
    await page.getByText('From Pro on it can be turned off.').waitFor();
    await chat.getByRole('textbox').fill('Is this real?');
    await chat.getByRole('button', { name: 'Start chat' }).click();
    const log = chat.getByRole('log');
    await log.getByText('Is this real?').waitFor();
    await chat.getByRole('img', { name: 'Ada Marsh is typing' }).waitFor();
    await log.getByText('This is how an answer looks.').waitFor();
    await log.getByText('Seen').waitFor();
    await turn(page, 'Faces and names of agents');
    await until(
      () => log.locator('.face').count(),
      (count) => count === 0,
    );
    await turn(page, 'Turned on');
    await button.waitFor();
    await page.getByRole('button', { name: 'Start over' }).click();
    await turn(page, 'Open by itself');
    await page.getByLabel('After so many seconds').fill('1');
    await chat.getByText('Hello, how can we help?').waitFor();
    await section('Look');
    await section('Behaviour');
    assert.equal(
      await page.getByLabel('After so many seconds').inputValue(),
      '1',
      'another section keeps it',
    );
    await turn(page, 'Turned on');
    await keep();

    const site = await visit();
    await site.page.locator('chatdesk-widget .root.open').waitFor({ state: 'attached' });
    await site.page.close();

    const plan = async (name: string) => {
      const path = `/api/operator/organizations/${owner.organizationId}/plan`;
      const answer = await operator(stage.server.origin).call(path, { method: 'PUT', body: { plan: name } });
      expectStatus(answer, 204);
    };
    await plan('free');
    await page.reload();
    await page.getByText('Your plan has no web chat').waitFor();
    await button.click();
    await chat.getByText('Hello, how can we help?').waitFor();
    await plan('pro');
    await page.reload();
    await turn(page, '“Powered by ChatDesk”');
    await button.click();
    await chat.getByText('Hello, how can we help?').waitFor();
    assert.equal(await chat.getByText('Powered by').count(), 0);
  }));

test('W8: visitors choose from the departments that are ticked, and are not asked for a single one', () =>
  stage.filmed('settings-widget-departments', async () => {
    const { page, owner, chat, button, keep, visit } = await openWidgetSettings(stage, 'behaviour');
    for (const name of ['Sales', 'Support', 'Billing'])
      expectStatus(await owner.call('/api/departments', { body: { name } }), 201);
    await page.reload();
    await button.click();
    const offered = chat.getByRole('radio');
    await chat.getByRole('radio', { name: 'Billing' }).waitFor();
    await turn(page, 'All departments');
    await page.getByRole('checkbox', { name: 'Billing' }).uncheck();
    await until(
      () => offered.count(),
      (count) => count === 2,
    );
    await keep();
    const site = await visit();
    const frame = await site.open();
    await frame.getByRole('radio', { name: 'Support' }).waitFor();
    assert.equal(await frame.getByRole('radio').count(), 2);
    await site.page.close();
    await page.getByRole('checkbox', { name: 'Support' }).uncheck();
    await chat.getByRole('button', { name: 'Start chat' }).waitFor();
    await until(
      () => offered.count(),
      (count) => count === 0,
    );
  }));

test('W10: without dots for typing there are none, and sound is the widget’s to say', () =>
  stage.filmed('settings-widget-dots', async () => {
    const settings = await openWidgetSettings(stage, 'behaviour');
    const { page, owner, id, chat, button, keep } = settings;
    await turn(page, 'Dots while an agent types');
    await turn(page, 'Sound for new messages');
    await button.click();
    await chat.getByRole('textbox').fill('Hello');
    await chat.getByRole('button', { name: 'Start chat' }).click();
    const dots = chat.getByRole('img', { name: 'Ada Marsh is typing' });
    const seen = dots.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    await chat.getByText('This is how an answer looks.').waitFor();
    assert.equal(await seen, false);
    await keep();
    const { body } = await owner.call<{ sound: boolean; show_typing_indicator: boolean }>(
      `/api/widgets/${id}`,
    );
    assert.deepEqual([body.sound, body.show_typing_indicator], [false, false]);
  }));

test('A4: every section is sound, in light and dark', () =>
  stage.filmed('settings-widget-axe', async () => {
    const { page, section, chat } = await openWidgetSettings(stage);
    await chat.getByText('Hello, how can we help?').waitFor();
    await isSound(page, 'with the preview');
    // Where there is no room for the preview, that is not looked through each time.
    await page.setViewportSize({ width: 1_100, height: 900 });
    for (const name of ['Words', 'Behaviour', 'Sites', 'Identity', 'Embed']) {
      await section(name);
      await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor();
      await isSound(page, name);
    }
  }));
