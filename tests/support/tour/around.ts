// What surrounds a conversation, and its end.

import { launcher } from '../guest.ts';
import { submit, tool } from './scene.ts';
import type { Talk } from './talking.ts';

export async function news({ page, frame, words, reply, look }: Talk): Promise<void> {
  await tool(frame, 'close').click();
  await reply(words.news);
  await page.locator('.notice .words').waitFor();
  await look('news', page);
  await page.locator('.notice .words').click();
  await frame.locator('.log').waitFor();
}

export async function menu({ page, frame, look }: Talk): Promise<void> {
  await tool(frame, 'back').click();
  await frame.locator('.row').waitFor();
  await look('list', page);
  await frame.locator('.row').click();
  await tool(frame, 'menu').click();
  await frame.locator('.choice').nth(1).click();
  await frame.locator('.inset').waitFor();
  await look('menu, a copy', page);
  await submit(frame, '.inset');
  await frame.locator('.inset .wrong').waitFor();
  await look('menu, a wrong address', page);
  await frame.locator('.inset input').fill('grace@example.com');
  await submit(frame, '.inset');
  await frame.locator('.inset[role=status]').waitFor();
  await look('menu, a copy is sent', page);
  await frame.locator('.choice').nth(1).click();
  await frame.locator('.choice.end').click();
  await frame.locator('.inset .danger').waitFor();
  await look('menu, the end', page);
}

export async function ending({ page, frame, look }: Talk): Promise<void> {
  await frame.locator('.inset .danger').click();
  await frame.locator('.ending .stars').waitFor();
  await look('ended', page);
  await frame.locator('.star').nth(3).click();
  await frame.locator('.rating textarea').waitFor();
  await look('rating', page);
  await frame.locator('.rating textarea').fill('★★★★');
  await submit(frame, '.rating');
  await frame.locator('.rating .comment').waitFor();
  await look('rated', page);
  await frame.locator('.others button').last().click();
  await frame.locator('.ending .inset').waitFor();
  await look('ended, a copy', page);
}

export async function list({ page, frame, look }: Talk): Promise<void> {
  await frame.locator('.ending > .primary').click();
  await frame.locator('.composer.first').waitFor();
  const held: (() => Promise<void>)[] = [];
  await page.route('**/api/widget/conversations', (route) => void held.push(() => route.abort()));
  await tool(frame, 'back').click();
  await frame.locator('.waiting').waitFor();
  // It is shown when it takes long enough to be noticed.
  await page.waitForTimeout(400);
  await look('list, loading', page);
  for (const fail of held) await fail();
  await frame.locator('.list [role=alert]').waitFor();
  await look('list, not loaded', page);
  await page.unroute('**/api/widget/conversations');
  await frame.locator('.list [role=alert] button').click();
  await frame.locator('.row .tag').waitFor();
  await look('list, of what has ended', page);
}

/** On the next page, for somebody who is known. */
export async function again({ page, frame, look }: Talk): Promise<void> {
  const held: (() => Promise<void>)[] = [];
  await page.route('**/api/widget/init', (route) => void held.push(() => route.abort()));
  await page.reload();
  await launcher(page).click();
  await frame.locator('.skeleton').waitFor();
  await page.waitForTimeout(400);
  await look('loading', page);
  for (const fail of held) await fail();
  await frame.locator('.notice .primary').waitFor();
  await look('not loaded', page);
  await page.context().close();
}
