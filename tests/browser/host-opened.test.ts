// W14: what visitors hear of the team when they open the chat.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Guest, launcher, openBlank, openGuest } from '../support/guest.ts';
import { chatFrame } from '../support/people.ts';

let guest: Guest;

before(async () => {
  guest = await openGuest();
});
after(() => guest?.[Symbol.asyncDispose]());

/** Ten first answers of last week, each after a hundred seconds. */
async function answerTen(): Promise<void> {
  const { server } = guest.stage;
  const asked = Date.now() - 3 * 86_400_000;
  for (let count = 0; count < 10; count++)
    await server.sql(
      `INSERT INTO conversation_facts (organization_id, created_at, conversation_id, asked_at, answered_at)
       VALUES (?1, ?2, ?3, ?2, ?4)`,
      ...[guest.owner.organizationId, asked, randomUUID(), asked + 100_000],
    );
  await server.sql('UPDATE stale_stats SET due_at = 0');
  await server.scheduled();
}

const draw = (options = '') => `ChatDesk.init({ widgetKey: '${guest.owner.widgetKey}'${options} })`;

test('W14: visitors read in what time answers come, in their language; whoever has written does not', async () => {
  await answerTen();
  const page = await openBlank(guest, { viewport: { width: 900, height: 800 } });
  await page.evaluate(draw());
  await launcher(page).click();
  const frame = chatFrame(page);
  const field = frame.getByRole('textbox');
  await frame.getByText('Usually replies within 2 minutes').waitFor();
  const place = () => field.evaluate((element) => element.getBoundingClientRect().y);
  const before = await place();
  await frame.locator('.replies').evaluate((line) => line.remove());
  assert.equal(await place(), before, 'it moves nothing');
  await page.evaluate(`ChatDesk.destroy(); ${draw(`, language: 'fr'`)}`);
  await launcher(page).click();
  await frame.getByText('Répond généralement en 2 minutes').waitFor();
  await field.fill('Bonjour');
  await field.press('Enter');
  await frame.getByRole('log').getByText('Bonjour').waitFor();
  assert.equal(await frame.getByText('2 minutes').count(), 0);
});
