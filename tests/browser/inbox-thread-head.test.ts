// What agents set at the head of a conversation: at once, with a way back, and told in the thread.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { isSound } from '../support/axe.ts';
import { joinAs } from '../support/colleague.ts';
import { converse } from '../support/conversing.ts';
import { openStage, type Stage } from '../support/people.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

const log = (agent: Page) => agent.getByRole('log');
const set = (agent: Page, name: RegExp) => agent.getByRole('button', { name });
const option = (agent: Page, name: string | RegExp) => agent.getByRole('option', { name });
const notice = (agent: Page) => agent.getByRole('status').filter({ hasText: 'Undo' });

test('I4: a conversation is given to a colleague by keys alone, who sees it at once; undo takes it back', () =>
  stage.filmed('head-assign', async () => {
    const { agent } = await converse(stage, 'Give & Take');
    const grace = await joinAs(stage, agent, 'Grace Hopper');
    await grace.goto(agent.url());
    await set(grace, /^Assigned to: Ada Marsh/).waitFor();

    await set(agent, /^Assigned to: You/).press('Enter');
    const filter = agent.getByRole('combobox', { name: 'Assign to' });
    await filter.waitFor();
    await isSound(agent, 'assign');
    await filter.fill('grace');
    await option(agent, /Grace Hopper/).waitFor();
    await filter.press('Enter');
    await set(agent, /^Assigned to: Grace Hopper/).waitFor();
    assert.ok(
      await set(agent, /^Assigned to/).evaluate((button) => button === document.activeElement),
      'the focus is back on the button',
    );
    await log(agent).getByText('You assigned this to Grace Hopper').waitFor();
    await log(grace).getByText('Ada Marsh assigned this to you').waitFor();
    await set(grace, /^Assigned to: You/).waitFor();

    await notice(agent).getByRole('button', { name: 'Undo' }).click();
    await set(agent, /^Assigned to: You/).waitFor();
    await log(grace).getByText('Ada Marsh took this conversation').waitFor();
    await grace.context().close();
  }));

test('I5: a conversation is snoozed until a time of one’s own, woken, closed and opened again', () =>
  stage.filmed('head-status', async () => {
    const { agent } = await converse(stage, 'Nap & Nod');
    await set(agent, /^Snooze$/).click();
    await isSound(agent, 'snooze');
    await option(agent, 'Date and time…').click();
    const time = agent.getByLabel('Date and time');
    await time.fill('2020-01-01T10:00');
    await agent.getByText('still to come').waitFor();
    const tomorrow = new Date(Date.now() + 24 * 60 * 60_000).toISOString().slice(0, 10);
    await time.fill(`${tomorrow}T09:00`);
    await agent.getByRole('button', { name: 'Snooze', exact: true }).last().click();
    await set(agent, /^Snoozed until tomorrow 09:00/).waitFor();
    await log(agent)
      .getByText(/Snoozed until tomorrow 09:00 by you/)
      .waitFor();
    await set(agent, /^Snoozed until/).click();
    await option(agent, 'End the snooze').click();
    await log(agent).getByText('You ended the snooze').waitFor();
    await agent.getByRole('button', { name: 'Close', exact: true }).click();
    await log(agent).getByText('You closed the conversation').waitFor();
    await agent.getByRole('button', { name: 'Reopen' }).click();
    await log(agent).getByText('You reopened the conversation').waitFor();
  }));

test('I5: what the server refuses is put back, and says so', () =>
  stage.filmed('head-refused', async () => {
    const { agent } = await converse(stage, 'Yes & No');
    await agent.route('**/api/conversations/*', (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.continue(),
    );
    await set(agent, /^Priority: Normal/).click();
    await option(agent, 'Urgent').click();
    await agent.getByText(/Nothing was changed/).waitFor();
    await set(agent, /^Priority: Normal/).waitFor();
    await agent.unroute('**/api/conversations/*');
    await set(agent, /^Priority: Normal/).click();
    await option(agent, 'High').click();
    await set(agent, /^Priority: High/).waitFor();
    await agent.reload();
    await set(agent, /^Priority: High/).waitFor();
  }));

test('I5: labels are made and chosen with a colour; where they cannot be read, the picker says so', () =>
  stage.filmed('head-labels', async () => {
    const { agent } = await converse(stage, 'Tag & Tie');
    await agent.route('**/api/labels', (route) => route.fulfill({ status: 404, json: {} }));
    await agent.reload();
    await set(agent, /^Labels: none/).click();
    await agent.getByText(/The list did not load/).waitFor();
    await isSound(agent, 'trouble');
    await agent.unroute('**/api/labels');
    const picker = agent.getByRole('dialog', { name: 'Labels' });
    await picker.getByRole('button', { name: 'Try again' }).click();
    await agent.getByText(/The list did not load/).waitFor({ state: 'detached' });

    const filter = agent.getByRole('combobox', { name: 'Labels' });
    await filter.fill('VIP');
    await option(agent, 'Create “VIP”').waitFor();
    await agent.getByRole('radio', { name: 'Violet' }).check({ force: true });
    await filter.press('Enter');
    await set(agent, /^Labels: VIP/).waitFor();
    await agent.keyboard.press('Escape');
    const [label] = await stage.server.sql('SELECT name, color FROM labels');
    assert.deepEqual(label, { name: 'VIP', color: '#8660cf' });
    await agent.reload();
    await set(agent, /^Labels: VIP/).click();
    await option(agent, 'VIP').click();
    await set(agent, /^Labels: none/).waitFor();
  }));

test('I4: a conversation goes to another department with a word to those who take over', () =>
  stage.filmed('head-department', async () => {
    const { agent } = await converse(stage, 'Sales & Sons');
    const made = await agent.request.post(`${stage.chat}/api/departments`, {
      headers: { origin: stage.chat },
      data: { name: 'Returns' },
    });
    assert.equal(made.status(), 201);
    await set(agent, /^Department: none/).click();
    await option(agent, 'Returns').click();
    const note = agent.getByRole('textbox', { name: 'Move to Returns' });
    await note.fill('They want their money back.');
    await isSound(agent, 'handover');
    await note.press('Control+Enter');
    await log(agent).getByText('They want their money back.').waitFor();
    await set(agent, /^Department: Returns/).waitFor();
    await log(agent).getByText('You moved this to Returns').waitFor();
  }));
