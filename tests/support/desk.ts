// An agent at the dashboard, and visitors who write without a browser.

import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expectStatus, type Owner, operator, signUp, type Visitor, visit } from './client.ts';
import type { Stage } from './people.ts';
import { until } from './wait.ts';

export interface Desk {
  stage: Stage;
  owner: Owner;
  agent: Page;
}

export interface Guest {
  id: string;
  say(text: string): Promise<void>;
}

/** A new organization, and its owner in front of the inbox. */
export async function openDesk(stage: Stage, options: BrowserContextOptions = {}): Promise<Desk> {
  const owner = await signUp(stage.chat);
  const agent = await stage.newPage(options);
  await logIn(agent, stage.chat, owner.email);
  return { stage, owner, agent };
}

export async function logIn(agent: Page, chat: string, email: string): Promise<void> {
  await becomeKnown(agent, chat, email);
  await agent.goto(`${chat}/inbox`);
  await agent.getByRole('tab', { name: /^All/ }).waitFor();
}

/** Logs in without the page for it, which tests/browser/accounts goes through. */
export async function becomeKnown(agent: Page, chat: string, email: string): Promise<void> {
  const login = await agent.request.post(`${chat}/api/auth/login`, {
    data: { email, password: 'correct-horse-battery' },
    headers: { origin: chat },
  });
  if (!login.ok()) throw new Error(`${email} cannot log in: ${login.status()} ${await login.text()}`);
}

/** Somebody writes for the first time. */
export async function guest(
  { stage, owner }: Omit<Desk, 'agent'>,
  name: string,
  text = 'Hello',
): Promise<Guest> {
  const visitor = await visit(stage.chat, owner.widgetKey);
  const body = { clientId: randomUUID(), customerData: { name }, message: messageOf(text) };
  type Started = { conversation: { id: string } };
  const answer = await visitor.call<Started>('/api/widget/conversations', { body });
  const { id } = expectStatus(answer, 201).body.conversation;
  return { id, say: (words) => say(visitor, id, words) };
}

const messageOf = (body: string) => ({ clientId: randomUUID(), body });

async function say(visitor: Visitor, id: string, text: string): Promise<void> {
  const body = messageOf(text);
  expectStatus(await visitor.call(`/api/widget/conversations/${id}/messages`, { body }), 201);
}

/** What another agent, or this one elsewhere, would do. */
export async function change({ owner }: Pick<Desk, 'owner'>, id: string, changes: object): Promise<void> {
  expectStatus(await owner.call(`/api/conversations/${id}`, { method: 'PATCH', body: changes }), 200);
}

/** So many more that are like one, each a moment older than the one before; the inbox is built again with them. */
export async function multiply({ stage, owner }: Desk, id: string, times: number): Promise<void> {
  await until(
    () => stage.server.sql('SELECT id FROM conversations WHERE id = ?', id),
    ({ length }) => length === 1,
  );
  const query = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
    INSERT INTO conversations (id, organization_id, widget_customer_id, channel, status, last_seq, visitor_seq,
      visitor_unread, rev, summary, created_at, updated_at)
    SELECT ids.id, organization_id, widget_customer_id, channel, status, last_seq, visitor_seq, visitor_unread, rev,
      json_set(summary, '$.id', ids.id, '$.widget_customer.display_name', 'Guest ' || i, '$.last_message.created_at',
        strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0 - i, 'unixepoch'), '$.updated_at',
        strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0 - i, 'unixepoch')), created_at, updated_at - 1000 * i
    FROM conversations, (SELECT i, lower(substr(conversations.id, 1, 14) || '7' || printf('%03x', i % 4096) ||
      '-8000-' || hex(randomblob(6))) AS id FROM n, conversations WHERE conversations.id = ?) AS ids
    WHERE conversations.id = ?`;
  await stage.server.sql(query, times, id, id);
  const path = `/api/operator/organizations/${owner.organizationId}/inbox`;
  expectStatus(await operator(stage.server.origin).call(path, { method: 'POST' }), 200);
}

/** A row of the list, by the name in it. */
export const row = (agent: Page, name: string): Locator =>
  agent
    .getByRole('list', { name: 'Conversations' })
    .getByRole('link')
    .filter({ has: agent.getByText(name, { exact: true }) });

/** The names in the list, from the top. */
export const namesIn = (agent: Page): Promise<string[]> =>
  agent
    .getByRole('list', { name: 'Conversations' })
    .getByRole('link')
    .evaluateAll((links) =>
      links
        .map((link) => ({
          top: link.getBoundingClientRect().top,
          name: link.querySelector('bdi')?.textContent ?? '',
        }))
        .sort((a, b) => a.top - b.top)
        .map(({ name }) => name),
    );

export const listIs = (agent: Page, names: string[]): Promise<string[]> =>
  until(
    () => namesIn(agent),
    (found) => found.join() === names.join(),
  );
