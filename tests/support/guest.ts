// What tests of the widget on other people's pages have in common.

import type { BrowserContextOptions, Frame, Page } from 'playwright-core';
import { expectStatus, type Owner, signUp } from './client.ts';
import { type Host, startHost } from './host-page.ts';
import { openStage, type Stage } from './people.ts';
import { inboxSocket } from './socket.ts';

export interface Guest extends AsyncDisposable {
  stage: Stage;
  owner: Owner;
  host: Host;
  /** Changes the widget's settings. */
  set(changes: object): Promise<void>;
  /** And the organization's. */
  setOrganization(changes: object): Promise<void>;
}

/** An organization with a widget and an agent who is there, and somebody's site to show it on. */
export async function openGuest(stage?: Stage): Promise<Guest> {
  const own = stage ? undefined : await openStage();
  const scene = stage ?? (own as Stage);
  const owner = await signUp(scene.server.origin);
  const agent = await inboxSocket(scene.server.origin, owner.cookie);
  const heartbeat = setInterval(() => agent.send('ping'), 20_000);
  const host = await startHost(scene.chat, owner.widgetKey);
  const [widget] = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body.items;
  const patch = async (path: string, body: object) =>
    void expectStatus(await owner.call(path, { method: 'PATCH', body }), 200);
  return {
    stage: scene,
    owner,
    host,
    set: (changes) => patch(`/api/widgets/${widget?.id}`, changes),
    setOrganization: (changes) => patch('/api/organization', changes),
    [Symbol.asyncDispose]: async () => {
      clearInterval(heartbeat);
      await agent[Symbol.asyncDispose]();
      await host[Symbol.asyncDispose]();
      await own?.[Symbol.asyncDispose]();
    },
  };
}

export const launcher = (page: Page) => page.locator('chatdesk-widget button.launcher');

/** The chat's own frame, once it is on the page. */
export async function frameOf(page: Page): Promise<Frame> {
  const handle = await page.locator('chatdesk-widget iframe').first().elementHandle();
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error('there is no frame');
  return frame;
}

/** What the console says, from now on; and what the page throws. */
export function listen(page: Page): { told: string[]; thrown: string[] } {
  const [told, thrown]: [string[], string[]] = [[], []];
  page.on('console', (message) => told.push(message.text()));
  page.on('pageerror', (error) => thrown.push(error.message));
  return { told, thrown };
}

/** What our own server was asked, as `METHOD /path`. */
export function requestsTo(page: Page, chat: string): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === chat) asked.push(`${request.method()} ${pathname}`);
  });
  return asked;
}

/** A page on which the widget can be drawn anew with other options. */
export async function openBlank({ stage, host }: Guest, options: BrowserContextOptions): Promise<Page> {
  const page = await stage.newPage(options);
  await page.goto(host.put('/blank', { head: host.snippet() }));
  await page.waitForFunction('window.ChatDesk');
  return page;
}

export async function drawOn(page: Page, { owner }: Guest, options: object): Promise<void> {
  const all = JSON.stringify({ widgetKey: owner.widgetKey, ...options });
  await page.evaluate(`ChatDesk.destroy(); ChatDesk.init(${all})`);
  await launcher(page).waitFor();
}
