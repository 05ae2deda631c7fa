// A conversation as an agent reads it: long ones, what is new, one message out of many.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { joinAs } from '../support/colleague.ts';
import { converse } from '../support/conversing.ts';
import { openStage, type Stage, write } from '../support/people.ts';
import { agentSocket, type Socket } from '../support/socket.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage({ LIMIT_MESSAGES: '100000' });
});
after(() => stage?.[Symbol.asyncDispose]());

const log = (agent: Page) => agent.getByRole('log');
const conversationId = (agent: Page) => new URL(agent.url()).pathname.split('/').at(-1) ?? '';

/** Another way into the same conversation, for the agent who is logged in there, or for another. */
async function secondSocket(agent: Page, as = agent): Promise<Socket> {
  const cookies = await as.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return agentSocket(stage.chat, conversationId(agent), cookie);
}

/** Says `Line 1` and so on. */
async function sayMuch(socket: Socket, count: number): Promise<void> {
  for (let said = 0; said < count; said += 50) {
    const frames = Array.from({ length: Math.min(50, count - said) }, (_, index) => ({
      type: 'send',
      client_id: crypto.randomUUID(),
      kind: 'note',
      body: `Line ${said + index + 1}`,
      attachments: [],
    }));
    socket.send(frames);
    for (const { client_id } of frames) await socket.next('ack', (ack) => ack.client_id === client_id);
  }
}

const scrollBy = (box: Locator, pixels: number) =>
  box.evaluate((element, by) => element.scrollBy(0, by), pixels);
const lines = (agent: Page) => log(agent).locator('[data-seq]');
const isInView = (line: Locator) =>
  line.evaluate((element) => {
    const [place, box] = [element, element.closest('[role="log"]') ?? element].map((one) =>
      one.getBoundingClientRect(),
    );
    return place !== undefined && box !== undefined && place.top >= box.top && place.bottom <= box.bottom;
  });
/** Where a line stands on the screen. */
const topOf = (line: Locator) => line.evaluate((element) => element.getBoundingClientRect().top);

test('I2: ten thousand messages are read page by page, without a jump, and few are drawn', () =>
  stage.filmed('thread-long', async () => {
    const { agent, frame } = await converse(stage, 'Long & Winding');
    await using socket = await secondSocket(agent);
    const id = conversationId(agent);
    await sayMuch(socket, 300);
    await log(agent).getByText('Line 300', { exact: true }).waitFor();
    assert.ok((await lines(agent).count()) <= 260, 'few are drawn while much is said');
    await agent.getByRole('link', { name: 'Inbox' }).click();
    await sayMuch(socket, 10_000);
    await agent.goto(`${stage.chat}/inbox/${id}`);
    await log(agent).getByText('Line 10000', { exact: true }).waitFor();
    assert.ok((await lines(agent).count()) <= 150, 'few are drawn at first');

    for (let page = 0; page < 12; page++) {
      await scrollBy(log(agent), -1_500);
      await agent.waitForTimeout(150);
      assert.ok((await lines(agent).count()) <= 260, 'few are drawn');
    }
    const held = log(agent).getByText('Line 9700', { exact: true });
    await held.waitFor({ state: 'attached' });
    await held.scrollIntoViewIfNeeded();
    await agent.waitForTimeout(500);
    const before = await topOf(held);
    await write(frame, 'Are you still there?');
    await agent.getByRole('button', { name: 'New messages' }).waitFor();
    assert.ok(Math.abs((await topOf(held)) - before) < 2, 'what is being read stays where it is');
    await agent.getByRole('button', { name: 'New messages' }).click();
    await log(agent).getByText('Are you still there?').waitFor();
  }));

test('I2: one message out of many is shown among its neighbours, and one reads on from there', () =>
  stage.filmed('thread-jump', async () => {
    const { agent, frame } = await converse(stage, 'Needle & Hay');
    await using socket = await secondSocket(agent);
    await sayMuch(socket, 400);
    await agent.goto(`${stage.chat}/inbox/${conversationId(agent)}?message=120`);
    const line = log(agent).locator('[data-seq="120"]');
    await line.waitFor();
    assert.ok(await isInView(line), 'it is before one’s eyes');
    await agent.waitForTimeout(1_000);
    assert.ok(await isInView(line), 'and stays there');
    await write(frame, 'Meanwhile');
    await agent.getByRole('button', { name: 'New messages' }).waitFor();
    assert.ok(await isInView(line), 'whatever is said');

    for (let page = 0; page < 14; page++) {
      await scrollBy(log(agent), 1_500);
      await agent.waitForTimeout(150);
    }
    await log(agent).getByText('Meanwhile').waitFor();
    const seqs = await lines(agent).evaluateAll((all) =>
      all.map((one) => Number(one.getAttribute('data-seq'))),
    );
    assert.deepEqual(
      seqs,
      [...new Set(seqs)].sort((a, b) => a - b),
      'in order, nothing twice',
    );
    assert.equal((seqs.at(-1) ?? 0) - (seqs[0] ?? 0) + 1, seqs.length, 'nothing left out');
  }));

test('I2: a line stands where one stopped reading, and one comes back to where one was', () =>
  stage.filmed('thread-new', async () => {
    const { agent, frame } = await converse(stage, 'Back & Forth');
    await log(agent).getByText('Hello, I am Ada.').waitFor();
    const url = agent.url();
    await agent.waitForTimeout(500);
    await agent.goto(`${stage.chat}/settings/widgets`);
    await write(frame, 'One more thing');
    await agent.goto(url);
    const line = log(agent).getByText('New', { exact: true });
    await line.waitFor();
    const texts = await log(agent).innerText();
    assert.ok(texts.indexOf('Hello, I am Ada.') < texts.indexOf('New\n'));
    assert.ok(texts.indexOf('New\n') < texts.indexOf('One more thing'));

    await using socket = await secondSocket(agent);
    await sayMuch(socket, 60);
    await log(agent).getByText('Line 60', { exact: true }).waitFor();
    await agent.getByRole('link', { name: /^Inbox/ }).click();
    await agent.getByText('One more thing').first().click();
    await log(agent).getByText('Line 60', { exact: true }).waitFor();
    assert.equal(await line.count(), 0, 'all of it has been read');

    const held = log(agent).getByText('Line 20', { exact: true });
    await held.scrollIntoViewIfNeeded();
    await agent.waitForTimeout(300);
    const before = await topOf(held);
    await agent.getByRole('link', { name: /^Inbox/ }).click();
    await agent.getByText('One more thing').first().click();
    await held.waitFor();
    assert.ok(Math.abs((await topOf(held)) - before) < 2, 'where it was');
  }));

test('I2: where more is new than there is room for, one begins where it begins', () =>
  stage.filmed('thread-much-new', async () => {
    const { agent } = await converse(stage, 'Much & More');
    const grace = await joinAs(stage, agent, 'Grace Hopper');
    await log(agent).getByText('Hello, I am Ada.').waitFor();
    const url = agent.url();
    await using socket = await secondSocket(agent, grace);
    await agent.waitForTimeout(500);
    await agent.goto(`${stage.chat}/settings/widgets`);
    await sayMuch(socket, 40);
    await agent.goto(url);
    await log(agent).getByText('New', { exact: true }).waitFor();
    const [first, last] = ['Line 1', 'Line 40'].map((text) => log(agent).getByText(text, { exact: true }));
    assert.ok(first && last);
    await until(() => isInView(first), Boolean);
    assert.equal(await isInView(last), false);
    await agent.getByRole('button', { name: 'To the latest message' }).click();
    await until(() => isInView(last), Boolean);
    await grace.context().close();
  }));

test('I2: the arrow keys go from message to message, and each can be copied', () =>
  stage.filmed('thread-copy', async () => {
    const { agent } = await converse(stage, 'Copy & Paste');
    await agent.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await log(agent).focus();
    await agent.keyboard.press('ArrowUp');
    await agent.keyboard.press('ArrowUp');
    await agent.keyboard.press('Enter');
    await agent.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await agent.evaluate(() => navigator.clipboard.readText()), 'Hello');
  }));
