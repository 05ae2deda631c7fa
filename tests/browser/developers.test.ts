// A7, A9: what developers and owners find in the settings: keys, webhooks, the audit log, the export, the plan.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { isSound } from '../support/axe.ts';
import { call, operator } from '../support/client.ts';
import { openStage, type Stage } from '../support/people.ts';
import { focusIsOn, goTo, openSettings, save, saved } from '../support/settings.ts';

let stage: Stage;

before(async () => {
  stage = await openStage({ ALLOW_PRIVATE_URLS: 'on', DEFAULT_PLAN: 'pro' });
});
after(() => stage?.[Symbol.asyncDispose]());

test('A9: a key is made, shown once, works, and is revoked', () =>
  stage.filmed('developers-keys', async () => {
    const { page } = await openSettings(stage, 'api-keys');
    const dialog = page.getByRole('dialog');
    await page.getByText('No keys yet').waitFor();
    await isSound(page, 'no keys');
    await page.getByRole('button', { name: 'Create key' }).click();
    await dialog.getByRole('checkbox', { name: 'Read', exact: true }).uncheck();
    await dialog.getByRole('button', { name: 'Create key' }).click();
    await dialog.getByText('Tick what it may do.').waitFor();
    await dialog.getByRole('checkbox', { name: 'Read', exact: true }).check();
    await dialog.getByRole('button', { name: 'Create key' }).click();
    await focusIsOn(page, 'Name');
    await isSound(page, 'a bad key');
    await dialog.getByLabel('Name').fill('Warehouse');
    await page.keyboard.press('Enter');
    const key = `${await dialog.getByText(/^ck_/).textContent()}`;
    await isSound(page, 'the key');
    await dialog.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByText('never used').waitFor();
    assert.equal(await page.getByText(key).count(), 0);
    const ask = () => call(stage.chat, '/api/conversations', { headers: { authorization: `Bearer ${key}` } });
    assert.equal((await ask()).status, 200);
    await page.reload();
    await page.getByText(/, used /).waitFor();
    await isSound(page, 'keys');
    await page.getByRole('button', { name: 'Revoke Warehouse' }).click();
    await dialog.getByRole('button', { name: 'Revoke key' }).click();
    await page.getByText('No keys yet').waitFor();
    assert.equal((await ask()).status, 401);
  }));

/** Somebody's server, which fails until it is told to be well. */
async function listen() {
  const heard: string[] = [];
  const world = { status: 500 };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      heard.push(body);
      response.writeHead(world.status).end('thank you');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    heard,
    world,
    url: `http://127.0.0.1:${port}/hook`,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}

test('A9: a webhook is added, tested, seen to fail, sent again, changed and deleted', () =>
  stage.filmed('developers-webhooks', async () => {
    await using receiver = await listen();
    const { page, go } = await openSettings(stage, 'webhooks');
    const dialog = page.getByRole('dialog');
    await page.getByText('No webhooks yet').waitFor();
    await page.getByRole('link', { name: 'Add webhook' }).click();
    await page.getByLabel('Address').fill('nonsense');
    await page.getByRole('button', { name: 'Add webhook' }).click();
    await page.locator('[aria-invalid]').waitFor();
    await focusIsOn(page, 'Address');
    await isSound(page, 'a bad webhook');
    await page.getByLabel('Address').fill(receiver.url);
    await page.getByRole('button', { name: 'Add webhook' }).click();
    await dialog.getByText(/^whsec_/).waitFor();
    await isSound(page, 'the secret');
    await dialog.getByRole('button', { name: 'I have kept it' }).click();

    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('A test is on its way.').waitFor();
    const log = page.getByRole('list', { name: 'Deliveries' });
    await log.getByText(/Next try/).waitFor();
    await isSound(page, 'a webhook');
    await log.getByRole('button').first().click();
    await dialog.getByText('thank you').waitFor();
    await isSound(page, 'a delivery');
    receiver.world.status = 200;
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await log.getByText('Delivered, 200').waitFor();
    assert.ok(receiver.heard.length >= 2);

    await page.getByRole('checkbox', { name: 'A visitor rates' }).uncheck();
    await page.getByRole('switch', { name: 'Turned on' }).uncheck();
    await save(page);
    await saved(page);
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    await dialog.getByRole('button', { name: 'Make new secret' }).click();
    await dialog.getByText(/^whsec_/).waitFor();
    await dialog.getByRole('button', { name: 'I have kept it' }).click();
    await go('Webhooks');
    await page.getByText('Turned off').waitFor();
    await isSound(page, 'webhooks');
    await page.getByRole('link', { name: receiver.url }).click();
    await page.getByRole('button', { name: 'Delete webhook' }).click();
    await dialog.getByRole('button', { name: 'Delete webhook' }).click();
    await page.getByText('No webhooks yet').waitFor();
  }));

test('A9: the audit log says who changed what, and the export has everything', () =>
  stage.filmed('developers-audit', async () => {
    const { page, go } = await openSettings(stage, 'audit-log');
    await goTo(page, 'General');
    await page.getByRole('switch', { name: 'Show what visitors are typing' }).check();
    await save(page);
    await saved(page);
    await go('Audit log');
    await page.getByText(/^Ada .* changed the organization/).waitFor();
    await page.getByText('Typing preview:').waitFor();
    await isSound(page, 'the audit log');
    await page.getByLabel('Who').selectOption({ index: 1 });
    await page.getByText(/^Ada .* changed the organization/).waitFor();
    await page.getByLabel('What').selectOption({ label: 'Widget: identity secret changed' });
    await page.getByText('There is nothing of this kind.').waitFor();
    await page.getByLabel('What').selectOption({ label: 'Organization: changed' });
    await page.getByText(/^Ada .* changed the organization/).waitFor();
    await go('Export');
    await isSound(page, 'the export');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export everything' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    assert.ok(lines.map((line) => JSON.parse(line).table).includes('organizations'));
  }));

test('A7: the page of the plan shows what each has, and what one’s own means', () =>
  stage.filmed('developers-plan', async () => {
    const { page, owner } = await openSettings(stage, 'plan');
    await page.getByRole('row', { name: /^Web chat No Yes Yes Yes/ }).waitFor();
    await page.getByRole('columnheader', { name: /^Pro \(yours\)/ }).waitFor();
    await isSound(page, 'the plan');
    const path = `/api/operator/organizations/${owner.organizationId}/plan`;
    await operator(stage.server.origin).call(path, { method: 'PUT', body: { plan: 'free' } });
    await page.reload();
    await page.getByText('On the free plan the widget does not load').waitFor();
    await page.setViewportSize({ width: 360, height: 720 });
    await isSound(page, 'the plan on a phone');
  }));
