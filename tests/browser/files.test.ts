// W13, I2: files as people send them, from a shop's page to the inbox and back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import { pdf, picture } from '../support/files.ts';
import { chosen, give, input, isLoaded, tray } from '../support/given.ts';
import { chatFrame, foundOrganization, openChat, openStage, type Stage } from '../support/people.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

async function openShop(agent: Page, visitor: Page, organization: string): Promise<FrameLocator> {
  await visitor.goto(await stage.openShop(await foundOrganization(agent, stage.chat, organization)));
  await openChat(visitor);
  const frame = chatFrame(visitor);
  // Whoever comes near the field finds the button.
  await frame.getByRole('textbox').hover();
  return frame;
}

test('W13, I2: a pasted picture and a chosen document open a conversation; the agent answers with a picture', () =>
  stage.filmed('files', async () => {
    const [agent, visitor] = [await stage.newPage(), await stage.newPage()];
    const frame = await openShop(agent, visitor, 'Pictures & Papers');
    const words = frame.getByRole('textbox');
    await give(words, 'paste', picture('leaf.png', 640, 480));
    await tray(frame).getByText('leaf.png').waitFor();
    await input(frame).setInputFiles(await chosen(pdf('order.pdf')));
    await tray(frame).getByText('order.pdf').waitFor();
    await words.fill('What is wrong with it?');
    await words.press('Enter');

    const log = frame.getByRole('log');
    await log.getByRole('link', { name: 'Open order.pdf' }).waitFor();
    assert.deepEqual(await isLoaded(log.getByAltText('leaf.png')), [640, 480]);
    assert.equal(await tray(frame).count(), 0, 'the tray is empty');

    await agent.getByText('What is wrong with it?').first().click();
    const thread = agent.getByRole('log');
    assert.deepEqual(await isLoaded(thread.getByAltText('leaf.png')), [640, 480]);
    const saved = agent.waitForEvent('download').catch(() => null);
    await thread.getByRole('link', { name: 'Open order.pdf' }).click();
    const popup = await Promise.race([saved, agent.context().waitForEvent('page')]);
    assert.ok(popup, 'it is saved');

    await give(agent.getByRole('textbox', { name: 'Reply' }), 'paste', picture('advice.png', 300, 600));
    await tray(agent).getByText('advice.png').waitFor();
    await agent.getByRole('button', { name: 'Send', exact: true }).click();
    assert.deepEqual(await isLoaded(log.getByAltText('advice.png')), [300, 600]);
    assert.deepEqual(await isLoaded(thread.getByAltText('advice.png')), [300, 600]);

    await visitor.reload();
    await openChat(visitor);
    for (const [name, size] of [
      ['leaf.png', [640, 480]],
      ['advice.png', [300, 600]],
    ] as const)
      assert.deepEqual(await isLoaded(log.getByAltText(name)), size);
  }));

test('W13: what is too large or of another type is said to be so, and can be taken out', () =>
  stage.filmed('files-refused', async () => {
    const [agent, visitor] = [await stage.newPage(), await stage.newPage()];
    const frame = await openShop(agent, visitor, 'No & Thanks');
    const large = { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) };
    const program = { name: 'setup.exe', mimeType: '', buffer: Buffer.from('MZ') };
    // Only its bytes tell that this is no picture.
    const page = {
      name: 'photo.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<svg onload="alert(1)"/>'),
    };
    await input(frame).setInputFiles([large, program, page]);
    const files = tray(frame);
    await files.getByText('Larger than 10 MB').waitFor();
    assert.equal((await files.getByText('This type of file cannot be sent').count()) > 0, true);
    await files.getByRole('listitem').filter({ hasText: 'photo.png' }).getByRole('alert').waitFor();
    await frame.getByRole('textbox').fill('Only words then');
    await frame.getByRole('textbox').press('Enter');
    assert.equal(await files.getByRole('listitem').count(), 3, 'nothing goes without the visitor knowing');
    for (const name of ['film.mp4', 'setup.exe', 'photo.png'])
      await frame.getByRole('button', { name: `Remove ${name}` }).click();
    await frame.getByRole('textbox').press('Enter');
    await frame.getByRole('log').getByText('Only words then').waitFor();
  }));

test('W13: an upload that stays cut off can be tried again, one that is not wanted any more is stopped', () =>
  stage.filmed('files-cut', async () => {
    const [agent, visitor] = [await stage.newPage(), await stage.newPage()];
    const frame = await openShop(agent, visitor, 'Cut & Off');
    await visitor.route('**/api/widget/upload', (route) =>
      setTimeout(() => route.abort('connectionreset'), 300),
    );
    await frame.getByRole('textbox').waitFor();
    await give(frame.locator('body'), 'drop', picture('dropped.png'));
    const files = tray(frame);
    await files.getByText('Not uploaded').waitFor();
    await visitor.unroute('**/api/widget/upload');
    await frame.getByRole('button', { name: 'Try dropped.png again' }).click();
    await files.getByText('Not uploaded').waitFor({ state: 'detached' });

    await visitor.route('**/api/widget/upload', () => undefined);
    await input(frame).setInputFiles(await chosen(pdf('regret.pdf')));
    const progress = frame.getByRole('progressbar', { name: 'Uploading regret.pdf' });
    await progress.waitFor();
    await frame.getByRole('button', { name: 'Remove regret.pdf' }).click();
    await progress.waitFor({ state: 'detached' });
    await frame.getByRole('button', { name: 'Start chat' }).click();
    const log = frame.getByRole('log');
    assert.deepEqual(await isLoaded(log.getByAltText('dropped.png')), [64, 48]);
    assert.equal(await log.getByText('regret.pdf').count(), 0);
  }));

test('W13: dropped before what takes files had loaded, they are uploaded and not opened', () =>
  stage.filmed('files-early', async () => {
    const [agent, visitor] = [await stage.newPage(), await stage.newPage()];
    await visitor.route(/\/w\/files-/, (route) => setTimeout(() => route.continue(), 1_500));
    await visitor.goto(await stage.openShop(await foundOrganization(agent, stage.chat, 'Early & Late')));
    await openChat(visitor);
    const frame = chatFrame(visitor);
    await frame.getByRole('textbox').waitFor();
    const isTaken = await give(frame.locator('body'), 'drop', picture('early.png'));
    assert.deepEqual(isTaken, [true, true], 'the browser would open it');
    await tray(frame).getByText('early.png').waitFor();
    await frame.getByRole('button', { name: 'Start chat' }).click();
    assert.deepEqual(await isLoaded(frame.getByRole('log').getByAltText('early.png')), [64, 48]);
  }));

test('W13: said to be sent while files are on their way, it goes when they are there', () =>
  stage.filmed('files-wait', async () => {
    const [agent, visitor] = [await stage.newPage(), await stage.newPage()];
    const frame = await openShop(agent, visitor, 'Wait & See');
    await visitor.route('**/api/widget/upload', (route) => setTimeout(() => route.continue(), 1_500));
    await input(frame).setInputFiles(await chosen(picture('slow.png')));
    await tray(frame).getByRole('progressbar').waitFor();
    await frame.getByRole('textbox').fill('Here');
    await frame.getByRole('textbox').press('Enter');
    assert.equal(await frame.getByRole('textbox').inputValue(), 'Here', 'the words wait with it');
    const log = frame.getByRole('log');
    await log.getByText('Here').waitFor();
    assert.deepEqual(await isLoaded(log.getByAltText('slow.png')), [64, 48]);
    assert.equal(await frame.getByRole('textbox').inputValue(), '');
  }));
