// W3: places and sizes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drawOn, type Guest, launcher, openBlank, openGuest } from '../support/guest.ts';

let guest: Guest;

before(async () => {
  guest = await openGuest();
});
after(() => guest?.[Symbol.asyncDispose]());

const POSITIONS = ['top-left', 'top', 'top-right', 'right', 'bottom-right', 'bottom', 'bottom-left', 'left'];
const SIZES = { small: 48, medium: 56, large: 64 };

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const isWithin = (box: Box, { width, height }: { width: number; height: number }) =>
  box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;

test('W3: eight positions, three sizes and any offset are within the screen, bubble and window', async () => {
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 600, height: 480 },
    { width: 320, height: 568 },
  ]) {
    const page = await openBlank(guest, { reducedMotion: 'reduce', viewport });
    for (const [index, position] of POSITIONS.entries()) {
      const size = Object.keys(SIZES)[index % 3] as keyof typeof SIZES;
      for (const offset of [0, 20, 400]) {
        await drawOn(page, guest, { position, size, offsetX: offset, offsetY: offset });
        const box = (await launcher(page).boundingBox()) as Box;
        const where = `${viewport.width} ${position} ${size} ${offset} ${JSON.stringify(box)}`;
        assert.equal(box.width, SIZES[size], where);
        assert.ok(isWithin(box, viewport), where);
        if (offset === 20) assertAt(position, box, viewport, where);
        if (offset === 0 || (offset === 20 && index % 2)) continue;
        await page.evaluate('ChatDesk.open()');
        await page.locator('chatdesk-widget .open .window').waitFor();
        const chat = (await page.locator('chatdesk-widget .window').boundingBox()) as Box;
        assert.ok(isWithin(chat, viewport), `window ${where} ${JSON.stringify(chat)}`);
        assert.ok(chat.width >= 304 && chat.height >= 380, `room to talk ${where} ${JSON.stringify(chat)}`);
      }
    }
    await page.context().close();
  }
});

/** 20 px from the edges it is named after, in the middle of the others. */
function assertAt(
  position: string,
  box: Box,
  { width, height }: { width: number; height: number },
  where: string,
) {
  const near = {
    left: box.x,
    right: width - box.x - box.width,
    top: box.y,
    bottom: height - box.y - box.height,
  };
  for (const edge of position.split('-')) assert.equal(near[edge as keyof typeof near], 20, where);
  if (/^(top|bottom)$/.test(position)) assert.ok(Math.abs(near.left - near.right) <= 1, where);
  if (/^(left|right)$/.test(position)) assert.ok(Math.abs(near.top - near.bottom) <= 1, where);
}

test('W4: on a page that is wider than the phone the window covers all that is seen', async () => {
  const device = { viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true };
  const page = await guest.stage.newPage({ reducedMotion: 'reduce', ...device });
  const body = '<div style="width: 640px; height: 900px">Wide</div>';
  await page.goto(guest.host.put('/wide', { head: guest.host.tag(), body }));
  await launcher(page).click();
  await page.locator('chatdesk-widget .ready iframe').waitFor();
  const [seen, covered] = await page.evaluate(() => {
    const window = document.querySelector('chatdesk-widget')?.shadowRoot?.querySelector('.window');
    return [visualViewport?.height ?? 0, window?.getBoundingClientRect().height ?? 0];
  });
  assert.ok(seen > 568, `the page is seen smaller (${seen})`);
  assert.ok(Math.abs(covered - seen) <= 1, `${covered} of ${seen}`);
});
