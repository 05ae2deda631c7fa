// A1, A5: from nothing to the first answer, following only what the screens say.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isSound } from '../support/axe.ts';
import { startHost } from '../support/host-page.ts';
import { chatFrame, openStage, type Stage, write } from '../support/people.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

test('A1, A5: sign up, name and colour, the code on another site, green by itself, the first answer', () =>
  stage.filmed('onboarding', async () => {
    const agent = await stage.newPage({ viewport: { width: 1280, height: 900 } });
    await agent.goto(stage.chat);
    await agent.getByRole('link', { name: 'Create an account' }).click();
    await agent.getByLabel('Organization').fill('Fern & Oak');
    await agent.getByLabel('Your name').fill('Ada Marsh');
    await agent.getByLabel('Email').fill('ada@fern.example');
    await agent.getByLabel('Password').fill('correct-horse-battery');
    await agent.getByRole('button', { name: 'Create account' }).click();

    const welcome = agent.getByRole('region', { name: 'Your inbox is ready' }).first();
    const team = welcome.getByLabel('Name of your team');
    await team.fill('');
    await welcome.getByText('This is required.').or(welcome.getByText('At the top of the chat.')).waitFor();
    await team.fill('Fern & Oak Plants');
    await welcome.getByRole('radio', { name: 'Purple' }).check();
    await welcome.getByRole('img', { name: 'Done' }).or(welcome.getByLabel('Done')).first().waitFor();
    await welcome.getByText('Waiting for the first page that shows it…').waitFor();
    await isSound(agent, 'what to do first');

    const code = (await welcome.getByRole('region', { name: /^Code for/ }).textContent()) ?? '';
    await using host = await startHost(stage.chat, '');
    const shop = host.put('/', { body: `<h1>Plants</h1>${code}` });
    assert.notEqual(new URL(shop).hostname, new URL(stage.chat).hostname, 'another site');
    const visitor = await stage.newPage();
    await visitor.goto(shop);
    const bubble = visitor.getByRole('button', { name: 'Chat: Fern & Oak Plants' });
    await until(
      () => bubble.evaluate((button) => getComputedStyle(button).backgroundColor),
      (colour) => colour === 'rgb(148, 104, 224)',
    );
    await welcome.getByText(`Installed on ${new URL(shop).origin}`).waitFor();
    await isSound(agent, 'installed');

    await bubble.click();
    const frame = chatFrame(visitor);
    await frame.getByRole('heading', { name: 'Fern & Oak Plants' }).waitFor();
    await write(frame, 'Do you ship to Norway?');
    await agent.getByText('Do you ship to Norway?').first().click();
    await agent.getByRole('textbox', { name: 'Reply' }).fill('We do, within a week.');
    await agent.keyboard.press('Enter');
    await frame.getByRole('log').getByText('We do, within a week.').waitFor();
  }));
