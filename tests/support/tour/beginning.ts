// Before there is a conversation.

import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { launcher } from '../guest.ts';
import { chatFrame } from '../people.ts';
import { openChat, type Scene, submit, tool } from './scene.ts';
import type { Words } from './words.ts';

export async function spokenTo({ guest, words, enter, look }: Scene): Promise<void> {
  const rule = { id: 'offer', message: words.offer, enabled: true, open: false, urls: [], once: 'visit' };
  await guest.set({ proactiveRules: [rule] });
  const page = await enter();
  await page.locator('.notice .words').waitFor();
  await look('spoken to', page);
  await page.locator('.notice .words').click();
  await chatFrame(page).getByText(words.offer).waitFor();
  await look('answered', page);
  await page.context().close();
  await guest.set({ proactiveRules: [] });
}

export async function home({ words, enter, look }: Scene): Promise<void> {
  const page = await enter();
  await look('launcher', page);
  const frame = await openChat(page);
  await frame.locator('textarea').waitFor();
  await look('home', page);
  await frame.locator('textarea').fill(words.question);
  await frame.locator('input[type=file]').setInputFiles(letter('letter.pdf'));
  await frame.locator('.tray li:not(:has(progress))').waitFor();
  await look('home, written', page);
  await tool(frame, 'menu').click();
  await frame.locator('.choice').first().waitFor();
  await look('menu, before a word', page);
  await frame.locator('.choice').first().click();
  await frame.locator('.list .none').waitFor();
  await look('list, empty', page);
  await page.context().close();
}

export const letter = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.7\n${'x'.repeat(2_000)}`),
});

export async function away({ guest, words, enter, look }: Scene): Promise<void> {
  const businessHours = { timezone: 'UTC', days: {}, holidays: [] };
  await guest.set({ businessHours, offlineMessage: words.away });
  const page = await enter();
  const frame = await openChat(page);
  await frame.locator('.form').waitFor();
  await look('away', page);
  await submit(frame, '.form');
  await frame.locator('.form .wrong').first().waitFor();
  await look('away, with errors', page);
  await frame.locator('input[type=email]').fill('grace@example.com');
  await frame.locator('.form textarea').fill(words.question);
  await submit(frame, '.form');
  await frame.locator('.contact').waitFor();
  await look('message left', page);
  await page.context().close();
  await guest.set({ businessHours: null });
}

export async function forms(scene: Scene): Promise<void> {
  const { guest, words, enter, look } = scene;
  await addDepartments(scene);
  const departments = await enter();
  await (await openChat(departments)).locator('.department').first().waitFor();
  await look('departments', departments);
  await departments.context().close();
  await guest.set({ preChat: { mode: 'always', fields: fieldsIn(words) } });
  const page = await enter();
  const frame = await openChat(page);
  await frame.locator('.form').waitFor();
  await look('form', page);
  await end(page);
  await look('form, its end', page);
  await submit(frame, '.form');
  await frame.locator('.form .wrong').first().waitFor();
  await look('form, with errors', page);
  await frame.locator('.department').first().click();
  await end(page);
  await look('form, with errors at its end', page);
  await page.context().close();
}

const end = (page: Page) =>
  chatFrame(page)
    .locator('.form')
    .evaluate((form) => {
      for (let at: Element | null = form; at; at = at.parentElement) at.scrollTop = at.scrollHeight;
    });

function fieldsIn({ fields, topics, sizes, newsletter, terms }: Words): object[] {
  const field = (id: string, type: string, label: string, more: object = {}) => ({
    id,
    type,
    label,
    ...more,
  });
  return [
    field('name', 'text', fields.name, { required: true }),
    field('email', 'email', fields.email, { required: true, placeholder: 'ada@example.com' }),
    field('phone', 'phone', fields.phone),
    field('pots', 'number', fields.pots),
    field('story', 'textarea', fields.story),
    field('topic', 'select', fields.topic, { options: topics, required: true }),
    field('size', 'radio', fields.pots, { options: sizes, required: true }),
    field('extras', 'checkbox', fields.topic, { options: topics }),
    field('news', 'checkbox', newsletter),
    field('day', 'date', fields.day),
    field('terms', 'consent', terms, { required: true, url: 'https://fern-and-oak.example/privacy' }),
  ];
}

async function addDepartments({ guest, words }: Scene): Promise<void> {
  const { owner, stage } = guest;
  for (const [position, [name, about]] of words.departments.entries())
    await stage.server.sql(
      `INSERT INTO departments (id, organization_id, name, description, position, created_at)
       VALUES (?, ?, ?, ?, ?, 1)`,
      randomUUID(),
      owner.organizationId,
      name,
      about,
      position,
    );
}

/** Where there is nobody to talk to, and where it is not known yet. */
export async function troubles({ guest, enter, look }: Scene): Promise<void> {
  const page = await enter();
  await page.route('**/api/widget/init', (route) =>
    route.fulfill({ status: 403, json: { code: 'plan_required' } }),
  );
  const frame = await openChat(page);
  await frame.locator('.notice').waitFor();
  await look('refused', page);
  await page.goto(`${guest.stage.chat}/chat/wk_nobody`);
  await page.getByRole('heading').waitFor();
  await look('a link to nobody', page);
  await page.context().close();
}

export async function inPage({ guest, enter, look }: Scene): Promise<void> {
  const page = await enter();
  await page.evaluate(`ChatDesk.destroy(); document.body.innerHTML = '<h1>Help</h1><div id="place"></div>';
    ChatDesk.init({ widgetKey: '${guest.owner.widgetKey}', container: '#place' })`);
  await page.locator('chatdesk-widget .ready').waitFor();
  await chatFrame(page).locator('textarea').waitFor();
  await look('part of a page', page);
  await page.goto(`${guest.stage.chat}/chat/${guest.owner.widgetKey}`);
  await chatFrame(page).locator('textarea').waitFor();
  await look('a page of its own', page);
  await launcher(page).waitFor({ state: 'hidden' });
  await page.context().close();
}
