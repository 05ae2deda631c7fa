// F2: mail in the dashboard: a conversation that is sent by email.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mailTo, shown } from '../support/accounts.ts';
import { isSound } from '../support/axe.ts';
import { guest, openDesk, row } from '../support/desk.ts';
import { openStage, type Stage } from '../support/people.ts';

let stage: Stage;

before(async () => {
  stage = await openStage(shown);
});
after(() => stage?.[Symbol.asyncDispose]());

test('F2: an agent sends a copy of a conversation by email', () =>
  stage.filmed('mail-copy', async () => {
    const desk = await openDesk(stage);
    const { agent } = desk;
    await guest(desk, 'Grace', 'Is the fern still there?');
    await row(agent, 'Grace').click();
    const open = agent.getByRole('button', { name: 'Email a copy' });
    await open.click();
    const email = agent.getByLabel('Send it to');
    await email.fill('nobody');
    await isSound(agent, 'email a copy');
    await email.press('Enter');
    await agent.getByText('This is not an email address.').waitFor();
    await email.fill('grace@example.com');
    await email.press('Enter');
    await agent.getByText('The conversation is on its way to grace@example.com.').waitFor();
    assert.ok(await open.evaluate((button) => button === document.activeElement), 'the focus is back');
    const [mail] = await mailTo(stage.server.origin, 'grace@example.com', 'transcript');
    assert.ok(mail?.text.includes('Is the fern still there?'));
  }));
