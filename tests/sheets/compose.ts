// Pictures on one: a row each, in which they stand side by side.

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

export interface Shot {
  row: string;
  picture: Buffer;
}

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Keeps a picture by itself too. */
export function shot(row: string, number: number, name: string, picture: Buffer): Shot {
  const file = `${row} ${number} ${name}`.replaceAll(/[ ,:/]+/g, '-');
  mkdirSync(at('test-results/sheet'), { recursive: true });
  writeFileSync(at(`test-results/sheet/${file}.png`), picture);
  return { row, picture };
}

/** Written to docs/images, so high in the row of that name, or all the same. */
export async function compose(
  page: Page,
  name: string,
  shots: Shot[],
  height: (row: string) => number,
): Promise<void> {
  const rows = Map.groupBy(shots, ({ row }) => row);
  const image = ({ picture, row }: Shot) =>
    `<img height="${height(row)}" src="data:image/png;base64,${picture.toString('base64')}">`;
  const style = `body { margin: 16px; background: #8b929c; font: 600 15px system-ui; width: 2900px }
    p { margin: 12px 0 6px } div { display: flex; flex-wrap: wrap; gap: 8px } img { border-radius: 4px }`;
  const all = [...rows].map(([row, own]) => `<p>${row}</p><div>${own.map(image).join('')}</div>`);
  await page.setViewportSize({ width: 2932, height: 1000 });
  await page.setContent(`<style>${style}</style>${all.join('')}`);
  await page.evaluate(() => Promise.all([...document.images].map((each) => each.decode())));
  writeFileSync(at(`docs/images/${name}.webp`), await whole(page));
}

async function whole(page: Page): Promise<Buffer> {
  const { width, height } = await page.evaluate(() => {
    const { scrollWidth: width, scrollHeight: height } = document.documentElement;
    return { width, height };
  });
  const session = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, width, height, scale: 1 };
  const shot = { format: 'webp', quality: 70, captureBeyondViewport: true, clip } as const;
  return Buffer.from((await session.send('Page.captureScreenshot', shot)).data, 'base64');
}
