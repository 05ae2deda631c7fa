// The whole journey as people take it: a visitor on the shop's origin, an agent on ours.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { chatFrame, foundOrganization, openChat, openStage, type Stage, write } from '../support/people.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

/** Signs up as a person would and gives the widget key that the first screen shows. */
async function signUpInBrowser(agent: Page, organization: string): Promise<string> {
  await agent.goto(`${stage.chat}/signup`);
  await agent.getByLabel('Organization').fill(organization);
  await agent.getByLabel('Your name').fill('Ada Marsh');
  await agent.getByLabel('Email').fill(`ada-${Date.now()}@example.com`);
  await agent.getByLabel('Password').fill('correct-horse-battery');
  await agent.getByRole('button', { name: 'Create account' }).click();
  const code = await agent.getByText('data-widget-key').first().textContent();
  return /wk_[\w-]+/.exec(code ?? '')?.[0] ?? assert.fail('the embed code is shown');
}

test('O1: a message travels from a shop’s page to the inbox and back, and is there after a reload', () =>
  stage.filmed('journey', async () => {
    const [agent, visitor] = [await stage.newPage(), await stage.newPage()];
    const shop = await stage.openShop(await signUpInBrowser(agent, 'Fern & Oak'));
    assert.notEqual(new URL(shop).hostname, new URL(stage.chat).hostname, 'two sites');
    await visitor.goto(shop);
    await openChat(visitor);
    const frame = chatFrame(visitor);
    await write(frame, 'Do you ship to Norway?');
    await frame.getByRole('log').getByText('Do you ship to Norway?').waitFor();

    const row = agent.getByText('Do you ship to Norway?').first();
    await row.waitFor();
    await row.click();
    const reply = agent.getByRole('textbox', { name: 'Reply' });
    await reply.fill('We do, within a week.');
    await reply.press('Enter');
    await frame.getByRole('log').getByText('We do, within a week.').waitFor();
    await frame.getByText('Ada Marsh').first().waitFor();

    await Promise.all([visitor.reload(), agent.reload()]);
    await openChat(visitor);
    for (const text of ['Do you ship to Norway?', 'We do, within a week.']) {
      await frame.getByRole('log').getByText(text).waitFor();
      await agent.getByRole('log').getByText(text).waitFor();
      assert.equal(await frame.getByRole('log').getByText(text).count(), 1, 'once');
    }
    const bodies = "SELECT body FROM messages WHERE kind = 'text' ORDER BY seq";
    const rows = await until(
      () => stage.server.sql(bodies),
      (found) => found.length === 2,
    );
    assert.deepEqual(
      rows.map(({ body }) => body),
      ['Do you ship to Norway?', 'We do, within a week.'],
    );
  }));

test('an agent writes before the conversation has loaded, and nothing is lost', () =>
  stage.filmed('early', async () => {
    const [agent, visitor] = [await stage.newPage(), await stage.newPage()];
    await visitor.goto(await stage.openShop(await foundOrganization(agent, stage.chat, 'Slow & Steady')));
    await openChat(visitor);
    const frame = chatFrame(visitor);
    await write(frame, 'Is anybody there?');
    await agent.getByText('Is anybody there?').first().waitFor();
    await agent.route('**/messages?*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    await agent.getByText('Is anybody there?').first().click();
    const reply = agent.getByRole('textbox', { name: 'Reply' });
    await reply.fill('Yes, hello.');
    await reply.press('Enter');
    await frame.getByRole('log').getByText('Yes, hello.').waitFor();
  }));

test('W19: before the visitor acts there is only the script and the configuration, and nothing is stored', async () => {
  const [agent, visitor] = [await stage.newPage(), await stage.newPage()];
  const shop = await stage.openShop(await foundOrganization(agent, stage.chat, 'Good Guest'));
  const asked: string[] = [];
  visitor.on('request', (request) => asked.push(request.url()));
  await visitor.goto(shop);
  await visitor.getByRole('button', { name: /^Chat:/ }).waitFor();
  await visitor.waitForTimeout(500);
  const ours = asked.filter((url) => url.startsWith(stage.chat)).map((url) => new URL(url).pathname);
  assert.deepEqual(ours, ['/widget.js', '/api/widget/config']);
  assert.deepEqual(await visitor.context().cookies(), []);
  assert.equal(await visitor.evaluate(() => localStorage.length + sessionStorage.length), 0);
  assert.deepEqual(await stage.server.sql('SELECT id FROM widget_sessions WHERE url LIKE ?', `${shop}%`), []);
});
