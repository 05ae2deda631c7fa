// Files as browsers are given them: chosen, pasted, dropped; and what is shown of them.

import type { FrameLocator, Locator, Page } from 'playwright-core';
import { expectStatus } from './client.ts';
import { openDesk } from './desk.ts';
import { chatFrame, openChat, type Stage, write } from './people.ts';
import { until } from './wait.ts';

export const chosen = async (file: File) => ({
  name: file.name,
  mimeType: file.type,
  buffer: Buffer.from(await file.arrayBuffer()),
});

/** As a browser does when files are pasted there, or dropped. Answers whether each event was seen to. */
export async function give(to: Locator, type: 'paste' | 'drop', file: File): Promise<boolean[]> {
  const bytes = [...new Uint8Array(await file.arrayBuffer())];
  return to.evaluate(
    (element, { type, name, bytes, mime }) => {
      const transfer = () => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], name, { type: mime }));
        return data;
      };
      // What is still being dragged is not shown to the page.
      const dragged = Object.defineProperty(transfer(), 'files', { value: [] });
      const init = { bubbles: true, cancelable: true };
      const events =
        type === 'paste'
          ? [new ClipboardEvent('paste', { ...init, clipboardData: transfer() })]
          : [
              new DragEvent('dragover', { ...init, dataTransfer: dragged }),
              new DragEvent('drop', { ...init, dataTransfer: transfer() }),
            ];
      return events.map((event) => !element.dispatchEvent(event));
    },
    { type, name: file.name, bytes, mime: file.type },
  );
}

export const tray = (place: FrameLocator | Page) => place.getByRole('list', { name: 'Files to send' });
export const input = (place: FrameLocator | Page) => place.locator('input[type=file]');
/** Its own size, once it is there. */
export const isLoaded = (image: Locator) =>
  image.evaluate(async (element) => {
    const image = element as HTMLImageElement;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  });

/** A visitor and an agent in one conversation, each at their end. */
export async function talk(stage: Stage, settings: object = {}) {
  const desk = await openDesk(stage);
  expectStatus(await desk.owner.call('/api/organization', { method: 'PATCH', body: settings }), 200);
  const visitor = await stage.newPage({ reducedMotion: 'reduce' });
  // On our own site: a fresh browser refuses storage to frames of another one.
  const shop = await stage.openShop(desk.owner.widgetKey);
  await visitor.goto(shop.replace('127.0.0.1', 'localhost'));
  await openChat(visitor);
  const frame = chatFrame(visitor);
  await write(frame, 'Hello');
  type Summaries = { items: { id: string }[] };
  const list = await until(
    () => desk.owner.call<Summaries>('/api/conversations'),
    ({ body }) => body.items.length > 0,
  );
  await desk.agent.goto(`${stage.chat}/inbox/${list.body.items[0]?.id}`);
  await desk.agent.getByRole('log').getByText('Hello').waitFor();
  return { ...desk, visitor, frame };
}
