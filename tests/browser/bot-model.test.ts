// I11: a model's second opinion, as admins switch it on and visitors see it. What it finds near is told by hand.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isSound as isSoundIn } from '../support/axe.ts';
import { teach } from '../support/bot.ts';
import { button, said } from '../support/conversing.ts';
import { openDesk } from '../support/desk.ts';
import { foreign, near, parking, teachMany, withModel } from '../support/model.ts';
import { chatFrame, openChat, openStage, type Stage, write } from '../support/people.ts';

/** Wider than a phone, in one word. */
const long = { question: `Are ${'Donaudampfschifffahrt'.repeat(4)} caps sent?`, answer: 'By ship.' };

let stage: Stage;

before(async () => {
  stage = await openStage(...withModel);
});
after(() => stage?.[Symbol.asyncDispose]());

test('I11: an admin lets a model be asked, and a visitor picks what it found', () =>
  stage.filmed('bot-model', async () => {
    const { agent, owner } = await openDesk(stage);
    await teachMany(owner, 12);
    await teach(owner, [long]);
    await near(stage.server.origin, [parking.answer, long.answer]);

    await agent.goto(`${stage.chat}/settings/answers`);
    const model = agent.getByRole('switch', { name: 'Ask the model' });
    const ask = agent.getByRole('form', { name: 'Try a question' });
    await ask.getByLabel('Question').fill(foreign);
    await ask.getByRole('button', { name: 'Ask' }).click();
    await agent.getByText('The bot would leave this to a person.').waitFor();

    await agent.route('**/api/organization', (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.continue(),
    );
    await model.click();
    await agent.getByText('Nothing was changed').waitFor();
    await agent.getByRole('switch', { name: 'Ask the model', checked: false }).waitFor();
    await agent.unroute('**/api/organization');

    await model.click();
    await agent.getByText('The bot would ask whether one of these is meant:').waitFor();
    await agent.getByText('the model says so').nth(1).waitFor();
    await isSoundIn(agent, 'the answers with a model');
    await agent.screenshot({ path: 'test-results/bot-model.png', fullPage: true });

    const visitor = await stage.newPage({ reducedMotion: 'reduce', viewport: { width: 360, height: 640 } });
    await visitor.goto(await stage.openShop(owner.widgetKey));
    await openChat(visitor);
    const frame = chatFrame(visitor);
    await write(frame, foreign);
    const widest = await button(frame, long.question).boundingBox();
    assert.ok(widest && widest.x >= 0 && widest.x + widest.width <= 360, 'a long word is broken');
    await button(frame, parking.question).click();
    await said(frame, parking.answer);

    await agent.reload();
    await agent.getByRole('switch', { name: 'Ask the model', checked: true }).waitFor();
    await agent.getByText('1 through the model (0 not what was meant)').waitFor();
  }));

test('I11: where no model is connected, none is offered', () =>
  stage.filmed('bot-no-model', async () => {
    const { agent } = await openDesk(stage);
    await agent.route('**/api/bot/model', (route) => route.fulfill({ json: { name: null } }));
    await agent.goto(`${stage.chat}/settings/answers`);
    await agent.getByText('Words that mean the same').first().waitFor();
    await agent.getByRole('form', { name: 'Try a question' }).waitFor();
    await agent.getByRole('switch', { name: 'Ask the model' }).waitFor({ state: 'detached' });
  }));
