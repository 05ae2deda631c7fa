// A visitor and an agent in the middle of a conversation, in browsers.

import assert from 'node:assert/strict';
import type { BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { isSound as isSoundIn } from './axe.ts';
import { chatFrame, foundOrganization, openChat, type Stage, write } from './people.ts';

/** On our own site where `isSameSite`: a fresh browser without a profile refuses storage to frames of another one. */
export async function converse(
  stage: Stage,
  organization: string,
  { isSameSite = false, ...options }: BrowserContextOptions & { isSameSite?: boolean } = {},
) {
  const agent = await stage.newPage();
  const visitor = await stage.newPage({ reducedMotion: 'reduce', ...options });
  const away = await stage.openShop(await foundOrganization(agent, stage.chat, organization));
  const shop = isSameSite ? away.replace('127.0.0.1', 'localhost') : away;
  await visitor.goto(shop);
  await openChat(visitor);
  const frame = chatFrame(visitor);
  await write(frame, 'Hello');
  await agent.getByText('Hello', { exact: true }).first().click();
  await reply(agent, 'Hello, I am Ada.');
  await said(frame, 'Hello, I am Ada.');
  return { agent, visitor, frame, shop };
}

export async function reply(agent: Page, text: string): Promise<void> {
  const box = agent.getByRole('textbox', { name: 'Reply' });
  await box.fill(text);
  await box.press('Enter');
}

export const said = (frame: FrameLocator, text: string) =>
  frame.getByRole('log').getByText(text, { exact: true }).waitFor();

export const button = (frame: FrameLocator, name: string) => frame.getByRole('button', { name, exact: true });

export const composer = (frame: FrameLocator) => frame.getByRole('textbox', { name: 'Write a message…' });

/** The button on the page, whatever it says of what is unread. */
export const launcher = (visitor: Page) => visitor.getByRole('button', { name: /^(Chat:|Open chat)/ });

/** Changes settings as the dashboard does. */
export async function set(agent: Page, path: string, changes: object): Promise<void> {
  const status = await agent.evaluate(
    async ({ path, changes }) => {
      const answer = await fetch(path, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(changes),
      });
      return answer.status;
    },
    { path, changes },
  );
  assert.equal(status, 200, path);
}

/** The id of the first thing in a list of the organization's. */
export const firstId = (agent: Page, path: string): Promise<string> =>
  agent.evaluate(async (path) => (await (await fetch(path)).json()).items[0].id, path);

/** Nothing in the chat that assistive technology would stumble over, in light and dark. */
export const isSound = (visitor: Page, what: string) => isSoundIn(visitor, what, 'chatdesk-widget');
