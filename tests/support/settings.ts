// Somebody in front of the settings.

import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Owner, signUp } from './client.ts';
import { becomeKnown } from './desk.ts';
import type { Stage } from './people.ts';
import { until } from './wait.ts';

export interface Settings {
  stage: Stage;
  owner: Owner;
  page: Page;
  /** Opens one of the pages by its name in the list. */
  go(name: string): Promise<void>;
}

/** A new organization, and its owner at a page of the settings. */
export async function openSettings(
  stage: Stage,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Settings> {
  const owner = await signUp(stage.chat);
  const page = await stage.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  await becomeKnown(page, stage.chat, owner.email);
  await page.goto(`${stage.chat}/settings/${path}`);
  return { stage, owner, page, go: (name) => goTo(page, name) };
}

export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

export const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

export const saved = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor();

/** Until that has the focus. */
export const focusIsOn = (page: Page, name: string) =>
  until(
    () => focused(page),
    (found) => found === name,
  );

/** What has the focus, as assistive technology names it. */
export const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    return element?.labels?.[0]?.textContent ?? element?.getAttribute('aria-label') ?? element?.textContent;
  });

/** Picks from the menu of one row. */
export async function choose(page: Page, row: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${row}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}
