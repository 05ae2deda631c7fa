// A site whose widget asks its visitors something first.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import type { ConversationSummary, List } from '../../widget/protocol/generated.ts';
import { chatFrame, foundOrganization, type Stage } from './people.ts';
import { until } from './wait.ts';

export interface Site {
  stage: Stage;
  agent: Page;
  shop: string;
  organization: string;
  change(settings: object): Promise<void>;
}

/** An organization with an agent who is there, and its shop, on our own site so that a frame may keep things. */
export async function openSite(stage: Stage, name: string): Promise<Site> {
  const agent = await stage.newPage();
  const key = await foundOrganization(agent, stage.chat, name);
  const shop = (await stage.openShop(key)).replace('127.0.0.1', 'localhost');
  const query = 'SELECT id, organization_id FROM widget_configs WHERE key = ?';
  const [{ id, organization_id } = {}] = await stage.server.sql(query, key);
  const change = async (settings: object) => {
    const answer = await agent.request.patch(`${stage.chat}/api/widgets/${id}`, {
      data: settings,
      headers: { origin: stage.chat },
    });
    assert.equal(answer.status(), 200, await answer.text());
  };
  return { stage, agent, shop, organization: `${organization_id}`, change };
}

export async function visit({ stage, shop }: Site, options: BrowserContextOptions = {}) {
  const visitor = await stage.newPage({ reducedMotion: 'reduce', ...options });
  return { visitor, frame: await open(visitor, shop) };
}

export async function open(visitor: Page, shop: string): Promise<FrameLocator> {
  await visitor.goto(shop);
  const session = visitor.waitForResponse('**/api/widget/init');
  // Known again, it is called otherwise.
  await visitor.getByRole('button', { name: /^(Chat:|Open chat)/ }).click();
  await session;
  return chatFrame(visitor);
}

const field = (id: string, type: string, label: string, more: object = {}) => ({ id, type, label, ...more });
export const FIELDS = [
  field('name', 'text', 'Your name', { required: true, placeholder: 'Ada Marsh' }),
  field('email', 'email', 'Email', { required: true }),
  field('phone', 'phone', 'Phone'),
  field('order', 'text', 'Order number', { pattern: '[A-Z]{2}\\d{4}' }),
  field('pots', 'number', 'How many pots?'),
  field('story', 'textarea', 'What happened?'),
  field('topic', 'select', 'Topic', { options: ['Sales', 'Support, billing'], required: true }),
  field('size', 'radio', 'Size', { options: ['Small', 'Large'], required: true }),
  field('extras', 'checkbox', 'Extras', { options: ['Gift wrap', 'Express'] }),
  field('news', 'checkbox', 'Newsletter'),
  field('day', 'date', 'When?'),
  field('terms', 'consent', 'I agree to the terms', { required: true, url: 'https://shop.example/terms' }),
];
export const [NAME, , , , , , , , , , , TERMS] = FIELDS as [object, ...object[]] & { 11: object };

export const ask = (site: Site, fields: object[], mode = 'always') =>
  site.change({ preChat: { mode, fields } });
export const button = (frame: FrameLocator, name: string) => frame.getByRole('button', { name, exact: true });
export const message = (frame: FrameLocator) => frame.getByRole('textbox', { name: 'Your message' });
export const said = (frame: FrameLocator, text: string) => frame.getByRole('log').getByText(text).waitFor();

/** All open conversations of the site as its agents see them, once there are so many. */
export const begun = ({ stage, agent }: Site, count: number) =>
  until(
    async () => {
      const answer = await agent.request.get(`${stage.chat}/api/conversations`);
      const { items } = (await answer.json()) as List<ConversationSummary>;
      return items;
    },
    (items) => items.length >= count,
  );

export async function fits(frame: FrameLocator): Promise<void> {
  const overflow = await frame.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth);
  assert.ok(overflow <= 0, `nothing sticks out (${overflow})`);
}

export async function focused(frame: FrameLocator, name: string): Promise<void> {
  const isFocused = () => frame.getByLabel(name).evaluate((field) => field === document.activeElement);
  await until(isFocused, Boolean);
}

/** Two, of which only the first has somebody there. */
export async function addDepartments({ stage, organization }: Site): Promise<void> {
  const insert = (name: string, position: number, id = randomUUID()) =>
    stage.server
      .sql(
        `INSERT INTO departments (id, organization_id, name, description, position, created_at)
         VALUES (?, ?, ?, ?, ?, 1)`,
        id,
        organization,
        name,
        `All about ${name.toLowerCase()}`,
        position,
      )
      .then(() => id);
  await insert('Sales', 1);
  const [agent, department] = [randomUUID(), await insert('Support', 2)];
  await stage.server.sql(
    `INSERT INTO agents (id, name, email, password_hash, created_at) VALUES (?, 'Zed', ?, '-', 1)`,
    agent,
    `${agent}@example.com`,
  );
  await stage.server.sql('INSERT INTO department_members VALUES (?, ?, ?)', organization, department, agent);
}
