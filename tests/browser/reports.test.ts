// A8: what agents see of how it went.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { isSound } from '../support/axe.ts';
import { joinAs } from '../support/colleague.ts';
import { change, guest, openDesk } from '../support/desk.ts';
import { openStage, type Stage } from '../support/people.ts';
import { past } from '../support/reports.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

const show = async (agent: Page) => {
  await agent.getByRole('link', { name: 'Reports' }).click();
  await agent.getByRole('heading', { name: 'Reports', level: 1 }).waitFor();
};
const card = (agent: Page, name: string) =>
  agent.locator('dl > div').filter({ has: agent.getByText(name, { exact: true }) });

test('A8: the page tells of days, hours, people and pages, and every chart can be read', () =>
  stage.filmed('reports', async () => {
    const desk = await openDesk(stage, { viewport: { width: 1440, height: 900 } });
    const { agent } = desk;
    await past(stage.server, desk.owner);
    await show(agent);
    await card(agent, 'Conversations').getByText(/^\d+$/).waitFor();
    await agent.getByRole('button', { name: '30 days' }).click();
    await agent.waitForURL('**/reports?days=30');
    await card(agent, 'Conversations')
      .getByText(/more than before|less than before|As before/)
      .waitFor();
    for (const name of ['Conversations', 'First response', 'Busiest hours', 'Ratings'])
      await agent.getByRole('region', { name, exact: true }).getByRole('img').waitFor();
    const agents = agent.getByRole('region', { name: 'Agents', exact: true });
    await agents.getByRole('rowheader', { name: 'Ada Marsh' }).waitFor();
    await agents.getByRole('rowheader', { name: 'Somebody who left' }).waitFor();
    const pages = agent.getByRole('region', { name: 'Pages', exact: true });
    await pages.getByRole('rowheader', { name: 'https://shop.example/ünal' }).waitFor();
    await isSound(agent, 'the reports');

    const hours = agent.getByRole('region', { name: 'Busiest hours', exact: true });
    await hours.getByRole('button', { name: 'Show table' }).press('Enter');
    assert.equal(await hours.getByRole('row').count(), 25);
    await isSound(agent, 'a chart as a table');
    await hours.getByRole('button', { name: 'Show chart' }).click();

    const downloads = agent.waitForEvent('download');
    await agent.getByRole('link', { name: 'Download all days as CSV' }).click();
    const file = await (await downloads).path();
    assert.equal((await readFile(file, 'utf8')).split('\r\n').length, 32, 'a head, thirty days, and the end');
  }));

test('A8: any days can be chosen, and are in the address', () =>
  stage.filmed('reports-days', async () => {
    const { agent } = await openDesk(stage);
    await show(agent);
    await agent.getByText('Nothing yet', { exact: true }).waitFor();
    await isSound(agent, 'reports without anything');
    await agent.getByRole('button', { name: 'Custom' }).click();
    await agent.getByLabel('From', { exact: true }).fill('2026-02-10');
    await agent.getByLabel('To', { exact: true }).fill('2026-02-01');
    await agent.getByRole('button', { name: 'Show' }).click();
    await agent.getByText('The last day is before the first.').waitFor();
    await isSound(agent, 'days that cannot be');
    await agent.getByLabel('To', { exact: true }).fill('2026-02-20');
    await agent.getByRole('button', { name: 'Show' }).click();
    await agent.waitForURL('**/reports?from=2026-02-10&to=2026-02-20');
    await agent.reload();
    assert.equal(await agent.getByLabel('From', { exact: true }).inputValue(), '2026-02-10');
  }));

test('A8: of one agent, department, widget or page: chosen from a list or a table, kept in the address', () =>
  stage.filmed('reports-of', async () => {
    const desk = await openDesk(stage);
    const { agent, owner } = desk;
    await past(stage.server, owner);
    await owner.call('/api/departments', { body: { name: 'Sales' } });
    await agent.goto(`${stage.chat}/reports?days=90`);
    await card(agent, 'Conversations').getByText('400', { exact: true }).waitFor();
    await agent.getByRole('region', { name: 'Opened and started', exact: true }).waitFor();

    const of = agent.getByRole('combobox', { name: 'Of', exact: true });
    await of.selectOption('Ada Marsh');
    await agent.waitForURL(`**/reports?days=90&agent=${owner.agentId}`);
    const answered = card(agent, 'Answered').getByText('100% of all');
    await answered.waitFor();
    assert.equal(await agent.getByRole('region', { name: 'Agents', exact: true }).count(), 0);
    assert.equal(await agent.getByRole('region', { name: 'Opened and started', exact: true }).count(), 0);
    const csv = await agent.getByRole('link', { name: 'Download all days as CSV' }).getAttribute('href');
    assert.match(csv ?? '', new RegExp(`agent=${owner.agentId}&format=csv$`));
    await isSound(agent, 'the report of one agent');
    await agent.getByRole('button', { name: '30 days' }).click();
    await agent.waitForURL(`**/reports?days=30&agent=${owner.agentId}`);
    await agent.reload();
    await answered.waitFor();
    assert.equal(
      await of.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label),
      'Ada Marsh',
    );

    await of.selectOption('Sales');
    await agent.getByText('No conversation here in these days.').waitFor();
    await isSound(agent, 'a report without anything');
    await agent.getByRole('button', { name: 'Show everything' }).press('Enter');
    await agent.waitForURL('**/reports?days=30');
    const pages = agent.getByRole('region', { name: 'Pages', exact: true });
    await pages.getByRole('link', { name: 'https://shop.example/ünal' }).press('Enter');
    await agent.waitForURL('**/reports?days=30&page=*');
    await pages.waitFor({ state: 'detached' });
    assert.equal(
      await of.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label),
      'https://shop.example/ünal',
    );
  }));

test('A8: what happens now is in today’s report', () =>
  stage.filmed('reports-today', async () => {
    const desk = await openDesk(stage);
    const { agent } = desk;
    const { id } = await guest(desk, 'Grace');
    await agent.getByText('Grace').first().waitFor();
    await change(desk, id, { status: 'closed' });
    await show(agent);
    await agent.getByRole('button', { name: 'Today' }).click();
    await agent.waitForURL('**/reports?days=1');
    await agent.reload();
    await card(agent, 'Missed').getByText('1', { exact: true }).waitFor();
    await card(agent, 'Opened the chat').getByText('Start rate 100%').waitFor();
  }));

test('A8: an agent sees the totals, and of the agents themselves', () =>
  stage.filmed('reports-agent', async () => {
    const desk = await openDesk(stage);
    await past(stage.server, desk.owner);
    const colleague = await joinAs(stage, desk.agent, 'Bo');
    await colleague.goto(`${stage.chat}/reports?days=90`);
    await card(colleague, 'Conversations').getByText('400', { exact: true }).waitFor();
    await colleague.getByRole('region', { name: 'Agents', exact: true }).getByText('Nothing yet.').waitFor();
  }));

test('A8: what does not load says so and can be tried again; on a phone and in the dark it is as readable', () =>
  stage.filmed('reports-phone', async () => {
    const desk = await openDesk(stage, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    const { agent } = desk;
    await past(stage.server, desk.owner);
    await agent.route('**/api/reports/overview*', (route) =>
      route.fulfill({ status: 400, contentType: 'application/problem+json', body: '{}' }),
    );
    await show(agent);
    await agent.getByText('The report did not load.').waitFor();
    await agent.unroute('**/api/reports/overview*');
    await agent.getByRole('button', { name: 'Try again' }).first().click();
    await agent.getByRole('region', { name: 'Busiest hours', exact: true }).getByRole('img').waitFor();
    await isSound(agent, 'reports on a phone, in the dark');
    const wide = await agent.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} pixels too wide`);
  }));
