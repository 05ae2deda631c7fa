// R2, I1: several agents and visitors at once see the same things in the same order, whatever happens to their pages.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import { joinAs } from '../support/colleague.ts';
import { openDesk, row } from '../support/desk.ts';
import { networkOf } from '../support/network.ts';
import { chatFrame, openChat, openStage, type Stage, write } from '../support/people.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

const MINUTE = 60_000;

/** A visitor on the shop's page, who says hello. */
async function comes(shop: string, hello: string): Promise<FrameLocator> {
  const visitor = await stage.newPage({ reducedMotion: 'reduce' });
  await visitor.goto(shop);
  await openChat(visitor);
  const frame = chatFrame(visitor);
  await write(frame, hello);
  await frame.getByRole('log').getByText(hello).waitFor();
  return frame;
}

async function meet() {
  const { agent, owner } = await openDesk(stage);
  const grace = await joinAs(stage, agent, 'Grace Hopper');
  return { ada: agent, grace, shop: await stage.openShop(owner.widgetKey) };
}

const open = (agent: Page, text: string) => agent.getByText(text).first().click();

/** Whoever was overtaken while writing is asked whether they still mean it. */
async function reply(agent: Page, text: string): Promise<void> {
  const box = agent.getByRole('textbox', { name: 'Reply' });
  await box.fill(text);
  await box.press('Enter');
  const anyway = agent.getByRole('button', { name: 'Send anyway' });
  await until(
    async () => {
      if (await anyway.isVisible()) await anyway.click();
      return box.inputValue();
    },
    (left) => left === '',
  );
}

/** Of these words, those that are said in a log, from the top. */
const order = async (place: Page | FrameLocator, words: string[]): Promise<string> => {
  const said = await place.getByRole('log').innerText();
  return [...said.matchAll(new RegExp(words.join('|'), 'g'))].map(([word]) => word).join(' ');
};

/** All of them once, in one order for everybody; gives that order. */
async function agree(places: (Page | FrameLocator)[], words: string[]): Promise<string> {
  const orders = await until(
    () => Promise.all(places.map((place) => order(place, words))),
    (found) => found.every((one) => one === found[0] && one.split(' ').length === words.length),
  );
  assert.deepEqual([...new Set(orders[0]?.split(' '))].sort(), [...words].sort(), 'each once');
  return orders[0] ?? '';
}

describe('several people', { concurrency: true }, () => {
  test('I1: two agents and two visitors write at once, one reloads in the middle, and all agree', () =>
    stage.filmed('live-four', async () => {
      const { ada, grace, shop } = await meet();
      const [first, second] = [await comes(shop, 'fern0'), await comes(shop, 'pot0')];
      await Promise.all([ada, grace].map((agent) => open(agent, 'fern0')));
      await Promise.all([ada, grace].map((agent) => agent.getByRole('log').getByText('fern0').waitFor()));
      const ferns = ['fern0'];
      for (const turn of [1, 2, 3]) {
        const words = ['a', 'g', 'v'].map((who) => `fern${who}${turn}`);
        ferns.push(...words);
        const [byAda = '', byGrace = '', byVisitor = ''] = words;
        await Promise.all([reply(ada, byAda), reply(grace, byGrace), write(first, byVisitor)]);
        await write(second, `pot${turn}`);
        if (turn === 2) await ada.reload();
      }
      const before = await agree([ada, grace, first], ferns);
      await Promise.all([ada, grace].map((agent) => agent.reload()));
      assert.equal(await agree([ada, grace, first], ferns), before, 'a reload changes nothing');
      await open(grace, 'pot3');
      await agree([grace, second], ['pot0', 'pot1', 'pot2', 'pot3']);
      assert.doesNotMatch(await second.getByRole('log').innerText(), /fern/, 'nobody else’s words');
    }));

  test('R3: an agent whose line is cut for a minute catches up with list and thread, and loses no word', () =>
    stage.filmed('live-cut', async () => {
      const { ada, grace, shop } = await meet();
      const network = await networkOf(ada.context());
      await ada.reload();
      const visitor = await comes(shop, 'leaf0');
      await Promise.all([ada, grace].map((agent) => open(agent, 'leaf0')));
      await ada.getByRole('log').getByText('leaf0').waitFor();
      await network.cut();
      await reply(ada, 'leafa1');
      const leaves = ['leaf0', 'leafa1'];
      for (let turn = 1; turn <= 3; turn += 1) {
        await write(visitor, `leafv${turn}`);
        await reply(grace, `leafg${turn}`);
        leaves.push(`leafv${turn}`, `leafg${turn}`);
      }
      await comes(shop, 'root0');
      await ada.waitForTimeout(MINUTE);
      assert.equal(await ada.getByRole('log').getByText('leafv1').count(), 0, 'nothing came through');
      await network.restore();
      await agree([ada, grace, visitor], leaves);
      await ada.getByText('root0').first().waitFor();
    }));
});

test('I5: what one agent does to a conversation the other sees in list and thread without a reload', () =>
  stage.filmed('live-changes', async () => {
    const { ada, grace, shop } = await meet();
    await comes(shop, 'moss0');
    await Promise.all([ada, grace].map((agent) => open(agent, 'moss0')));
    await ada.getByRole('button', { name: /^Assigned to/ }).click();
    await ada.getByRole('option', { name: /Grace Hopper/ }).click();
    await grace.getByRole('button', { name: /^Assigned to: You/ }).waitFor();
    await grace.getByRole('tab', { name: /^Mine/ }).click();
    const name = await grace
      .getByRole('region', { name: 'Conversation', exact: true })
      .getByRole('heading')
      .innerText();
    await row(grace, name).waitFor();
    await ada.getByRole('button', { name: 'Close', exact: true }).first().click();
    await grace.getByRole('button', { name: 'Reopen' }).waitFor();
    await grace
      .getByRole('log')
      .getByText(/Ada Marsh closed/)
      .waitFor();
  }));
