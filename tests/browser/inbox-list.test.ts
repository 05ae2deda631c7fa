// The inbox's list: views, their addresses, many at once, thousands, and the first minutes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isSound } from '../support/axe.ts';
import { change, guest, listIs, multiply, namesIn, openDesk, row } from '../support/desk.ts';
import { chatFrame, openStage, type Stage, write } from '../support/people.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

test('I1: a view stands in the address, follows what happens, and keeps what is open', () =>
  stage.filmed('views', async () => {
    const desk = await openDesk(stage);
    const { agent, owner } = desk;
    const grace = await guest(desk, 'Grace Hopper', 'Do you ship?');
    const ada = await guest(desk, 'Ada Lovelace', 'Where is it?');
    await listIs(agent, ['Ada Lovelace', 'Grace Hopper']);
    await agent.getByRole('tab', { name: /^Mine/ }).click();
    await agent.getByText('Nothing of yours here. Well done.').waitFor();
    await change(desk, grace.id, { assigneeId: owner.agentId });
    await row(agent, 'Grace Hopper').click();
    assert.match(agent.url(), /\?view=mine/);
    await change(desk, grace.id, { assigneeId: null });
    await change(desk, ada.id, { assigneeId: owner.agentId });
    await listIs(agent, ['Ada Lovelace', 'Grace Hopper']);
    await row(agent, 'Ada Lovelace').click();
    await listIs(agent, ['Ada Lovelace']);
    await agent.reload();
    await listIs(agent, ['Ada Lovelace']);
    assert.equal(await agent.getByRole('tab', { name: /^Mine/ }).getAttribute('aria-selected'), 'true');
    await agent.goto(`${stage.chat}/inbox`);
    await listIs(agent, ['Ada Lovelace']);
    assert.match(agent.url(), /view=mine/, 'the view that was left');
    await isSound(agent, 'a view');
  }));

test('I1: by status and by who waits longest', () =>
  stage.filmed('status', async () => {
    const desk = await openDesk(stage);
    const { agent } = desk;
    const first = await guest(desk, 'First');
    const second = await guest(desk, 'Second');
    await guest(desk, 'Third');
    await listIs(agent, ['Third', 'Second', 'First']);
    await agent.getByRole('button', { name: 'Order: Newest first' }).click();
    await agent.getByRole('menuitemradio', { name: 'Longest waiting' }).click();
    await listIs(agent, ['First', 'Second', 'Third']);
    await change(desk, first.id, { status: 'closed' });
    await change(desk, second.id, { snoozedUntil: new Date(Date.now() + 86_400_000).toISOString() });
    await listIs(agent, ['Third']);
    for (const [status, name] of [
      ['Snoozed', 'Second'],
      ['Closed', 'First'],
    ] as const) {
      await agent.getByRole('button', { name: /^Status/ }).click();
      await agent.getByRole('menuitemradio', { name: status }).click();
      await listIs(agent, [name]);
    }
    assert.match(agent.url(), /status=closed&order=longest/);
  }));

test('I5: many are changed at once, and it is undone', () =>
  stage.filmed('bulk', async () => {
    const desk = await openDesk(stage);
    const { agent } = desk;
    const names = ['One', 'Two', 'Three', 'Four'];
    for (const name of names) await guest(desk, name);
    await listIs(agent, names.toReversed());
    await agent.getByRole('checkbox', { name: 'Select Four' }).check();
    await agent.getByRole('checkbox', { name: 'Select Two' }).click({ modifiers: ['Shift'] });
    const bar = agent.getByRole('toolbar', { name: 'Selected conversations' });
    await bar.getByText('3 selected').waitFor();
    await isSound(agent, 'selected');
    await bar.getByRole('button', { name: 'Close', exact: true }).click();
    await listIs(agent, ['One']);
    await agent.getByText('3 conversations closed.').waitFor();
    await agent.getByRole('button', { name: 'Undo' }).click();
    await listIs(agent, names.toReversed());
    const statuses = () =>
      stage.server.sql<{ status: string }>(
        'SELECT status FROM conversations WHERE organization_id = ?',
        desk.owner.organizationId,
      );
    await until(statuses, (rows) => rows.every(({ status }) => status === 'waiting'));
    await row(agent, 'Two').focus();
    await agent.keyboard.press('x');
    await bar.getByRole('button', { name: /^Select all/ }).click();
    await bar.getByText('4 selected').waitFor();
    await bar.getByRole('button', { name: 'Priority' }).click();
    await agent.getByRole('option', { name: 'Urgent' }).click();
    await until(
      () => agent.getByText('Urgent', { exact: true }).count(),
      (count) => count === 4,
    );
  }));

test('I1: thousands are read as one scrolls, and news above do not move what one looks at', () =>
  stage.filmed('thousands', async () => {
    const desk = await openDesk(stage);
    const { agent } = desk;
    const { id, say } = await guest(desk, 'Guest 0');
    await multiply(desk, id, 1_000);
    await row(agent, 'Guest 3').waitFor();
    const list = agent.getByRole('list', { name: 'Conversations' });
    const scroller = list.locator('..');
    const drawn = async () => (await namesIn(agent)).length;
    assert.ok((await drawn()) < 60, 'only what is in sight is drawn');
    for (let page = 1; page <= 9; page++) {
      await scroller.evaluate((box) => box.scrollTo(0, box.scrollHeight));
      await until(
        () => list.evaluate((element) => element.clientHeight / 72),
        (rows) => rows >= (page + 1) * 100,
      );
    }
    await scroller.evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await row(agent, 'Guest 1000').waitFor();
    assert.ok((await drawn()) < 60);
    await scroller.evaluate((box) => box.scrollTo(0, 500 * 72));
    const top = async () => (await row(agent, 'Guest 503').boundingBox())?.y;
    await row(agent, 'Guest 503').waitFor();
    const before = await top();
    await guest(desk, 'Newcomer');
    await until(
      () => list.evaluate((element) => element.clientHeight / 72),
      (rows) => rows === 1_002,
    );
    assert.equal(await top(), before);
    await row(agent, 'Guest 503').click();
    await agent.getByRole('tab', { name: /^Unassigned/ }).click();
    await agent.getByRole('tab', { name: /^All/ }).click();
    await row(agent, 'Guest 503').waitFor();
    assert.equal(await top(), before, 'each view has its place');
    await scroller.evaluate((box) => box.scrollTo(0, 0));
    await say('And again');
    await until(
      () => namesIn(agent),
      ([first]) => first === 'Guest 0',
    );
  }));

test('a reload begins with the list, before the server has been asked; nothing of it is left after logging out', () =>
  stage.filmed('kept', async () => {
    const desk = await openDesk(stage);
    const { agent } = desk;
    await guest(desk, 'Grace Hopper', 'A private word');
    await row(agent, 'Grace Hopper').waitFor();
    const kept = () => agent.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
    await until(kept, (text) => text.includes('A private word'));
    const { promise, resolve } = Promise.withResolvers<void>();
    await agent.route('**/api/conversations?**', (route) => promise.then(() => route.continue()));
    await agent.reload();
    await row(agent, 'Grace Hopper').waitFor();
    resolve();
    await agent.getByRole('button', { name: /account/ }).click();
    await agent.getByRole('menuitem', { name: 'Log out' }).click();
    await agent.getByRole('button', { name: 'Log in' }).waitFor();
    assert.ok(!(await kept()).includes('A private word'));
  }));

test('the page has its shape from the first moment', () =>
  stage.filmed('shape', async () => {
    const { agent } = await openDesk(stage);
    const { promise, resolve } = Promise.withResolvers<void>();
    await agent.route('**/api/auth/me', (route) => promise.then(() => route.continue()));
    await agent.reload();
    await agent.getByText('Loading conversations').waitFor({ state: 'attached' });
    resolve();
    await agent.getByRole('tab', { name: /^All/ }).waitFor();
  }));

test('a new organization writes to itself, and the row appears', () =>
  stage.filmed('first-minutes', async () => {
    const { agent } = await openDesk(stage);
    await agent.getByRole('heading', { name: 'Your inbox is ready' }).first().waitFor();
    await isSound(agent, 'nothing yet');
    const opened = agent.context().waitForEvent('page');
    await agent.getByRole('link', { name: 'Send a test message' }).click();
    const visitor = await opened;
    await write(chatFrame(visitor), 'A first word');
    await agent.getByText('A first word').first().waitFor();
  }));

test('W22: a list that does not load says so, and more of it as well', () =>
  stage.filmed('list-fails', async () => {
    const desk = await openDesk(stage);
    const { agent } = desk;
    const { id } = await guest(desk, 'Guest 0');
    await multiply(desk, id, 150);
    await row(agent, 'Guest 3').waitFor();
    await agent.evaluate(() => sessionStorage.clear());
    await agent.route('**/api/conversations?**', (route) => route.abort());
    await agent.goto(`${stage.chat}/inbox?view=all&status=closed`);
    await agent.getByRole('alert').getByText('The conversations did not load.').waitFor();
    await isSound(agent, 'a list that failed');
    await agent.unroute('**/api/conversations?**');
    await agent.route('**/api/conversations?**cursor=**', (route) => route.abort());
    await agent.goto(`${stage.chat}/inbox?view=all`);
    await row(agent, 'Guest 3').waitFor();
    const list = agent.getByRole('list', { name: 'Conversations' });
    await list.locator('..').evaluate((box) => box.scrollTo(0, box.scrollHeight));
    const alert = agent.getByRole('alert').filter({ hasText: 'More did not load.' });
    await alert.waitFor({ timeout: 30_000 });
    await agent.unroute('**/api/conversations?**cursor=**');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await until(
      () => list.evaluate((element) => element.clientHeight / 72),
      (rows) => rows === 151,
    );
  }));
