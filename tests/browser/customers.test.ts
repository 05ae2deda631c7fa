// I3: who agents talk to, as agents see and change it.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { isSound } from '../support/axe.ts';
import { expectStatus, type Visitor, visit } from '../support/client.ts';
import { set } from '../support/conversing.ts';
import { foundOrganization, openStage, type Stage } from '../support/people.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

/** An organization that follows what its visitors look at, and one of them who has written. */
async function open(organization: string, customerData: object = {}) {
  const agent = await stage.newPage({ viewport: { width: 1440, height: 900 } });
  const key = await foundOrganization(agent, stage.chat, organization);
  await set(agent, '/api/organization', { tracking: true });
  const visitor = await visit(stage.chat, key, { language: 'nb' });
  await start(visitor, 'Do you ship to Norway?', customerData);
  return { agent, visitor, key };
}

async function start(visitor: Visitor, text: string, customerData: object = {}): Promise<void> {
  const body = { customerData, message: { clientId: randomUUID(), body: text } };
  expectStatus(await visitor.call('/api/widget/conversations', { body }), 201);
}

const openFirst = (agent: Page, text: string) => agent.getByText(text).first().click();
const panelOf = (agent: Page) => agent.getByRole('complementary', { name: 'Customer' });

async function edit(agent: Page, what: string, value: string): Promise<void> {
  await agent.getByRole('button', { name: `Edit ${what}` }).click();
  await agent.getByRole('textbox', { name: what }).fill(value);
  await agent.keyboard.press('Enter');
}

test('I3: the panel says who they are, and lets agents correct it for everyone', () =>
  stage.filmed('customer-panel', async () => {
    const { agent, visitor } = await open('Panel & Pane', { name: 'Ada Lovelace', email: 'ada@example.com' });
    const events = [
      { name: 'page_view', url: 'https://shop.example/monstera', title: 'Monstera' },
      { name: 'added_to_cart', data: { sku: 'M-12' } },
    ];
    expectStatus(await visitor.call('/api/widget/track', { body: { events } }), 204);
    await start(visitor, 'How often do I water it?');
    await openFirst(agent, 'Do you ship to Norway?');
    const panel = panelOf(agent);
    for (const text of ['Ada Lovelace', 'ada@example.com', 'Norwegian Bokmål', 'Monstera', 'sku: M-12'])
      await panel.getByText(text, { exact: true }).waitFor();
    // Where the runtime thinks that this machine is, it has a clock.
    await panel.getByText('Local time', { exact: true }).waitFor();
    await isSound(agent, 'the panel');

    await edit(agent, 'email', 'nonsense');
    await panel.getByRole('alert').getByText('This is not an email address.').waitFor();
    await agent.getByRole('textbox', { name: 'email' }).fill('ada@lovelace.example');
    await agent.keyboard.press('Enter');
    await panel.getByRole('link', { name: 'ada@lovelace.example' }).waitFor();
    await until(
      () => agent.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      (name) => name === 'Edit email',
    );
    await edit(agent, 'name', 'Ada King');
    // The list and the head of the conversation hear of it as everybody does.
    await agent.getByRole('region', { name: 'Conversations' }).getByText('Ada King').first().waitFor();
    await agent.getByRole('heading', { name: 'Ada King' }).waitFor();

    await agent.getByRole('button', { name: 'Make a registered customer' }).click();
    await panel.getByText('Registered customer').waitFor();
    await agent.reload();
    for (const text of ['Ada King', 'ada@lovelace.example', 'Registered customer'])
      await panel.getByText(text, { exact: true }).waitFor();

    await panel.getByRole('link', { name: /How often do I water it/ }).click();
    await agent.getByRole('log').getByText('How often do I water it?').waitFor();
  }));

test('I3: custom fields are added, changed and taken away', () =>
  stage.filmed('customer-fields', async () => {
    const { agent, visitor } = await open('Field & Meadow');
    await openFirst(agent, 'Do you ship to Norway?');
    const panel = panelOf(agent);
    const add = async (name: string, value: string) => {
      await panel.getByRole('button', { name: 'Add a field' }).click();
      await panel.getByRole('textbox', { name: 'Name of the field' }).fill(name);
      await panel.getByRole('textbox', { name: 'Value' }).fill(value);
      await agent.keyboard.press('Enter');
    };
    await add('no such name', 'x');
    await panel.getByText(/A field's name is of letters/).waitFor();
    await agent.keyboard.press('Escape');
    await add('plan', 'gold');
    await panel.getByText('gold', { exact: true }).waitFor();
    await panel.getByRole('button', { name: 'Add a field' }).and(panel.locator(':focus')).waitFor();
    await add('size', 'XL');
    await panel.getByText('XL', { exact: true }).waitFor();
    await agent.route('**/api/customers/*', async (route) => {
      await sleep(route.request().method() === 'PATCH' ? 700 : 0);
      await route.continue();
    });
    await add('colour', 'green');
    await agent.getByRole('button', { name: 'Edit plan' }).click();
    await panel.getByText('green', { exact: true }).waitFor();
    await panel.getByRole('button', { name: 'Add a field' }).waitFor();
    const plan = panel.getByRole('textbox', { name: 'plan' });
    await plan.and(panel.locator(':focus')).waitFor();
    await plan.press('Escape');
    await agent.unroute('**/api/customers/*');
    await edit(agent, 'plan', 'silver');
    await panel.getByText('silver', { exact: true }).waitFor();
    // A reload would end the request that has just begun.
    const removed = agent.waitForResponse('**/api/customers/*');
    await panel.getByRole('button', { name: 'Remove size' }).click();
    await panel.getByText('XL', { exact: true }).waitFor({ state: 'detached' });
    await removed;
    await agent.reload();
    await panel.getByText('silver', { exact: true }).waitFor();
    assert.equal(await panel.getByText('XL', { exact: true }).count(), 0);
    const [row] = await stage.server.sql(
      'SELECT custom_fields FROM widget_customers WHERE visitor_id = ?',
      visitor.visitorId,
    );
    assert.deepEqual(JSON.parse(`${row?.custom_fields}`), { plan: 'silver', colour: 'green' });
  }));

test('I3: what the visitor says of themselves later shows without a reload', () =>
  stage.filmed('customer-live', async () => {
    const { agent, visitor } = await open('Live & Well');
    await openFirst(agent, 'Do you ship to Norway?');
    await panelOf(agent).getByText('Anonymous visitor').waitFor();
    const user = { name: 'Grace Hopper', email: 'grace@example.com' };
    expectStatus(await visitor.call('/api/widget/identify', { body: user }), 200);
    await panelOf(agent).getByRole('link', { name: 'grace@example.com' }).waitFor();
    await panelOf(agent).getByText('Grace Hopper', { exact: true }).waitFor();
  }));

test('I3: everybody is in a table, is found by a few letters, and has a page', () =>
  stage.filmed('customer-page', async () => {
    const { agent, key } = await open('Table & Chair', { name: 'Ada Lovelace', email: 'ada@example.com' });
    const other = await visit(stage.chat, key);
    await start(other, 'Hello', { name: 'ليلى المنصوري', email: 'layla@example.com' });
    await agent.getByRole('link', { name: 'Customers' }).click();
    await agent.getByRole('row', { name: /Ada Lovelace/ }).waitFor();
    await agent.getByRole('row', { name: /layla@example.com/ }).waitFor();
    await isSound(agent, 'the table');

    await agent.getByRole('searchbox', { name: 'Search customers' }).fill('lay');
    await agent.getByRole('list', { name: 'Customers found' }).getByRole('link').waitFor();
    await agent.reload();
    assert.equal(await agent.getByRole('searchbox').inputValue(), 'lay', 'the search is in the address');
    await agent.getByRole('searchbox').fill('nobody at all');
    await agent.getByText('Nobody fits').waitFor();
    await agent.getByRole('searchbox').fill('');
    await agent.getByRole('link', { name: 'Ada Lovelace' }).click();
    await agent.getByRole('link', { name: /Do you ship to Norway/ }).waitFor();
    await isSound(agent, 'the profile');

    const [download] = await Promise.all([
      agent.waitForEvent('download'),
      agent.getByRole('link', { name: 'Export' }).click(),
    ]);
    const exported = JSON.parse(await readFile(await download.path(), 'utf8'));
    assert.equal(exported.customer.email, 'ada@example.com');
    await agent.goto(`${stage.chat}/customers/01890000-0000-7000-8000-000000000000`);
    await agent.getByText('There is no such customer').waitFor();
  }));

test('V7: an admin erases somebody by writing their name, and gets a receipt', () =>
  stage.filmed('customer-erase', async () => {
    const { agent, visitor } = await open('Gone & Away', { name: 'Ada Lovelace', email: 'ada@example.com' });
    await agent.goto(`${stage.chat}/customers`);
    await agent.getByRole('link', { name: 'Ada Lovelace' }).click();
    await agent.getByRole('button', { name: 'Erase' }).click();
    const dialog = agent.getByRole('dialog', { name: 'Erase Ada Lovelace' });
    const erase = dialog.getByRole('button', { name: 'Erase for good' });
    await dialog.getByRole('textbox').fill('Ada');
    assert.ok(await erase.isDisabled(), 'the whole name');
    await isSound(agent, 'the dialog');
    await agent.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await agent.getByRole('button', { name: 'Erase' }).click();
    await dialog.getByRole('textbox').fill('Ada Lovelace');
    await erase.click();
    await agent.getByRole('dialog', { name: 'Erased' }).getByText('Receipt', { exact: true }).waitFor();
    await agent.getByRole('button', { name: 'Done' }).click();
    await agent.getByText('Nobody has written yet').waitFor();
    const rows = await stage.server.sql(
      'SELECT id FROM widget_customers WHERE visitor_id = ?',
      visitor.visitorId,
    );
    assert.deepEqual(rows, []);
  }));
