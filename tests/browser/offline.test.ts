// Nothing written is lost: no network, closed pages, blocked sockets, several tabs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContext, Frame, FrameLocator, Page } from 'playwright-core';
import { signUp } from '../support/client.ts';
import { becomeKnown } from '../support/desk.ts';
import { type Network, networkOf } from '../support/network.ts';
import { chatFrame, foundOrganization, openChat, openStage, type Stage, write } from '../support/people.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

/** A shop with an agent in its inbox and a visitor on its page. */
async function meet(organization: string) {
  const [agent, visitor] = [await stage.newPage(), await stage.newPage()];
  const shop = await openShop(await foundOrganization(agent, stage.chat, organization));
  return { agent, visitor, shop };
}

/** On our own site: a fresh browser without a profile refuses storage to frames of another one. */
async function openShop(widgetKey: string): Promise<string> {
  return (await stage.openShop(widgetKey)).replace('127.0.0.1', 'localhost');
}

async function enter(page: Page, shop: string): Promise<FrameLocator> {
  await page.goto(shop);
  await openChat(page);
  return chatFrame(page);
}

/** The visitor has written, and the agent looks at it. */
async function converse(organization: string) {
  const people = await meet(organization);
  const network = await networkOf(people.visitor.context());
  const frame = await enter(people.visitor, people.shop);
  await write(frame, 'Hello');
  await people.agent.getByText('Hello', { exact: true }).first().click();
  await saw(people.agent, 'Hello');
  await arrived(frame);
  return { ...people, frame, network };
}

const log = (place: Page | FrameLocator) => place.getByRole('log');
const saw = (place: Page | FrameLocator, text: string) =>
  log(place).getByText(text, { exact: true }).waitFor();
const arrived = (frame: FrameLocator) => frame.getByText(/^(Sent|Delivered|Seen)$/).waitFor();

async function reply(agent: Page, text: string): Promise<void> {
  const box = agent.getByRole('textbox', { name: 'Reply' });
  await box.fill(text);
  await box.press('Enter');
}

async function once(place: Page | FrameLocator, texts: string[]): Promise<void> {
  for (const text of texts) {
    await saw(place, text);
    assert.equal(await log(place).getByText(text, { exact: true }).count(), 1, `"${text}" once`);
  }
}

/** All that was stored of these texts, in order. */
async function heard(texts: string[]) {
  const list = texts.map(() => '?').join(',');
  const query = `SELECT body FROM messages WHERE kind = 'text' AND body IN (${list}) ORDER BY conversation_id, seq`;
  return (await stage.server.sql(query, ...texts)).map(({ body }) => body);
}

const stored = (texts: string[]) =>
  until(
    () => heard(texts),
    (bodies) => bodies.length >= texts.length,
  );

/** The database and locks that a page's frame left; no database where nothing had to wait. */
const unsent = (page: Page) =>
  until(
    async () => (ourFrame(page) as Frame).evaluate(waitingBodies),
    () => true,
  );

const ourFrame = (page: Page) =>
  page.frames().find((frame) => frame.url().startsWith(`${stage.chat}/frame/`));

async function waitingBodies(): Promise<string[]> {
  if (!(await indexedDB.databases()).length) return [];
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('chatdesk');
    request.onsuccess = () => resolve(request.result);
  });
  const rows = await new Promise<{ body: string; at: number }[]>((resolve) => {
    const request = database.transaction('unsent').objectStore('unsent').getAll();
    request.onsuccess = () => resolve(request.result);
  });
  database.close();
  return rows.sort((a, b) => a.at - b.at).map(({ body }) => body);
}

const waiting = (page: Page, bodies: string[]) =>
  until(
    () => unsent(page),
    (found) => JSON.stringify(found) === JSON.stringify(bodies),
  );

async function closeAndComeBack(page: Page, shop: string, network?: Network) {
  const context = page.context();
  await page.close();
  await network?.restore();
  const next = await context.newPage();
  return { page: next, frame: await enter(next, shop) };
}

test('W9: what was written without a network outlives the page and goes out once, in order', () =>
  stage.filmed('offline', async () => {
    const { agent, visitor, shop, frame, network } = await converse('Fern & Oak');
    const texts = ['Is the oak stool', 'still there?', 'I would take two.'];
    await network.cut();
    for (const text of texts) await write(frame, text);
    await waiting(visitor, texts);
    const back = await closeAndComeBack(visitor, shop, network);
    await once(back.frame, texts);
    await once(agent, texts);
    assert.deepEqual(await stored(texts), texts);
    await waiting(back.page, []);
  }));

test('W9: and where the browser refuses its storage to a shop on another site', () =>
  stage.filmed('other-site', async () => {
    const [agent, visitor] = [await stage.newPage(), await stage.newPage()];
    const network = await networkOf(visitor.context());
    const shop = await stage.openShop(await foundOrganization(agent, stage.chat, 'Far & Wide'));
    assert.notEqual(new URL(shop).hostname, new URL(stage.chat).hostname, 'two sites');
    const frame = await enter(visitor, shop);
    await write(frame, 'Hello from afar');
    await arrived(frame);
    const texts = ['Größe 42?', '四十二号'];
    await network.cut();
    for (const text of texts) await write(frame, text);
    await until(
      async () => ourFrame(visitor)?.evaluate(() => document.cookie.match(/unsent/g)?.length),
      (count) => count === texts.length,
    );
    const back = await closeAndComeBack(visitor, shop, network);
    await once(back.frame, texts);
    assert.deepEqual(await stored(texts), texts);
    await until(
      async () => ourFrame(back.page)?.evaluate(() => document.cookie.includes('unsent')),
      (left) => left === false,
    );
  }));

test('W9: so do the first words of all, into one conversation', () =>
  stage.filmed('first-words', async () => {
    const { agent, visitor, shop } = await meet('First & Last');
    const network = await networkOf(visitor.context());
    const frame = await enter(visitor, shop);
    await until(
      async () => ourFrame(visitor)?.evaluate(() => localStorage.length),
      (kept) => kept === 1,
    );
    assert.deepEqual(await ourFrame(visitor)?.evaluate(() => indexedDB.databases()), [], 'nothing kept yet');
    const texts = ['First words', 'Second words'];
    await frame.getByRole('textbox').fill(texts[0] as string);
    // It stands there once what sends the words has loaded.
    await frame.getByLabel('Attach files').waitFor({ state: 'attached' });
    await network.cut();
    assert.deepEqual(await ourFrame(visitor)?.evaluate(() => indexedDB.databases()), [], 'nor now');
    for (const text of texts) await write(frame, text);
    await waiting(visitor, texts);
    const back = await closeAndComeBack(visitor, shop, network);
    await once(back.frame, texts);
    await agent.getByText('Second words').first().click();
    await once(agent, texts);
    assert.deepEqual(await stored(texts), texts);
  }));

test('W9: so do words written before what sends them had loaded', () =>
  stage.filmed('late-chunk', async () => {
    const { visitor, shop } = await meet('Late & Lazy');
    const state = { blocked: true, failed: 0 };
    await visitor.route(/\/w\/conversation/, (route) => {
      if (!state.blocked) return route.fallback();
      state.failed++;
      return route.abort();
    });
    const frame = await enter(visitor, shop);
    await write(frame, 'Never lost');
    await until(
      async () => state.failed,
      (failed) => failed >= 2,
    );
    assert.equal(await frame.getByRole('textbox').inputValue(), 'Never lost');
    state.blocked = false;
    await networkChanged(visitor);
    await arrived(frame);
    assert.deepEqual(await stored(['Never lost']), ['Never lost']);
  }));

test('W9: and words whose first try never got an answer', () =>
  stage.filmed('no-answer', async () => {
    const { agent, visitor, shop } = await meet('No & Answer');
    await visitor.route('**/api/widget/conversations', async (route) => {
      await route.fetch();
      await route.abort();
    });
    const frame = await enter(visitor, shop);
    await write(frame, 'Anybody there?');
    await write(frame, 'A second line.');
    await agent.getByText('Anybody there?').first().click();
    await waiting(visitor, ['Anybody there?', 'A second line.']);
    const back = await closeAndComeBack(visitor, shop);
    const texts = ['Anybody there?', 'A second line.'];
    await once(back.frame, texts);
    await once(agent, texts);
    assert.deepEqual(await stored(texts), texts);
    const [{ count } = {}] = await stage.server.sql(
      'SELECT COUNT(DISTINCT conversation_id) AS count FROM messages WHERE body IN (?, ?)',
      ...texts,
    );
    assert.equal(count, 1);
  }));

/** A switch for all sockets of a person's pages, the frames in them included. */
async function socketSwitch(context: BrowserContext): Promise<{ blocked: boolean; opened: number }> {
  const state = { blocked: false, opened: 0 };
  await context.routeWebSocket(/\/socket/, (socket) => {
    if (state.blocked) return void socket.close({ code: 3000 });
    state.opened++;
    socket.connectToServer();
  });
  return state;
}

test('W22: with sockets blocked people talk all the same, and come back to sockets by themselves', () =>
  stage.filmed('blocked', async () => {
    const [agent, visitor] = [await stage.newPage(), await stage.newPage()];
    const switches = [await socketSwitch(agent.context()), await socketSwitch(visitor.context())];
    for (const one of switches) one.blocked = true;
    const owner = await signUp(stage.chat);
    await becomeKnown(agent, stage.chat, owner.email);
    const shop = await openShop(owner.widgetKey);
    await agent.goto(`${stage.chat}/inbox`);
    const frame = await enter(visitor, shop);
    // An agent without a socket counts as away.
    await frame.getByLabel('Your email').fill('grace@example.com');
    await frame.getByLabel('Your message').fill('One through the wall');
    await frame.getByRole('button', { name: 'Send message' }).click();
    await agent.getByText('One through the wall').first().click();
    await saw(agent, 'One through the wall');
    await reply(agent, 'Two from the other side');
    await saw(frame, 'Two from the other side');
    await write(frame, 'Three');
    await saw(agent, 'Three');
    assert.deepEqual(
      switches.map(({ opened }) => opened),
      [0, 0],
    );
    for (const one of switches) one.blocked = false;
    for (const page of [agent, visitor]) await networkChanged(page);
    await until(
      async () => switches.map(({ opened }) => opened),
      ([agents = 0, visitors = 0]) => agents >= 4 && visitors >= 2,
    );
    await reply(agent, 'Four');
    await saw(frame, 'Four');
    await write(frame, 'Five');
    const texts = ['One through the wall', 'Two from the other side', 'Three', 'Four', 'Five'];
    await once(agent, texts);
    await once(frame, texts);
    assert.deepEqual(await stored(texts), texts);
  }));

async function networkChanged(page: Page): Promise<void> {
  for (const frame of page.frames())
    await frame.evaluate(() => dispatchEvent(new Event('online'))).catch(() => undefined);
}

test('W9: of two tabs each sends its own words, and one the words of the other that is gone', () =>
  stage.filmed('two-tabs', async () => {
    const { agent, visitor, shop, frame } = await converse('Two & Tabs');
    const context = visitor.context();
    const second = await context.newPage();
    const state = { blocked: false };
    await second.routeWebSocket(/\/socket/, (socket) => {
      if (state.blocked) return void socket.close({ code: 3000 });
      const server = socket.connectToServer();
      socket.onMessage((text) => (state.blocked ? void socket.close({ code: 3000 }) : server.send(text)));
    });
    await second.route('**/api/widget/conversations/*/**', (route) =>
      state.blocked ? route.abort() : route.fallback(),
    );
    const other = await enter(second, shop);
    await saw(other, 'Hello');
    state.blocked = true;
    await write(other, 'Stuck in the second');
    await saw(other, 'Stuck in the second');
    await waiting(visitor, ['Stuck in the second']);
    await write(frame, 'Sent by the first');
    await saw(agent, 'Sent by the first');
    await networkChanged(visitor);
    // What comes after it in the same tab shows that it would have been there by now.
    await write(frame, 'And once more');
    await saw(agent, 'And once more');
    assert.equal(await log(agent).getByText('Stuck in the second').count(), 0, 'its own tab lives');
    await second.close();
    // It looks every half minute, and whenever the network changes.
    await until(
      async () => {
        await networkChanged(visitor);
        return log(agent).getByText('Stuck in the second').count();
      },
      (count) => count > 0,
    );
    const texts = ['Sent by the first', 'And once more', 'Stuck in the second'];
    await once(agent, texts);
    await once(frame, texts);
    assert.deepEqual(await stored(texts), texts);
    await waiting(visitor, []);
  }));

test('W9: an agent’s answer outlives a closed tab, and goes out from any page', () =>
  stage.filmed('agent-offline', async () => {
    const { agent, frame } = await converse('Night & Day');
    const network = await networkOf(agent.context());
    await agent.reload();
    await saw(agent, 'Hello');
    await network.cut();
    await reply(agent, 'We open at nine.');
    await saw(agent, 'We open at nine.');
    const context = agent.context();
    await until(
      () => agent.evaluate(waitingBodies),
      (bodies) => bodies.length === 1,
    );
    await agent.close();
    await network.restore();
    const next = await context.newPage();
    await next.goto(`${stage.chat}/inbox`);
    await once(frame, ['We open at nine.']);
    assert.deepEqual(await stored(['We open at nine.']), ['We open at nine.']);
  }));

test('W9: after logging out nothing of it is left', () =>
  stage.filmed('logged-out', async () => {
    const { agent } = await converse('Bye & Bye');
    const tab = await agent.context().newPage();
    await agent.routeWebSocket(/\/socket/, (socket) => void socket.close({ code: 3000 }));
    await agent.route('**/api/conversations/*/messages', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.fallback(),
    );
    await agent.reload();
    await reply(agent, 'Never to be said');
    await until(
      () => agent.evaluate(waitingBodies),
      (bodies) => bodies.length === 1,
    );
    await tab.goto(`${stage.chat}/inbox`);
    await tab.getByRole('button', { name: /account/ }).click();
    await tab.getByRole('menuitem', { name: 'Log out' }).click();
    await agent.getByRole('button', { name: 'Log in' }).waitFor();
    await until(
      () => agent.evaluate(waitingBodies),
      (bodies) => bodies.length === 0,
    );
  }));

test('W9: ten thousand characters of any script arrive', () =>
  stage.filmed('long', async () => {
    const { agent, frame } = await converse('Long & Wide');
    const long = '語'.repeat(9_990);
    await write(frame, long);
    await write(frame, 'after it');
    await saw(agent, 'after it');
    await once(agent, [long]);
    assert.deepEqual(await stored([long, 'after it']), [long, 'after it']);
  }));
