// What surrounds the conversation: the visitor's others, and its end.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import {
  button,
  composer,
  converse,
  firstId,
  isSound,
  launcher,
  reply,
  said,
  set,
} from '../support/conversing.ts';
import { openStage, type Stage, write } from '../support/people.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage({ DEV_MAILS: 'on' });
});
after(() => stage?.[Symbol.asyncDispose]());

async function end(frame: FrameLocator): Promise<void> {
  await button(frame, 'More').click();
  await button(frame, 'End conversation').click();
  await frame.getByRole('group', { name: 'Do you want to end this conversation?' }).waitFor();
  await button(frame, 'End conversation').click();
}

test('W11: the visitor finds past conversations, reads them, and begins another', () =>
  stage.filmed('list', async () => {
    const { agent, visitor, frame, shop } = await converse(stage, 'Past & Present');
    await button(frame, 'Back').click();
    await frame.getByRole('heading', { name: 'Your conversations' }).waitFor();
    await isSound(visitor, 'list');
    await button(frame, 'Continue your conversation').click();
    await end(frame);
    await button(frame, 'Start a new conversation').click();
    await write(frame, 'Something else');
    await said(frame, 'Something else');

    await visitor.goto(shop);
    await launcher(visitor).click();
    await said(frame, 'Something else');
    await button(frame, 'Back').click();
    const rows = frame.getByRole('listitem');
    await rows.nth(1).waitFor();
    assert.match((await rows.nth(0).textContent()) ?? '', /You: Something else/);
    assert.match((await rows.nth(1).textContent()) ?? '', /Hello, I am Ada\..*Ended/);
    await rows.nth(1).getByRole('button').click();
    await said(frame, 'Hello, I am Ada.');
    await frame.getByRole('group', { name: 'How was it?' }).waitFor();

    await button(frame, 'Close chat').click();
    await agent.getByText('Something else').first().click();
    await reply(agent, 'I am listening.');
    await visitor.getByRole('status').getByText('I am listening.').click();
    await said(frame, 'I am listening.');
  }));

test('W11: a list that does not load says so, and tries again', () =>
  stage.filmed('list-fails', async () => {
    const { visitor, frame } = await converse(stage, 'Weak & Strong');
    await end(frame);
    await button(frame, 'Start a new conversation').click();
    await visitor.route('**/api/widget/conversations', (route) => route.abort());
    await button(frame, 'Back').click();
    await frame.getByRole('alert').getByText('Your conversations did not load.').waitFor();
    await isSound(visitor, 'list that failed');
    await visitor.unroute('**/api/widget/conversations');
    await button(frame, 'Try again').click();
    await frame.getByRole('listitem').waitFor();
  }));

test('W16: a closed conversation is rated by keyboard, and sent by mail', () =>
  stage.filmed('ending', async () => {
    const { agent, visitor, frame } = await converse(stage, 'First & Last');
    await end(frame);
    const score = frame.getByRole('radio', { name: '4 of 5' });
    await score.waitFor();
    assert.equal(await composer(frame).isVisible(), false);
    await isSound(visitor, 'ending');
    await frame.getByRole('radio', { name: '1 of 5' }).focus();
    for (let step = 1; step < 4; step++) await visitor.keyboard.press('ArrowRight');
    assert.ok(await score.isChecked());
    await frame.getByRole('textbox').fill('Quick and kind');
    await button(frame, 'Send rating').click();
    await frame.getByText('Thank you for your rating.').waitFor();
    await frame.getByRole('img', { name: 'Your rating: 4 of 5' }).waitFor();
    await isSound(visitor, 'rated');
    const rating = await until(
      () =>
        stage.server.sql<{ summary: string }>(
          "SELECT summary FROM conversations WHERE summary LIKE '%Quick and kind%'",
        ),
      (rows) => rows.length === 1,
    );
    assert.equal(JSON.parse(rating[0]?.summary ?? '').rating.score, 4);

    await button(frame, 'Send me a copy by email').click();
    const email = frame.getByRole('textbox', { name: 'Send it to' });
    await email.fill('grace');
    await email.press('Enter');
    await frame.getByRole('alert').getByText('Please enter a complete email address.').waitFor();
    await isSound(visitor, 'wrong address');
    await email.fill('grace@example.com');
    await email.press('Enter');
    await frame.getByText('The conversation will be sent to grace@example.com.').waitFor();
    const asked = await stage.server.sql("SELECT id FROM mails WHERE recipient = 'grace@example.com'");
    assert.equal(asked.length, 1);

    await button(frame, 'Continue this conversation').click();
    await until(
      () => composer(frame).evaluate((field) => field === document.activeElement),
      (focused) => focused,
    );
    await write(frame, 'One more thing');
    await said(frame, 'One more thing');
    await frame.getByText('This conversation was reopened').waitFor();
    await agent.getByRole('log').getByText('One more thing').waitFor();
  }));

test('W16: who is writing when the conversation is closed goes on writing', () =>
  stage.filmed('ending-writing', async () => {
    const { agent, frame } = await converse(stage, 'Half & Whole');
    await composer(frame).fill('I was just about to');
    await set(agent, `/api/conversations/${await firstId(agent, '/api/conversations')}`, {
      status: 'closed',
    });
    await frame.getByText('This conversation was closed').waitFor();
    assert.ok(await composer(frame).isVisible());
    await composer(frame).fill('');
    await frame.getByRole('group', { name: 'How was it?' }).waitFor();
  }));
