// A second agent of an organization, in a browser of their own.

import type { Page } from 'playwright-core';
import { signUp } from './client.ts';
import { becomeKnown } from './desk.ts';
import type { Stage } from './people.ts';

/** Somebody who joins the organization of whoever is logged in on `agent`, and opens the inbox. */
export async function joinAs(stage: Stage, agent: Page, name: string): Promise<Page> {
  const organization = await agent.evaluate(
    async () => (await (await fetch('/api/auth/me')).json()).organization.id as string,
  );
  const colleague = await stage.newPage();
  const { agentId, email } = await signUp(stage.chat, name);
  const { sql } = stage.server;
  const move = 'UPDATE memberships SET organization_id = ?, role = ? WHERE agent_id = ?';
  await sql(move, organization, 'agent', agentId);
  await becomeKnown(colleague, stage.chat, email);
  await colleague.goto(`${stage.chat}/inbox`);
  await colleague.getByRole('heading', { name: 'Inbox' }).first().waitFor();
  return colleague;
}
