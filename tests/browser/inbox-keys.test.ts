// The inbox by keyboard: the palette, single keys, search.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { isSound } from '../support/axe.ts';
import { guest, listIs, openDesk, row } from '../support/desk.ts';
import { openStage, type Stage } from '../support/people.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

const palette = (agent: Page) => agent.getByRole('combobox', { name: 'Do or find anything' });
const current = (agent: Page) =>
  agent.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant');
    return (id && document.getElementById(id)?.querySelector('bdi')?.textContent) ?? '';
  });

test('I9: the palette does anything to the open conversation, and goes anywhere', () =>
  stage.filmed('palette', async () => {
    const desk = await openDesk(stage);
    const { agent } = desk;
    await guest(desk, 'Grace Hopper');
    await guest(desk, 'Ada Lovelace');
    await row(agent, 'Grace Hopper').click();
    await agent.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
    await agent.keyboard.press('Control+k');
    await palette(agent).waitFor();
    await isSound(agent, 'the palette');
    assert.equal(await current(agent), 'Assign to me');
    await agent.keyboard.press('Enter');
    await row(agent, 'Grace Hopper').getByText('Assigned to Ada Marsh').waitFor({ state: 'attached' });
    assert.equal(await palette(agent).count(), 0);

    await agent.keyboard.press('Control+k');
    await palette(agent).fill('prio');
    await agent.keyboard.press('Enter');
    const second = agent.getByRole('combobox', { name: 'Set priority…' });
    await second.waitFor();
    await agent.keyboard.press('ArrowDown');
    assert.equal(await current(agent), 'High');
    await agent.keyboard.press('Enter');
    await row(agent, 'Grace Hopper').getByText('High priority').waitFor({ state: 'attached' });

    await agent.keyboard.press('Control+k');
    await palette(agent).fill('mine');
    await until(
      () => current(agent),
      (name) => name === 'Mine',
    );
    await agent.keyboard.press('Enter');
    await listIs(agent, ['Grace Hopper']);
    await agent.keyboard.press('Control+k');
    await palette(agent).fill('qqqqq');
    await agent.getByText('Search for “qqqqq”').waitFor();
    await agent.keyboard.press('Escape');
    await agent.waitForFunction(() => !document.querySelector('dialog'));
  }));

test('I9: single keys close, snooze, label and assign, and one key takes it back', () =>
  stage.filmed('keys', async () => {
    const desk = await openDesk(stage);
    const { agent } = desk;
    for (const name of ['Third', 'Second', 'First']) await guest(desk, name);
    await listIs(agent, ['First', 'Second', 'Third']);
    await agent.keyboard.press('e');
    assert.equal((await listIs(agent, ['First', 'Second', 'Third'])).length, 3, 'nothing is meant yet');
    await agent.keyboard.press('j');
    await agent.keyboard.press('j');
    await agent.keyboard.press('e');
    await listIs(agent, ['First', 'Third']);
    await agent.getByText('Conversation closed.').waitFor();
    await agent.keyboard.press('z');
    await listIs(agent, ['First', 'Second', 'Third']);

    await row(agent, 'Second').focus();
    await agent.keyboard.press('l');
    await agent.getByRole('combobox', { name: 'Label…' }).fill('Fragile');
    await agent.getByText('New label “Fragile”').waitFor();
    await agent.keyboard.press('Enter');
    await row(agent, 'Second').getByText('Labels: Fragile').waitFor({ state: 'attached' });
    const colours = () => row(agent, 'Second').locator('[style*="background"]').count();
    await until(colours, (count) => count >= 1);

    await row(agent, 'Third').focus();
    await agent.keyboard.press('s');
    await agent.getByRole('combobox', { name: 'Snooze until…' }).fill('2 days');
    await until(
      () => current(agent),
      (name) => name === 'In 2 days',
    );
    await agent.keyboard.press('Enter');
    await listIs(agent, ['First', 'Second']);

    await agent.keyboard.press('?');
    await agent.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await isSound(agent, 'the sheet of keys');
    await agent.keyboard.press('Escape');
    await agent.keyboard.press('g');
    await agent.keyboard.press('s');
    await agent.getByRole('heading', { name: 'Profile', exact: true }).waitFor();
    await agent.keyboard.press('g');
    await agent.keyboard.press('i');
    await listIs(agent, ['First', 'Second']);
  }));

test('I9: keys are left alone where somebody writes', () =>
  stage.filmed('typing', async () => {
    const desk = await openDesk(stage);
    const { agent } = desk;
    await guest(desk, 'Grace Hopper');
    await row(agent, 'Grace Hopper').click();
    const reply = agent.getByRole('textbox', { name: 'Reply' });
    await reply.fill('');
    await reply.pressSequentially('easy/a?lx');
    assert.equal(await reply.inputValue(), 'easy/a?lx');
    assert.equal(await agent.getByRole('dialog').count(), 0);
    await agent.keyboard.press('Control+k');
    await palette(agent).waitFor();
    await agent.keyboard.press('Escape');
    await until(() => reply.evaluate((field) => field === document.activeElement), Boolean);
  }));

const found = {
  items: [
    {
      message: {
        seq: 2,
        created_at: new Date().toISOString(),
        snippet: [
          { text: 'a <b>pot</b> for the ', hit: false },
          { text: 'fern', hit: true },
          { text: ' please', hit: false },
        ],
      },
    },
  ],
  next_cursor: null,
};

test('I8: what is found is marked, stays text, and opens where it was said', () =>
  stage.filmed('search', async () => {
    const desk = await openDesk(stage);
    const { agent, owner } = desk;
    const { id, say } = await guest(desk, 'Grace Hopper', 'Good morning');
    await say('a <b>pot</b> for the fern please');
    await row(agent, 'Grace Hopper').waitFor();
    await agent.route('**/api/search?**', async (route) => {
      const { body } = await owner.call(`/api/conversations/${id}`);
      const [hit] = found.items;
      const items = [{ ...hit, ...body }];
      await route.fulfill({ json: { ...found, items } });
    });
    await agent.keyboard.press('/');
    const field = agent.getByRole('searchbox', { name: 'Search conversations and people' });
    await field.fill('fern');
    const results = agent.getByRole('list', { name: 'Results' });
    await results.getByText('a <b>pot</b> for the').waitFor();
    assert.equal(await results.locator('mark').textContent(), 'fern');
    await isSound(agent, 'results');
    await field.press('ArrowDown');
    await agent.keyboard.press('Enter');
    await agent.getByRole('log').getByText('a <b>pot</b> for the fern please').waitFor();
    assert.match(agent.url(), new RegExp(`${id}.*find=fern&message=2`));
    await results.waitFor();
    await agent.getByRole('button', { name: 'Back to the list' }).click();
    await row(agent, 'Grace Hopper').waitFor();
    await row(agent, 'Grace Hopper').focus();
    await agent.keyboard.press('/');
    await agent.getByRole('button', { name: 'fern' }).click();
    await results.waitFor();

    await agent.unroute('**/api/search?**');
    await agent.route('**/api/search?**', (route) =>
      route.fulfill({ json: { items: [], next_cursor: null } }),
    );
    await field.fill('nowhere');
    await agent.getByText('Nothing found for “nowhere”').waitFor();
    await agent.unroute('**/api/search?**');
    await agent.route('**/api/search?**', (route) => route.abort());
    await field.fill('cut off');
    await agent.getByRole('alert').getByText('The search did not work.').waitFor({ timeout: 20_000 });
    await isSound(agent, 'a search that failed');
  }));
