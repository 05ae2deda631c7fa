// One picture of the widget in all its states: docs/images/widget-sheet.webp. What it is made of stays in test-results.

import { drawOn, type Guest, openBlank, openGuest } from '../support/guest.ts';
import { chatFrame, openStage, type Stage, write } from '../support/people.ts';
import { tour, type View } from '../support/tour/index.ts';
import { compose, type Shot, shot } from './compose.ts';

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

async function states(stage: Stage, view: View): Promise<Shot[]> {
  const shots: Shot[] = [];
  await tour(stage, view, async (stop, page) => {
    shots.push(shot(view.name, shots.length + 1, stop, await page.screenshot()));
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

await using stage = await openStage({ DEV_MAILS: 'on' });
const shots: Shot[] = [];
for (const view of VIEWS) {
  console.log(`${view.name} …`);
  shots.push(...(await states(stage, view)));
}
await using guest = await openGuest(stage);
shots.push(...(await looks(guest)), ...(await positions(guest)));
await compose(await stage.newPage(), 'widget-sheet', shots, (row) => (row === 'positions' ? 150 : 300));
