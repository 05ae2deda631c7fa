// O4: what fails of the dashboard says so kindly, is reported without a word of whose it was, and the rest goes on.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { isSound } from '../support/axe.ts';
import { type Desk, openDesk } from '../support/desk.ts';
import { openStage, type Stage } from '../support/people.ts';
import { until } from '../support/wait.ts';

let stage: Stage;
let desk: Desk;

before(async () => {
  stage = await openStage();
  desk = await openDesk(stage, { reducedMotion: 'reduce' });
});
after(() => stage?.[Symbol.asyncDispose]());

type Row = { widget_id: string; part: string; code: string; build: string; detail: string };
const rows = () => stage.server.sql<Row>('SELECT * FROM widget_errors');
const reported = async (code: string) => {
  const found = await until(rows, (all) => all.some((row) => row.code === code));
  return found.find((row) => row.code === code) ?? assert.fail(code);
};

/** Labels that are none: the page that lists them fails. */
const spoil = (page: Page) =>
  page.route('**/api/labels', (route) =>
    route.fulfill({ json: { items: [null, { name: 'ada@example.com' }] } }),
  );

test('O4: a page that stops working says what to do, is reported, and the others go on', async () => {
  const { agent } = desk;
  await spoil(agent);
  await agent.goto(`${stage.chat}/settings/labels`);
  const alert = agent.getByRole('alert').filter({ hasText: 'Something here stopped working.' });
  await alert.waitFor();
  await isSound(agent, 'a page that stopped working');
  const { widget_id, part, build, detail } = await reported('script_error');
  assert.deepEqual([widget_id, part], ['', 'settings']);
  assert.match(build, /^\w{8}$/);
  assert.match(detail, /^TypeError a\/[\w-]+\.js:\d+:\d+$/);
  await agent.getByRole('link', { name: 'Inbox' }).first().click();
  await agent.getByRole('tab', { name: /^All/ }).waitFor();
  await agent.unroute('**/api/labels');
  await agent.goto(`${stage.chat}/settings/labels`);
  await agent.getByRole('heading', { name: 'Labels' }).first().waitFor();
});

test('O4: a part that is not there although the server is, is reported', async () => {
  const page = await stage.newPage({ reducedMotion: 'reduce' });
  await page.context().addCookies(await desk.agent.context().cookies());
  await page.goto(`${stage.chat}/inbox`);
  await page.getByRole('tab', { name: /^All/ }).waitFor();
  await page.route(/\/a\/page-\w+\.js/, (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(`${stage.chat}/settings`);
  const { part } = await reported('load_failed');
  assert.equal(part, 'settings');
});
