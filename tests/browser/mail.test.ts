// F2: mail in the dashboard: a conversation that is sent by email.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { mailTo, shown } from '../support/accounts.ts';
import { isSound } from '../support/axe.ts';
import { expectStatus, visit } from '../support/client.ts';
import { guest, openDesk, row } from '../support/desk.ts';
import { openStage, type Stage } from '../support/people.ts';

let stage: Stage;

before(async () => {
  stage = await openStage({ ...shown, MAIL_PATIENCE: '1000' });
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

test('F2: the link in a mail opens the conversation in another browser, and does not stay in the address', () =>
  stage.filmed('mail-resume', async () => {
    const { owner } = await openDesk(stage);
    const visitor = await visit(stage.chat, owner.widgetKey);
    const [clientId, email] = [randomUUID(), `${randomUUID()}@example.com`];
    const body = { clientId, customerData: { email }, message: { clientId, body: 'Is it winter-proof?' } };
    const started = await visitor.call<{ conversation: { id: string } }>('/api/widget/conversations', {
      body,
    });
    const { id } = expectStatus(started, 201).body.conversation;
    const answer = { clientId: randomUUID(), body: 'Down to minus ten.' };
    expectStatus(await owner.call(`/api/conversations/${id}/messages`, { body: answer }), 201);
    const [mail] = await mailTo(stage.server.origin, email, 'missed_reply');
    const link = /http\S+#resume=\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    const elsewhere = await stage.newPage();
    await elsewhere.goto(link);
    const frame = elsewhere.frameLocator('iframe');
    await frame.getByRole('log').getByText('Down to minus ten.').waitFor();
    await frame.getByRole('log').getByText('Is it winter-proof?').waitFor();
    assert.equal(new URL(elsewhere.url()).hash, '');
    await elsewhere.reload();
    await frame.getByRole('log').getByText('Down to minus ten.').waitFor();
  }));

test('I10: an agent chooses when mail comes about people who wait', () =>
  stage.filmed('mail-wishes', async () => {
    const { agent } = await openDesk(stage);
    await agent.goto(`${stage.chat}/settings/notifications`);
    const when = (name: string) => agent.getByRole('radio', { name });
    await when('When I am away').waitFor();
    assert.ok(await when('When I am away').isChecked());
    await isSound(agent, 'notifications');
    await when('Always').click();
    await agent.getByText('Saved').waitFor();
    await agent.getByLabel('Once they have waited for').selectOption('60');
    await agent.waitForLoadState('networkidle');
    await agent.reload();
    await when('Always').waitFor();
    assert.ok(await when('Always').isChecked());
    assert.equal(await agent.getByLabel('Once they have waited for').inputValue(), '60');
    await when('Never').click();
    await agent.getByLabel('Once they have waited for').waitFor({ state: 'detached' });
  }));
