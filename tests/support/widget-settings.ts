// Somebody in front of a widget's settings, and a site that shows the widget.

import type { BrowserContextOptions, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { frameOf, launcher } from './guest.ts';
import { startHost } from './host-page.ts';
import type { Stage } from './people.ts';
import { openSettings, type Settings, save, saved } from './settings.ts';
import { until } from './wait.ts';

export interface WidgetSettings extends Settings {
  id: string;
  /** The page in the preview, and the chat in that. */
  preview: FrameLocator;
  chat: FrameLocator;
  button: Locator;
  section(name: string): Promise<void>;
  keep(): Promise<void>;
  /** The widget on somebody's site, as a visitor sees it who comes now. */
  visit(): Promise<Visit>;
}

export interface Visit {
  page: Page;
  button: Locator;
  open(): Promise<Frame>;
}

export async function openWidgetSettings(
  stage: Stage,
  section = 'look',
  options: BrowserContextOptions = {},
): Promise<WidgetSettings> {
  const settings = await openSettings(stage, 'widgets', options);
  const { page, owner } = settings;
  const [widget] = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body.items;
  await page.goto(`${stage.chat}/settings/widgets/${widget?.id}/${section}`);
  const preview = page.frameLocator('iframe[title="Preview of the chat"]');
  return {
    ...settings,
    id: `${widget?.id}`,
    preview,
    chat: preview.frameLocator('chatdesk-widget iframe'),
    button: preview.locator('chatdesk-widget button.launcher'),
    section: (name) => page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name }).click(),
    keep: async () => {
      await save(page);
      await saved(page);
    },
    visit: () => visit(stage, owner.widgetKey),
  };
}

async function visit(stage: Stage, key: string): Promise<Visit> {
  const host = await startHost(stage.chat, key);
  const page = await stage.newPage();
  page.on('close', () => void host[Symbol.asyncDispose]());
  await page.goto(host.put('/', { head: host.tag() }));
  const button = launcher(page);
  const open = async () => {
    await button.click();
    return frameOf(page);
  };
  return { page, button, open };
}

/** What a switch says is turned by its key; its words lie over it. */
export const turn = (page: Page, label: string) => page.getByLabel(label, { exact: true }).press('Space');

/** Until the element has this style. */
export const hasStyle = (locator: Locator, name: string, value: string) =>
  until(
    () => locator.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name),
    (found) => found === value,
  );
