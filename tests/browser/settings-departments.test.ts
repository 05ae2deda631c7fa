// A3, I4: departments and routing, as admins set them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Department, Organization } from '../../widget/protocol/generated.ts';
import { isSound } from '../support/axe.ts';
import type { Owner } from '../support/client.ts';
import { expectStatus } from '../support/client.ts';
import { openStage, type Stage } from '../support/people.ts';
import { choose, focused, focusIsOn, openSettings, save, saved } from '../support/settings.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

const departmentsOf = async (owner: Owner) =>
  (await owner.call<{ items: Department[] }>('/api/departments')).body.items;

async function make(owner: Owner, ...names: string[]): Promise<void> {
  for (const name of names)
    expectStatus(await owner.call('/api/departments', { method: 'POST', body: { name } }), 201);
}

const names = (page: Page) =>
  page.getByRole('list', { name: 'Departments' }).getByRole('link').allInnerTexts();

const orderIs = (owner: Owner, wanted: string) =>
  until(
    async () => (await departmentsOf(owner)).map(({ name }) => name).join(),
    (order) => order === wanted,
  );

test('A3: a department is added, changed and deleted', () =>
  stage.filmed('settings-departments', async () => {
    const { page, owner } = await openSettings(stage, 'departments');
    await page.getByText('No departments yet').waitFor();
    await isSound(page, 'no departments');
    await page.getByRole('link', { name: 'Add department' }).click();
    await focusIsOn(page, 'Name');
    await page.getByRole('button', { name: 'Add department' }).click();
    await page.getByText('This is required.').waitFor();
    await page.getByLabel('Name').fill('خدمة العملاء');
    await page.getByLabel('Description').fill('Orders and shipping');
    await page.getByRole('checkbox', { name: /Ada/ }).check();
    await page.getByRole('radio', { name: 'Whoever has the fewest' }).check();
    const capacity = page.getByLabel('At most so many at a time');
    await capacity.fill('0');
    await page.getByRole('button', { name: 'Add department' }).click();
    await page.getByText('This is 1 to 100').waitFor();
    assert.match(`${await focused(page)}`, /^At most so many/);
    await isSound(page, 'a bad department');
    await capacity.fill('4');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'خدمة العملاء' }).click();
    const [made] = await departmentsOf(owner);
    assert.deepEqual(made?.routing, { mode: 'least_busy', capacity: 4 });
    assert.equal(made?.members.length, 1);

    await page.getByLabel('Name').fill('Service');
    await page.getByRole('checkbox', { name: /Ada/ }).uncheck();
    await page.getByText('Nobody ticked: everybody is in it.').waitFor();
    await page.getByRole('switch', { name: 'Hours of its own' }).click();
    await page.getByLabel('Time zone').fill('Europe/Vienna');
    await page.getByRole('button', { name: 'Remove 09:00 to 17:00 on Friday' }).click();
    await save(page);
    await saved(page);
    await page.getByRole('heading', { name: 'Service', level: 1 }).waitFor();
    const [changed] = await departmentsOf(owner);
    assert.equal(changed?.business_hours?.timezone, 'Europe/Vienna');
    assert.deepEqual(changed?.business_hours?.days.fri, []);
    assert.deepEqual(
      [changed?.name, changed?.members, changed?.routing.capacity],
      ['Service', [], 4],
      'the rest stays',
    );

    await page.getByRole('button', { name: 'Delete department' }).click();
    const question = page.getByRole('dialog', { name: 'Delete Service?' });
    await isSound(page, 'the question');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Delete department' }).click();
    await question.getByRole('button', { name: 'Delete department' }).click();
    await page.getByText('No departments yet').waitFor();
    assert.deepEqual(await departmentsOf(owner), []);
    await page.goto(`${stage.chat}/settings/departments/${made?.id}`);
    await page.getByText('There is no such department.').waitFor();
  }));

test('A3: the order is changed by keys, by dragging and by the menu, and put back when it fails', () =>
  stage.filmed('settings-order', async () => {
    const { page, owner } = await openSettings(stage, 'labels');
    await make(owner, 'Sales', 'Support', 'Returns');
    await page.goto(`${stage.chat}/settings/departments`);
    const handle = (name: string) => page.getByRole('button', { name: new RegExp(`^Move ${name}`) });
    await handle('Sales').press('ArrowDown');
    await page.getByText('Sales is now 2 of 3.').waitFor({ state: 'attached' });
    await focusIsOn(page, 'Move Sales, 2 of 3');
    await page.keyboard.press('ArrowDown');
    await orderIs(owner, 'Support,Returns,Sales');
    await isSound(page, 'departments');

    const from = await handle('Sales').boundingBox();
    const to = await handle('Support').boundingBox();
    assert.ok(from && to);
    await page.mouse.move(from.x + 8, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(from.x + 8, from.y - 20, { steps: 4 });
    await page.mouse.move(to.x + 8, to.y, { steps: 6 });
    await page.mouse.up();
    await orderIs(owner, 'Sales,Support,Returns');
    await choose(page, 'Returns', 'Move up');
    await orderIs(owner, 'Sales,Returns,Support');
    await page.reload();
    await until(
      () => names(page),
      (order) => order.join() === 'Sales,Returns,Support',
    );

    await page.route('**/api/departments', (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.fallback(),
    );
    await choose(page, 'Support', 'Move up');
    await page.getByText('The order was not saved.').waitFor();
    await until(
      () => names(page),
      (order) => order.join() === 'Sales,Returns,Support',
    );
  }));

test('A3: departments that do not load can be asked for again', () =>
  stage.filmed('settings-failed', async () => {
    const { page } = await openSettings(stage, 'labels');
    await page.route('**/api/departments', (route) => route.fulfill({ status: 400, body: 'no' }));
    await page.goto(`${stage.chat}/settings/departments`);
    await page.getByText('The departments did not load.').waitFor();
    await isSound(page, 'failed');
    await page.unroute('**/api/departments');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('No departments yet').waitFor();
  }));

test('I4: rules lead to departments, from the top', () =>
  stage.filmed('settings-routing', async () => {
    const { page, owner } = await openSettings(stage, 'routing');
    await page.getByText('There are no departments yet').waitFor();
    await make(owner, 'Sales', 'Returns');
    await page.reload();
    const rule = (number: number) => page.getByRole('group', { name: `Rule ${number}` });
    await page.getByRole('button', { name: 'Add rule' }).click();
    await focusIsOn(page, 'What it looks at');
    await page.getByRole('button', { name: 'Add rule' }).click();
    await rule(2).getByLabel('What it looks at').selectOption('Answer in the form');
    await rule(2).getByLabel('Department').selectOption('Returns');
    await rule(2).getByLabel('Value').fill('Refund');
    await save(page);
    await page.getByText('Not saved.').waitFor();
    await focusIsOn(page, 'Value');
    await rule(2).getByText('Which field of the form?').waitFor();
    await isSound(page, 'bad rules');
    await rule(1).getByLabel('Value').fill('/pricing');
    await rule(2).getByLabel('Which field of the form').fill('topic');
    await page.getByRole('button', { name: /^Move Answer/ }).press('ArrowUp');
    await page.getByRole('radio', { name: 'In turn' }).check();
    await page.keyboard.press('Control+s');
    await saved(page);
    const kept = (await owner.call<Organization>('/api/organization')).body;
    const [sales, returns] = await departmentsOf(owner);
    assert.deepEqual(kept.routing, { mode: 'round_robin', capacity: null });
    assert.deepEqual(kept.routing_rules, [
      { field: 'answer', name: 'topic', is: 'starts_with', value: 'Refund', department_id: returns?.id },
      { field: 'url', name: null, is: 'starts_with', value: '/pricing', department_id: sales?.id },
    ]);
    await choose(page, 'rule 1', 'Delete');
    await save(page);
    await saved(page);
    assert.equal((await owner.call<Organization>('/api/organization')).body.routing_rules.length, 1);

    await page.setViewportSize({ width: 360, height: 720 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, 'nothing sticks out of a phone');
    await isSound(page, 'rules on a phone');
  }));
