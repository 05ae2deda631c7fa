// The guides' samples in a browser, as they stand there, on a page of another origin.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import esbuild from 'esbuild';
import type { Page } from 'playwright-core';
import { at, page as guide, HOST, samples } from '../checks/guide/pages.ts';
import { type Owner, signUp } from '../support/client.ts';
import { startHost } from '../support/host-page.ts';
import { signIdentity } from '../support/jwt.ts';
import { chatFrame, openStage, type Stage, write } from '../support/people.ts';
import { inboxSocket, type Socket } from '../support/socket.ts';
import { until } from '../support/wait.ts';

let stage: Stage;
let owners: Owner[];
let agent: Socket;

before(async () => {
  stage = await openStage();
  const { origin } = stage.server;
  owners = [await signUp(origin), await signUp(origin)];
  // Somebody is there to answer.
  agent = await inboxSocket(origin, owners[0]?.cookie ?? '');
});
after(async () => {
  await agent?.[Symbol.asyncDispose]();
  await stage?.[Symbol.asyncDispose]();
});

/** As somebody who reads the guide writes it, with their own address and keys. */
const own = (sample: string): string => {
  const [first = '', second = ''] = owners.map(({ widgetKey }) => widgetKey);
  return sample
    .replaceAll(HOST, stage.chat)
    .replaceAll('wk_help…', second)
    .replace(/wk_(shop)?…/g, first);
};

/** Opens a page with this in it, which the console has nothing to say about. */
async function visited(body: string, look: (page: Page) => Promise<void>, headers = {}): Promise<void> {
  await using host = await startHost(stage.chat, '');
  host.put('/favicon.ico', {});
  const address = host.put('/', { body: `<div id="root"></div>${body}`, headers });
  const page = await stage.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  await look(page);
  assert.deepEqual(complaints, []);
  await page.context().close();
}

const bubbles = (page: Page) => page.getByRole('button', { name: /^Chat:/ });
const markup = (name: string) =>
  samples.filter(
    ({ page, language, code }) => page === name && language === 'html' && code.includes('widget.js'),
  );

test('W1, W17, W20: every HTML sample of the guides shows the chat', () =>
  stage.filmed('guide-html', async () => {
    const all = [...markup('embed.md'), ...markup('javascript-api.md')];
    assert.ok(all.length >= 6);
    for (const { code } of all)
      await visited(own(code), async (page) => {
        if (code.includes('container')) return page.locator('chatdesk-widget iframe').waitFor();
        if (code.includes('Chat with us')) return ownButton(page);
        await bubbles(page).first().waitFor();
        const wanted = code.includes('wk_help…') ? 2 : 1;
        await until(
          () => bubbles(page).count(),
          (count) => count === wanted,
        );
      });
  }));

async function ownButton(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await chatFrame(page).getByRole('textbox').waitFor();
  await page.getByRole('button', { name: 'Close' }).first().click();
  await bubbles(page).waitFor({ state: 'hidden' });
}

test('W1: the React sample shows one bubble, also in strict mode, and takes it away', () =>
  stage.filmed('guide-react', async () => {
    const sample = samples.find(({ code }) => code.includes("from 'react'") && code.includes('Chat('));
    const mount = `
      import { StrictMode } from 'react';
      import { createRoot } from 'react-dom/client';
      const root = createRoot(document.getElementById('root'));
      root.render(<StrictMode><Chat widgetKey="wk_…" /></StrictMode>);
      window.leave = () => root.unmount();`;
    const stdin = { contents: own(`${sample?.code}${mount}`), loader: 'tsx' as const, resolveDir: at('.') };
    const built = await esbuild.build({ stdin, bundle: true, write: false, jsx: 'automatic', minify: true });
    const script = built.outputFiles[0]?.text.replaceAll('</script', '<\\/script');
    await visited(`<script type="module">${script}</script>`, async (page) => {
      await bubbles(page).waitFor();
      assert.equal(await page.locator('chatdesk-widget').count(), 1);
      await page.evaluate('leave()');
      assert.equal(await page.locator('chatdesk-widget').count(), 0);
    });
  }));

test('W19: the policy of the guide is enough, with a nonce and Trusted Types as well', () =>
  stage.filmed('guide-csp', async () => {
    const [, text = ''] = /^```\w*\n(script-src .*?)^```/ms.exec(guide('csp.md')) ?? [];
    const sources = own(text.trim().split('\n').join('; '));
    const strict = "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    const nonce = `script-src 'nonce-abc'; ${sources.replace(/script-src [^;]*; /, '')}`;
    const [tag] = markup('csp.md');
    for (const policy of [sources, nonce, nonce.replace("-abc'", "-abc' 'strict-dynamic'")])
      await visited(
        own(tag?.code ?? '').replace('nonce="…"', 'nonce="abc"'),
        async (page) => {
          await bubbles(page).click();
          await write(chatFrame(page), 'Hello');
          await chatFrame(page).getByRole('log').getByText('Hello').waitFor();
        },
        { 'content-security-policy': `${strict}; ${policy}`, 'cross-origin-embedder-policy': 'require-corp' },
      );
  }));

test('W18, W20: an app’s web view can say who is logged in on the chat’s own page', () =>
  stage.filmed('guide-web-view', async () => {
    const [owner] = owners as [Owner];
    const { items } = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body;
    const path = `/api/widgets/${items[0]?.id}/identity-secret`;
    const secret = (await owner.call<{ identity_secret: string }>(path)).body.identity_secret;
    const page = await stage.newPage();
    await page.goto(`${stage.chat}/chat/${owner.widgetKey}`);
    const token = signIdentity(secret, { sub: 'app-1', name: 'Grace Hopper' });
    await page.evaluate(`ChatDesk.identify({ token: "${token}" })`);
    await write(chatFrame(page), 'From the app');
    const named = "SELECT full_name FROM widget_customers WHERE user_id = 'app-1'";
    await until(
      () => stage.server.sql(named),
      (rows) => rows[0]?.full_name === 'Grace Hopper',
    );
  }));
