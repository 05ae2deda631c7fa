// W3: colours, icons, themes and looks.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { flaws } from '../support/axe.ts';
import { drawOn, type Guest, launcher, listen, openBlank, openGuest } from '../support/guest.ts';
import { chatFrame, write } from '../support/people.ts';

let guest: Guest;

before(async () => {
  guest = await openGuest();
});
after(() => guest?.[Symbol.asyncDispose]());

const calm = { reducedMotion: 'reduce' } as const;

const openPage = (viewport: { width: number; height: number }, colorScheme: 'light' | 'dark' = 'light') =>
  openBlank(guest, { ...calm, viewport, colorScheme });
const draw = (page: Page, options: object) => drawOn(page, guest, options);

test('W3: icons', async () => {
  const page = await openPage({ width: 800, height: 600 });
  const shapes = new Set<string | null>();
  for (const bubbleIcon of ['chat', 'dots', 'question', 'smile', 'mail']) {
    await draw(page, { bubbleIcon });
    shapes.add(await launcher(page).locator('path').first().getAttribute('d'));
  }
  assert.equal(shapes.size, 5);
});

/** What the browser paints, as red, green and blue. */
const painted = (element: Element): [number[], number[]] => {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const read = (colour: string) => {
    if (!context) return [];
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const { color, backgroundColor } = getComputedStyle(element);
  return [read(color), read(backgroundColor)];
};

/** As WCAG defines it. */
function contrast([ink, paper]: [number[], number[]]): number {
  const luminance = (colour: number[]) => {
    const [r = 0, g = 0, b = 0] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark = 0, light = 0] = [luminance(ink), luminance(paper)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

test('W3: on any colour the icon and the words can be seen', async () => {
  const page = await openPage({ width: 800, height: 700 });
  for (const primaryColor of [
    '#fffbcc',
    '#ffd600',
    '#7bdcb5',
    '#ff7a59',
    '#2f6f4f',
    '#888',
    '#1d4ed8',
    '#000',
  ]) {
    await draw(page, { primaryColor });
    const icon = contrast(await launcher(page).evaluate(painted));
    assert.ok(icon >= 3, `${primaryColor} icon ${icon}`);
    await page.evaluate('ChatDesk.open()');
    const header = chatFrame(page).locator('header');
    await header.waitFor();
    const words = contrast(await header.evaluate(painted));
    assert.ok(words >= 4.5, `${primaryColor} header ${words}`);
  }
});

const worn = (header: Element) => {
  const { background, borderBottom } = getComputedStyle(header);
  return background + borderBottom;
};

test('W3, W6: four looks, light and dark, with nothing for axe to find', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await openPage({ width: 800, height: 700 }, colorScheme);
    const seen = new Set<string>();
    for (const look of ['classic', 'plain', 'soft', 'contrast']) {
      await draw(page, { look });
      await page.evaluate('ChatDesk.open()');
      const frame = chatFrame(page);
      await frame.getByRole('textbox').waitFor();
      await frame.locator(`html[data-look=${look}]:not([style*=opacity])`).waitFor();
      if (look === 'classic') await write(frame, 'Hello there');
      await frame.getByText('Sent', { exact: true }).waitFor();
      seen.add(await frame.locator('header').evaluate(worn));
      assert.deepEqual(await flaws(page), [], `${look} ${colorScheme}`);
    }
    assert.equal(seen.size, 4, 'four different ones');
    await page.context().close();
  }
});

test('W3: the theme follows the page’s calls and the system', async () => {
  const page = await openPage({ width: 800, height: 700 }, 'dark');
  await draw(page, { theme: 'auto' });
  await page.evaluate('ChatDesk.open()');
  const isWorn = (theme: string) => chatFrame(page).locator(`html[data-theme=${theme}]`).waitFor();
  await isWorn('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await isWorn('light');
  await page.evaluate(`ChatDesk.setTheme('dark')`);
  await isWorn('dark');
  const { told } = listen(page);
  await page.evaluate(`ChatDesk.setTheme('purple')`);
  await page.waitForTimeout(200);
  assert.ok(told.some((text) => text.includes('"setTheme" cannot be called like that')));
  await isWorn('dark');
});

test('W3: a logo is fetched from its own place only, and styles of the organization stay inside', async () => {
  await guest.set({
    logoUrl: 'https://pictures.example/logo.png',
    showAgentAvatars: false,
    customCss: '.header { border-top: 7px solid rgb(1, 2, 3) } button { letter-spacing: 3px }',
  });
  const page = await guest.stage.newPage(calm);
  const { told } = listen(page);
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  await page
    .context()
    .route('https://pictures.example/**', (route) =>
      route.fulfill({ contentType: 'image/png', body: pixel }),
    );
  await page.goto(guest.host.put('/logo', { head: guest.host.tag(), body: '<button id="own">Own</button>' }));
  await launcher(page).click();
  const frame = chatFrame(page);
  await frame.locator('img[src="https://pictures.example/logo.png"]').waitFor();
  assert.ok(
    await frame
      .locator('img')
      .first()
      .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth === 1)),
  );
  assert.equal(
    await frame.locator('header').evaluate((each) => getComputedStyle(each).borderTopWidth),
    '7px',
  );
  assert.equal(await page.locator('#own').evaluate((each) => getComputedStyle(each).letterSpacing), 'normal');
  assert.equal(await launcher(page).evaluate((each) => getComputedStyle(each).letterSpacing), 'normal');
  assert.deepEqual(told, []);
  await guest.set({ logoUrl: null, customCss: '', showAgentAvatars: true });
});

test('W6: where it reads from right to left, a name in Latin letters stands beside the face too', async () => {
  const page = await openPage({ width: 360, height: 640 });
  await draw(page, { language: 'ar', title: 'Fern & Oak', greeting: 'Hello, how can we help?' });
  await page.evaluate('ChatDesk.open()');
  const frame = chatFrame(page);
  const edges = async (what: string) => {
    const { x, width } = (await frame.locator(what).boundingBox()) ?? { x: 0, width: 0 };
    return [x, x + width];
  };
  await frame.locator('.greeting').waitFor();
  const [[, name], [, presence]] = [await edges('h1 bdi'), await edges('.presence')];
  assert.equal(name, presence);
  assert.deepEqual(await edges('.greeting'), await edges('.home > .header + *'));
});
