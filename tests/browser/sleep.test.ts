// A laptop that sleeps, a page that the browser freezes: the chat is there again without a reload.

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

/** With all frames in it. */
async function setFrozen(page: Page, isFrozen: boolean): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: isFrozen ? 'frozen' : 'active' });
}

async function conversationId(): Promise<string> {
  const [row] = await until(
    () => stage.server.sql<{ id: string }>('SELECT id FROM conversations ORDER BY created_at DESC LIMIT 1'),
    (rows) => rows.length === 1,
  );
  return row?.id ?? '';
}

test('R3: after a laptop’s sleep the answer is there without a reload, and what is written goes out', () =>
  stage.filmed('sleep', async () => {
    const [agent, visitor] = [await stage.newPage(), await stage.newPage()];
    await visitor.goto(await stage.openShop(await foundOrganization(agent, stage.chat, 'Nap & Nod')));
    await openChat(visitor);
    const frame = chatFrame(visitor);
    await write(frame, 'Good night');
    await agent.getByText('Good night').first().click();
    const reply = agent.getByRole('textbox', { name: 'Reply' });
    await reply.waitFor();
    const room = await conversationId();

    await setFrozen(visitor, true);
    // Meanwhile the server hangs up, as it does on whoever is silent.
    await stage.server.evictRoom(room, 'close');
    await reply.fill('Sleep well');
    await reply.press('Enter');
    await agent.getByRole('log').getByText('Sleep well').waitFor();

    await setFrozen(visitor, false);
    await frame.getByRole('log').getByText('Sleep well').waitFor();
    await write(frame, 'Awake again');
    await agent.getByRole('log').getByText('Awake again').waitFor();
    for (const text of ['Good night', 'Sleep well', 'Awake again'])
      assert.equal(await frame.getByRole('log').getByText(text).count(), 1, text);
  }));

test('W19: a page that comes back from the browser’s memory chats on', () =>
  stage.filmed('bfcache', async () => {
    const [agent, visitor] = [await stage.newPage(), await stage.newPage()];
    const shop = await stage.openShop(await foundOrganization(agent, stage.chat, 'Back & Forth'));
    await visitor.goto(shop);
    await openChat(visitor);
    const frame = chatFrame(visitor);
    await write(frame, 'I look at another page');
    await agent.getByText('I look at another page').first().click();
    await visitor.goto(`${shop}/plants`);
    await visitor.goBack();
    // Known here by now, the widget connects by itself; the window is as it was left or closed, as the browser likes.
    const launcher = visitor.getByRole('button', { name: /chat/i }).first();
    await launcher.waitFor();
    if ((await launcher.getAttribute('aria-expanded')) !== 'true') await launcher.click();
    await frame.getByRole('log').getByText('I look at another page').waitFor();
    const reply = agent.getByRole('textbox', { name: 'Reply' });
    await reply.fill('Take your time');
    await reply.press('Enter');
    await frame.getByRole('log').getByText('Take your time').waitFor();
  }));
