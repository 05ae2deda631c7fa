// What people download, counted in the browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { signUp } from '../support/client.ts';
import { becomeKnown } from '../support/desk.ts';
import { openStage } from '../support/people.ts';

test('the dashboard opens its inbox with at most 170 KiB of script', async () => {
  await using stage = await openStage();
  const agent = await stage.newPage();
  const owner = await signUp(stage.chat);
  await becomeKnown(agent, stage.chat, owner.email);
  const scripts = new Map<string, Promise<Buffer>>();
  agent.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.set(response.url(), response.body());
  });
  await agent.goto(`${stage.chat}/inbox`);
  await agent.getByRole('tab', { name: /^All/ }).waitFor();
  await agent.waitForLoadState('networkidle');
  const bodies = await Promise.all(scripts.values());
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
  console.log(`dashboard, inbox: ${(bytes / 1024).toFixed(1)} KiB of 170 KiB (gzip)`);
  assert.ok(bytes > 0 && bytes <= 170 * 1024, `${bytes} bytes`);
});
