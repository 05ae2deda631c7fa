// A second agent of an organization, in a browser of their own.

import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { Stage } from './people.ts';

const PASSWORD = 'correct-horse-battery';

/** Somebody who joins the organization of whoever is logged in on `agent`, and opens the inbox. */
export async function joinAs(stage: Stage, agent: Page, name: string): Promise<Page> {
  const organization = await agent.evaluate(
    async () => (await (await fetch('/api/auth/me')).json()).organization.id as string,
  );
  const email = `${randomUUID()}@example.com`;
  const colleague = await stage.newPage();
  await colleague.goto(`${stage.chat}/signup`);
  await colleague.getByLabel('Organization').fill('Elsewhere');
  await colleague.getByLabel('Your name').fill(name);
  await colleague.getByLabel('Email').fill(email);
  await colleague.getByLabel('Password').fill(PASSWORD);
  await colleague.getByRole('button', { name: 'Create account' }).click();
  await colleague.waitForURL('**/inbox');
  const { sql } = stage.server;
  const [row] = await sql<{ id: string }>('SELECT id FROM agents WHERE email = ?', email);
  const move = 'UPDATE memberships SET organization_id = ?, role = ? WHERE agent_id = ?';
  await sql(move, organization, 'agent', row?.id);
  await sql('UPDATE agent_sessions SET organization_id = ? WHERE agent_id = ?', organization, row?.id);
  await colleague.goto(`${stage.chat}/inbox`);
  await colleague.getByRole('heading', { name: 'Inbox' }).first().waitFor();
  return colleague;
}
