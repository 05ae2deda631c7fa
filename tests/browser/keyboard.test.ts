// W6: by keyboard alone, from the page into the chat, through all of it and back.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import type { ConversationSummary, List } from '../../widget/protocol/generated.ts';
import { frameOf, type Guest, launcher, openGuest } from '../support/guest.ts';
import { until } from '../support/wait.ts';

let guest: Guest;

before(async () => {
  guest = await openGuest();
});
after(() => guest?.[Symbol.asyncDispose]());

interface Focus {
  /** As it is read out. */
  name: string;
  isVisible: boolean;
}

/** Where the keyboard is, in a frame, and whether that can be seen. */
function focusIn(): Focus {
  const inner = (root: Document | ShadowRoot): Element | null =>
    root.activeElement?.shadowRoot ? inner(root.activeElement.shadowRoot) : root.activeElement;
  const element = inner(document) as HTMLInputElement | null;
  if (!element || element === document.body) return { name: '', isVisible: false };
  const words = (element.labels?.[0] ?? element).cloneNode(true) as Element;
  for (const choice of words.querySelectorAll('select, [aria-hidden]')) choice.remove();
  const name = element.ariaLabel ?? words.textContent?.replace('*', '').trim() ?? '';
  const label = element.closest('label');
  const isDrawn = [element, label].some((one) => one && getComputedStyle(one).outlineStyle !== 'none');
  // What is only read out once needs no ring: headings, and what has taken a button's place.
  const isVisible = isDrawn || element.matches('[tabindex="-1"], .composer:focus-within textarea');
  return { name, isVisible };
}

/** It comes there by itself. */
async function isAt(place: Page | Frame, name: string): Promise<void> {
  const focus = await until(
    () => place.evaluate(focusIn),
    (found) => found.name === name,
  );
  assert.ok(focus.isVisible, `the focus on "${name}" can be seen`);
}

/** As often as needed, which is not often; each stop on the way can be seen. */
async function press(page: Page, place: Page | Frame, key: string, name: string): Promise<void> {
  const passed: string[] = [];
  for (let times = 0; times < 12; times++) {
    await page.keyboard.press(key);
    const focus = await place.evaluate(focusIn);
    if (focus.name) assert.ok(focus.isVisible, `the focus on "${focus.name}" can be seen`);
    if (focus.name === name) return;
    passed.push(focus.name);
  }
  assert.fail(`"${name}" is not among ${passed}`);
}

const FIELDS = [{ id: 'name', type: 'text', label: 'Your name', required: true }];

async function theConversation(): Promise<string> {
  const asked = () => guest.owner.call<List<ConversationSummary>>('/api/conversations');
  const answer = await until(asked, ({ body }) => body.items.length === 1);
  return answer.body.items[0]?.id ?? '';
}

test('W6: by keyboard alone: open, answer the form, talk, emoji, menu, language, list, rate, close', async () => {
  await guest.set({ preChat: { mode: 'always', fields: FIELDS } });
  const { host, stage, owner } = guest;
  const page = await stage.newPage({ reducedMotion: 'reduce' });
  const body = '<a href="#a">Before</a><h1>A page</h1>';
  await page.goto(host.put('/keyboard', { head: host.tag(), body }).replace('127.0.0.1', 'localhost'));
  await launcher(page).waitFor();
  await stage.filmed('keyboard', async () => {
    await press(page, page, 'Tab', 'Chat: Fern & Oak');
    await page.keyboard.press('Enter');
    await page.locator('chatdesk-widget .ready iframe').waitFor();
    const chat = await frameOf(page);
    const go = (key: string, name: string) => press(page, chat, key, name);
    const at = (name: string) => isAt(chat, name);
    await beginBy({ page, chat, go, at });
    const id = await theConversation();
    const answer = { clientId: randomUUID(), body: 'In green and in blue.' };
    await owner.call(`/api/conversations/${id}/messages`, { body: answer });
    const log = chat.getByRole('log', { name: 'Messages' });
    await log.getByText('In green and in blue.').waitFor();
    assert.equal(await log.getAttribute('aria-live'), 'polite', 'it is read out');
    await pickBy({ page, chat, go, at });
    await lookAroundBy({ page, chat, go, at });
    await owner.call(`/api/conversations/${id}`, { method: 'PATCH', body: { status: 'closed' } });
    await rateBy({ page, chat, go, at });
    await page.keyboard.press('Escape');
    await isAt(page, 'Open chat');
    assert.equal(await launcher(page).getAttribute('aria-expanded'), 'false');
    await page.keyboard.press('Enter');
    await chat.getByRole('img', { name: 'Your rating: 2 of 5' }).waitFor();
  });
});

interface Hands {
  page: Page;
  chat: Frame;
  go(key: string, name: string): Promise<void>;
  at(name: string): Promise<void>;
}

async function beginBy({ page, chat, go, at }: Hands): Promise<void> {
  await at('Your name');
  await go('Tab', 'Start chat');
  await page.keyboard.press('Enter');
  await at('Your name');
  const name = chat.getByRole('textbox', { name: 'Your name' });
  assert.equal(await name.getAttribute('aria-invalid'), 'true');
  const told = await name.getAttribute('aria-describedby');
  assert.equal(await chat.locator(`[id="${told}"]`).textContent(), 'Please fill this in.');
  await page.keyboard.type('Grace');
  await go('Tab', 'Your message');
  await page.keyboard.type('Which colours are there?');
  await page.keyboard.press('Enter');
  await chat.getByRole('log').getByText('Which colours are there?').waitFor();
  await at('Write a message…');
}

async function pickBy({ page, chat, go, at }: Hands): Promise<void> {
  await go('Tab', 'Emoji');
  await page.keyboard.press('Enter');
  await chat.getByRole('toolbar', { name: 'Emoji' }).waitFor();
  await at('👍');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await at('Write a message…');
  await page.keyboard.press('Enter');
  await chat.getByRole('log').getByText('😊', { exact: true }).waitFor();
}

async function lookAroundBy({ page, chat, go, at }: Hands): Promise<void> {
  await go('Shift+Tab', 'More');
  await page.keyboard.press('Enter');
  await at('Settings and more');
  await go('Tab', 'Language');
  const language = chat.getByRole('combobox');
  await page.keyboard.type('Deu');
  await chat.getByRole('heading', { name: 'Einstellungen und mehr' }).waitFor();
  assert.ok(await language.evaluate((field) => field === document.activeElement));
  await page.waitForTimeout(1_200);
  await page.keyboard.type('Eng');
  await chat.getByRole('heading', { name: 'Settings and more' }).waitFor();
  await page.keyboard.press('Escape');
  await at('Write a message…');
  await go('Shift+Tab', 'Back');
  await page.keyboard.press('Enter');
  await at('Your conversations');
  await page.keyboard.press('Tab');
  const row = await chat.evaluate(focusIn);
  assert.match(row.name, /You: 😊/);
  assert.ok(row.isVisible);
  await page.keyboard.press('Enter');
  await at('Write a message…');
}

async function rateBy({ page, chat, go, at }: Hands): Promise<void> {
  await at('This conversation was closed');
  await go('Tab', '1 of 5');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await at('2 of 5');
  await go('Tab', 'What could be better, what was good? (optional)');
  await go('Tab', 'Send rating');
  await page.keyboard.press('Enter');
  await chat.getByRole('status').getByText('Thank you for your rating.').waitFor();
  await at('Thank you for your rating.');
  await go('Tab', 'Start a new conversation');
}
