// One picture of the widget in all its states: docs/images/widget-sheet.webp. What it is made of stays in test-results.

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { drawOn, type Guest, openBlank, openGuest } from '../support/guest.ts';
import { chatFrame, openStage, type Stage, write } from '../support/people.ts';
import { tour, type View } from '../support/tour/index.ts';

interface Shot {
  row: string;
  picture: Buffer;
}

const phone = (width: number, height: number) => ({
  viewport: { width, height },
  isMobile: true,
  hasTouch: true,
});
const VIEWS: View[] = [
  { name: 'desktop', language: 'en', viewport: { width: 420, height: 700 } },
  { name: 'desktop, dark', language: 'he', viewport: { width: 420, height: 700 }, colorScheme: 'dark' },
  { name: 'phone, 390', language: 'ar', ...phone(390, 700) },
  { name: 'phone, 320, dark', language: 'de', ...phone(320, 568), colorScheme: 'dark' },
];
const LOOKS = ['classic', 'plain', 'soft', 'contrast'];
const POSITIONS = ['top-left', 'top', 'top-right', 'right', 'bottom-right', 'bottom', 'bottom-left', 'left'];

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

async function states(stage: Stage, view: View): Promise<Shot[]> {
  const shots: Shot[] = [];
  await tour(stage, view, async (stop, page) => {
    const picture = await page.screenshot();
    const file = `${view.name} ${shots.length + 1} ${stop}`.replaceAll(/[ ,]+/g, '-');
    writeFileSync(at(`test-results/sheet/${file}.png`), picture);
    shots.push({ row: view.name, picture });
  });
  return shots;
}

async function looks(guest: Guest): Promise<Shot[]> {
  const shots: Shot[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    const device = { viewport: { width: 420, height: 700 }, reducedMotion: 'reduce', colorScheme } as const;
    const page = await openBlank(guest, device);
    for (const look of LOOKS) {
      await drawOn(page, guest, { look });
      await page.evaluate('ChatDesk.open()');
      const frame = chatFrame(page);
      await frame.locator(`html[data-look=${look}]:not([style*=opacity])`).waitFor();
      if (look === LOOKS[0]) await write(frame, 'Do you ship to Norway?');
      await frame.getByText('Sent', { exact: true }).waitFor();
      shots.push({ row: 'looks', picture: await page.screenshot() });
    }
    await page.context().close();
  }
  return shots;
}

async function positions(guest: Guest): Promise<Shot[]> {
  const shots: Shot[] = [];
  const page = await openBlank(guest, { viewport: { width: 900, height: 620 }, reducedMotion: 'reduce' });
  for (const position of POSITIONS) {
    await drawOn(page, guest, { position });
    await page.evaluate('ChatDesk.open()');
    await chatFrame(page).locator('textarea').waitFor();
    shots.push({ row: 'positions', picture: await page.screenshot() });
  }
  await page.context().close();
  return shots;
}

const HEIGHT: { [row: string]: number } = { positions: 150 };

/** A row each, in which they stand side by side. */
async function compose(page: Page, shots: Shot[]): Promise<Buffer> {
  const rows = Map.groupBy(shots, ({ row }) => row);
  const image = ({ picture, row }: Shot) =>
    `<img height="${HEIGHT[row] ?? 300}" src="data:image/png;base64,${picture.toString('base64')}">`;
  const style = `body { margin: 16px; background: #8b929c; font: 600 15px system-ui; width: 2900px }
    p { margin: 12px 0 6px } div { display: flex; flex-wrap: wrap; gap: 8px } img { border-radius: 4px }`;
  const all = [...rows].map(([row, own]) => `<p>${row}</p><div>${own.map(image).join('')}</div>`);
  await page.setViewportSize({ width: 2932, height: 1000 });
  await page.setContent(`<style>${style}</style>${all.join('')}`);
  await page.evaluate(() => Promise.all([...document.images].map((each) => each.decode())));
  const { width, height } = await page.evaluate(() => {
    const { scrollWidth: width, scrollHeight: height } = document.documentElement;
    return { width, height };
  });
  const session = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, width, height, scale: 1 };
  const shot = { format: 'webp', quality: 70, captureBeyondViewport: true, clip } as const;
  return Buffer.from((await session.send('Page.captureScreenshot', shot)).data, 'base64');
}

mkdirSync(at('test-results/sheet'), { recursive: true });
await using stage = await openStage();
const shots: Shot[] = [];
for (const view of VIEWS) shots.push(...(await states(stage, view)));
await using guest = await openGuest(stage);
shots.push(...(await looks(guest)), ...(await positions(guest)));
writeFileSync(at('docs/images/widget-sheet.webp'), await compose(await stage.newPage(), shots));
