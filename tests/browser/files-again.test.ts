// F1: uploads on a bad network, and where there is no room: the same in the chat and in the inbox.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FrameLocator, Page, Route } from 'playwright-core';
import { button } from '../support/conversing.ts';
import { picture } from '../support/files.ts';
import { chosen, give, input, isLoaded, talk, tray } from '../support/given.ts';
import { type Network, networkOf } from '../support/network.ts';
import { openChat, openStage, type Stage } from '../support/people.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

const UPLOAD = /\/api\/(widget\/)?upload$/;

interface Side {
  who: 'visitor' | 'agent';
  page: Page;
  place: FrameLocator | Page;
  write(text: string): Promise<void>;
  send(): Promise<void>;
}

/** Both ends of one conversation. */
async function sides(settings: object = {}): Promise<[visitor: Side, agent: Side]> {
  const { agent, visitor, frame } = await talk(stage, settings);
  const ours = agent.getByRole('textbox', { name: 'Reply' });
  const theirs = frame.getByRole('textbox');
  await theirs.hover();
  return [
    {
      who: 'visitor',
      page: visitor,
      place: frame,
      write: (text) => theirs.fill(text),
      send: () => theirs.press('Enter'),
    },
    {
      who: 'agent',
      page: agent,
      place: agent,
      write: (text) => ours.fill(text),
      send: () => agent.getByRole('button', { name: 'Send', exact: true }).click(),
    },
  ];
}

const log = ({ place }: Side) => place.getByRole('log');
const add = async ({ place }: Side, file: File) => input(place).setInputFiles(await chosen(file));
const kept = (name: string) => stage.server.sql('SELECT id FROM attachments WHERE name = ?', name);

/** Files arrive, and their words with them, at both ends. */
async function arrives([from, to]: [Side, Side], name: string): Promise<void> {
  for (const side of [from, to])
    assert.deepEqual(await isLoaded(log(side).getByAltText(name)), [64, 48], side.who);
}

test('F1: what the network lost is sent again by itself, and is there once', () =>
  stage.filmed('files-again', async () => {
    const both = await sides();
    for (const [side, other] of [both, [...both].reverse() as typeof both]) {
      const name = `${side.who}.png`;
      let tries = 0;
      const lose = async (route: Route) => {
        tries += 1;
        // The first never gets there, the second does and nobody hears of it.
        if (tries === 2) await route.fetch();
        if (tries < 3) await route.abort('connectionreset');
        else await route.continue();
      };
      await side.page.route(UPLOAD, lose);
      await add(side, picture(name));
      await tray(side.place).getByText('Trying again…').waitFor();
      await side.write('Here it is');
      await side.send();
      await arrives([side, other], name);
      await side.page.unroute(UPLOAD);
      assert.equal(tries, 3);
      assert.equal((await kept(name)).length, 1, side.who);
    }
  }));

test('F1: without a network it waits for one, and goes out then', () =>
  stage.filmed('files-offline', async () => {
    const both = await sides();
    const [visitor, agent] = await Promise.all(both.map(({ page }) => networkOf(page.context())));
    const networks = { visitor, agent } as Record<Side['who'], Network>;
    for (const [side, other] of [both, [...both].reverse() as typeof both]) {
      const name = `offline-${side.who}.png`;
      const isThere = side.who === 'visitor' && side.page.waitForResponse(/\/w\/files-/);
      await input(side.place).focus();
      await isThere;
      await networks[side.who].cut();
      await add(side, picture(name));
      await tray(side.place).getByText('Trying again…').waitFor();
      await new Promise((resolve) => setTimeout(resolve, 9_000));
      assert.equal(await tray(side.place).getByRole('alert').count(), 0, 'it does not give up');
      await networks[side.who].restore();
      await side.place.getByRole('progressbar').waitFor({ state: 'detached' });
      await side.send();
      await arrives([side, other], name);
    }
  }));

test('F1: a page that closes in the middle of an upload keeps the words, at both ends', () =>
  stage.filmed('files-words', async () => {
    for (const side of await sides()) {
      const words = side.place.getByRole('textbox', side.who === 'agent' ? { name: 'Reply' } : {});
      await side.page.route(UPLOAD, () => undefined);
      await add(side, picture('never.png'));
      await side.place.getByRole('progressbar').waitFor();
      await side.write(`This is\nthe ${side.who}`);
      await side.page.reload();
      if (side.who === 'visitor') await openChat(side.page);
      await log(side).getByText('Hello').first().waitFor();
      for (let tries = 0; (await words.inputValue()) === '' && tries < 50; tries++)
        await new Promise((resolve) => setTimeout(resolve, 100));
      assert.equal(await words.inputValue(), `This is\nthe ${side.who}`);
      await side.page.unroute(UPLOAD);
      await side.send();
      await log(side).getByText(`the ${side.who}`).waitFor();
      await side.page.reload();
      if (side.who === 'visitor') await openChat(side.page);
      await log(side).getByText(`the ${side.who}`).waitFor();
      assert.equal(await words.inputValue(), '', 'sent is sent');
    }
  }));

test('F1: what stays cut off can be tried again by hand, and what is on its way can be stopped', () =>
  stage.filmed('files-hand', async () => {
    const both = await sides();
    for (const side of both) {
      const name = `hand-${side.who}.png`;
      await side.page.route(UPLOAD, (route) => route.abort('connectionreset'));
      await give(side.place.locator('body'), 'drop', picture(name));
      await tray(side.place).getByText('Not uploaded').waitFor();
      await side.page.unroute(UPLOAD);
      await button(side.place as FrameLocator, `Try ${name} again`).click();
      await tray(side.place).getByText('Not uploaded').waitFor({ state: 'detached' });
      await side.place.getByRole('progressbar').waitFor({ state: 'detached' });
      await side.page.route(UPLOAD, () => undefined);
      await give(side.place.getByRole('textbox').first(), 'paste', picture('regret.png'));
      const progress = side.place.getByRole('progressbar', { name: 'Uploading regret.png' });
      await progress.waitFor();
      await button(side.place as FrameLocator, 'Remove regret.png').click();
      await progress.waitFor({ state: 'detached' });
      await side.send();
      await isLoaded(log(side).getByAltText(name));
      assert.equal(await log(side).getByAltText('regret.png').count(), 0);
    }
  }));

test('F1: what is too large, of no type that is taken, or has no room is said to be so, at both ends', () =>
  stage.filmed('files-room', async () => {
    const both = await sides({ attachmentMegabytes: 1 });
    const [visitor, agent] = both;
    const large = new File([new Uint8Array(1024 ** 2 + 1).fill(97)], 'large.txt', { type: 'text/plain' });
    const larger = new File([new Uint8Array(10 * 1024 ** 2 + 1)], 'larger.txt', { type: 'text/plain' });
    await add(visitor, large);
    await tray(visitor.place).getByText('Larger than 1 MB').waitFor();
    await button(visitor.place as FrameLocator, 'Remove large.txt').click();
    await add(agent, large);
    await agent.place.getByRole('progressbar').waitFor({ state: 'detached' });
    assert.equal(await tray(agent.place).getByRole('alert').count(), 0, 'agents may');
    await add(agent, larger);
    await tray(agent.place).getByText('Larger than 10 MB').waitFor();
    for (const name of ['large.txt', 'larger.txt'])
      await button(agent.place as FrameLocator, `Remove ${name}`).click();
    const bomb = Buffer.alloc(33);
    bomb.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
    bomb.writeUInt32BE(30_000, 16);
    bomb.writeUInt32BE(30_000, 20);
    await stage.server.sql('UPDATE organizations SET stored_bytes = 5 * 1024 * 1024 * 1024 - 100');
    for (const side of both) {
      await add(side, new File(['<svg onload="alert(1)"/>'], 'photo.png', { type: 'image/png' }));
      await tray(side.place).getByText('This type of file cannot be sent').waitFor();
      await button(side.place as FrameLocator, 'Remove photo.png').click();
      await add(side, new File([bomb], 'bomb.png', { type: 'image/png' }));
      await tray(side.place).getByText('Too large once it is opened').waitFor();
      await button(side.place as FrameLocator, 'Remove bomb.png').click();
      await add(side, picture('full.png'));
      await tray(side.place)
        .getByText(side.who === 'agent' ? 'Your plan has no room for more files' : /No room for more files/)
        .waitFor();
      await button(side.place as FrameLocator, 'Remove full.png').click();
    }
  }));
