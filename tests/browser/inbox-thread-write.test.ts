// How agents write: quickly, to the right people, and not two at once without knowing.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { isSound } from '../support/axe.ts';
import { joinAs } from '../support/colleague.ts';
import { converse, reply, said, set } from '../support/conversing.ts';
import { openStage, type Stage, write } from '../support/people.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

const log = (agent: Page) => agent.getByRole('log');
const box = (agent: Page, name = 'Reply') => agent.getByRole('textbox', { name });
const option = (agent: Page, name: string | RegExp) => agent.getByRole('option', { name });

async function post(agent: Page, path: string, body: object): Promise<void> {
  const status = await agent.evaluate(
    async ({ path, body }) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })).status;
    },
    { path, body },
  );
  assert.equal(status, 201, path);
}

test('I6: a slash brings canned replies, filled with the names of those who talk', () =>
  stage.filmed('write-canned', async () => {
    const { agent, frame } = await converse(stage, 'Fern & Oak');
    const greeting = 'Hello {{visitor.first_name}}, {{ agent.first_name }} of {{organization.name}} here.';
    await post(agent, '/api/canned-replies', { shortcut: 'hello', body: greeting, shared: true });
    await post(agent, '/api/canned-replies', { shortcut: 'hours', body: 'We are open from 9 to 5.' });

    await box(agent).pressSequentially('/h');
    await option(agent, /hours/).waitFor();
    await box(agent).press('Escape');
    await option(agent, /hours/).waitFor({ state: 'detached' });
    assert.equal(await box(agent).inputValue(), '/h', 'Escape keeps what was typed');
    await box(agent).fill('');
    await box(agent).pressSequentially('/h');
    await box(agent).press('ArrowDown');
    await box(agent).press('ArrowUp');
    await box(agent).press('Enter');
    assert.equal(await box(agent).inputValue(), 'Hello there, Ada of Fern & Oak here.');
    await box(agent).press('Enter');
    await said(frame, 'Hello there, Ada of Fern & Oak here.');

    await agent.getByRole('button', { name: 'Emoji' }).click();
    await agent.getByRole('toolbar', { name: 'Emoji' }).waitFor();
    await agent.keyboard.press('ArrowRight');
    await agent.keyboard.press('Enter');
    assert.equal(await box(agent).inputValue(), '😊');
  }));

test('I2: in a note an @ names a colleague; a draft is the same in all tabs and after a reload', () =>
  stage.filmed('write-mention', async () => {
    const { agent } = await converse(stage, 'Name & Call');
    const sent: string[] = [];
    agent.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        sent.push(String(payload));
      }),
    );
    const grace = await joinAs(stage, agent, 'Grace Hopper');
    await agent.reload();
    await log(agent).getByText('Hello, I am Ada.').waitFor();
    await agent.getByRole('tab', { name: 'Note' }).click();
    await box(agent, 'Note').pressSequentially('Ask @gra');
    await option(agent, /Grace Hopper/).waitFor();
    await box(agent, 'Note').press('Tab');
    await box(agent, 'Note').pressSequentially('please');
    assert.equal(await box(agent, 'Note').inputValue(), 'Ask @Grace Hopper please');

    const second = await agent.context().newPage();
    await second.goto(agent.url());
    await second.getByRole('tab', { name: 'Note' }).click();
    assert.equal(await box(second, 'Note').inputValue(), 'Ask @Grace Hopper please');
    await second.bringToFront();
    await box(second, 'Note').press('End');
    await box(second, 'Note').pressSequentially(', now');
    await agent.bringToFront();
    await agent.waitForFunction(
      () => document.querySelector('textarea')?.value === 'Ask @Grace Hopper please, now',
    );
    await box(agent, 'Note').press('Enter');
    await log(agent).getByText('@Grace Hopper', { exact: true }).waitFor();
    assert.match(await log(agent).innerText(), /Ask @Grace Hopper please, now/);
    await grace.goto(agent.url());
    await log(grace).getByText('@Grace Hopper', { exact: true }).waitFor();
    await isSound(grace, 'a note that names one');
    // Who was called sees it wherever they are, and is led there.
    await grace.getByRole('button', { name: /^Notices/ }).click();
    await grace
      .getByRole('dialog', { name: 'Notices' })
      .getByRole('link', { name: /mentioned you/ })
      .click();
    await grace.waitForURL(/message=\d+/);
    const [row] = await stage.server.sql("SELECT id FROM agents WHERE name = 'Grace Hopper'");
    const note = sent.map((text) => JSON.parse(text === 'ping' ? '{}' : text)).find(({ kind }) => kind);
    assert.deepEqual(note.mentions, [row?.id]);
    await second.waitForFunction(() => document.querySelector('textarea')?.value === '');
    await grace.context().close();
  }));

test('I7: one sees who else looks and replies, and is told when a colleague was quicker', () =>
  stage.filmed('write-two', async () => {
    const { agent, frame } = await converse(stage, 'Two & One');
    const grace = await joinAs(stage, agent, 'Grace Hopper');
    await grace.goto(agent.url());
    await log(grace).getByText('Hello, I am Ada.').waitFor();
    await agent.getByRole('img', { name: 'Grace Hopper is viewing' }).waitFor();

    await box(agent).pressSequentially('I would say ');
    await box(grace).pressSequentially('Yes');
    await agent.getByText('Grace Hopper is replying…').waitFor();
    await box(grace).press('Enter');
    await agent.getByText('Grace Hopper answered while you were writing').waitFor();
    await box(agent).pressSequentially('no');
    await box(agent).press('Enter');
    await agent.getByText('Press Send again').waitFor();
    assert.equal(await box(agent).inputValue(), 'I would say no', 'it has not gone');
    await agent.getByRole('button', { name: 'Show' }).click();
    await agent.getByRole('button', { name: 'Send anyway' }).click();
    await said(frame, 'I would say no');
    assert.equal(await agent.getByText('answered while').count(), 0);

    await agent.getByRole('tab', { name: 'Note' }).click();
    await box(agent, 'Note').pressSequentially('Our notes do not');
    await reply(grace, 'One more');
    await log(agent).getByText('One more').waitFor();
    await box(agent, 'Note').press('Enter');
    await log(agent).getByText('Our notes do not').waitFor();
    await grace.context().close();
    await agent.getByRole('img', { name: 'Grace Hopper is viewing' }).waitFor({ state: 'detached' });
  }));

test('I5: an answer that ends it is sent and the conversation closed, in that order', () =>
  stage.filmed('write-close', async () => {
    const { agent, frame } = await converse(stage, 'Done & Dusted');
    await box(agent).fill('Glad to help.');
    await box(agent).press('Control+Shift+Enter');
    await said(frame, 'Glad to help.');
    await log(agent).getByText('You closed the conversation').waitFor();
    await agent.getByRole('button', { name: 'Reopen' }).waitFor();
    const events = await log(agent).locator('[data-seq]').allInnerTexts();
    assert.match(events.at(-1) ?? '', /You closed/);
  }));

test('W10: where the organization wants it, an agent sees what is being typed', () =>
  stage.filmed('write-preview', async () => {
    const { agent, visitor, frame } = await converse(stage, 'See & Say');
    await set(agent, '/api/organization', { typingPreview: true });
    await Promise.all([agent.reload(), visitor.reload()]);
    await visitor.getByRole('button', { name: /^(Chat:|Open chat)/ }).click();
    await frame.getByRole('log').getByText('Hello, I am Ada.').waitFor();
    await log(agent).getByText('Hello, I am Ada.').waitFor();
    const preview = log(agent).getByText('Do you ship');
    // What is typed before the agent's socket is open passes by unseen; people go on typing.
    await until(
      async () => {
        await frame.getByRole('textbox').fill('');
        await frame.getByRole('textbox').pressSequentially('Do you ship');
        await preview.waitFor({ timeout: 4_000 }).catch(() => undefined);
        return preview.isVisible();
      },
      Boolean,
      20_000,
    );
    await log(agent)
      .getByText(/is typing$/)
      .waitFor();
    await write(frame, 'Do you ship to Norway?');
    await log(agent).getByText('Do you ship to Norway?').waitFor();
    assert.equal(
      await log(agent)
        .getByText(/is typing$/)
        .count(),
      0,
    );
  }));
