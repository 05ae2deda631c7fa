// One picture of the dashboard in all its states: docs/images/dashboard-sheet.webp. What it is made of stays in
// test-results.

import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { SECTIONS } from '../../dashboard/settings/widgets/sections.ts';
import type { List, Widget } from '../../widget/protocol/generated.ts';
import { expectStatus } from '../support/client.ts';
import { change, type Desk, guest, openDesk } from '../support/desk.ts';
import { picture } from '../support/files.ts';
import { openStage, type Stage } from '../support/people.ts';
import { past } from '../support/reports.ts';
import { compose, type Shot, shot } from './compose.ts';

interface View extends BrowserContextOptions {
  name: string;
  viewport: { width: number; height: number };
}

const VIEWS: View[] = [
  { name: 'desktop', viewport: { width: 1440, height: 900 } },
  { name: 'desktop, dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  { name: 'small desktop', viewport: { width: 1024, height: 768 } },
  { name: 'phone, 390', viewport: { width: 390, height: 760 } },
  { name: 'phone, 390, dark', viewport: { width: 390, height: 760 }, colorScheme: 'dark' },
];
const LONG = 'Maximiliane-Theodora von Hohenlohe-Waldenburg-Schillingsfürst';
const PEOPLE = ['Grace Hopper', 'ליאת כהן', LONG, 'Ada Lovelace', 'Alan Turing', 'Katherine Johnson'];
const WORDS = [
  'Do you ship to Norway?',
  'שלום, מתי אתם פתוחים?',
  'The pot arrived broken, and I need it for a birthday on Saturday. Can you send another one?',
  'Thanks!',
  'How often do I water it?',
  'Is the monstera safe for cats?',
];

/** What agents have done by now. */
async function furnish(desk: Desk): Promise<string[]> {
  const ids: string[] = [];
  for (const [at, name] of PEOPLE.entries()) ids.push((await guest(desk, name, WORDS[at])).id);
  const add = async (path: string, body: object) =>
    expectStatus(await desk.owner.call(`/api/${path}`, { body }), 201);
  await add('labels', { name: 'VIP', color: '#7c3aed' });
  await add('labels', { name: 'Returns', color: '#b45309' });
  await add('departments', { name: 'Sales', description: 'Prices and orders' });
  await add('canned-replies', {
    shortcut: 'hello',
    body: 'Hello {{visitor.first_name}}, how can I help?',
    shared: true,
  });
  await add('canned-replies', { shortcut: 'thanks', body: 'Thank you for writing.', shared: true });
  const [first = '', , third = '', , fifth = ''] = ids;
  const say = (id: string, kind: string, body: string) =>
    add(`conversations/${id}/messages`, { clientId: randomUUID(), kind, body });
  await say(first, 'text', 'We do, within a week. See https://shop.example/shipping for the prices.');
  await say(first, 'note', 'She has bought the large fern before.');
  await change(desk, first, { assigneeId: desk.owner.agentId, labels: ['VIP'], priority: 'high' });
  await change(desk, third, { labels: ['Returns', 'VIP'], priority: 'urgent' });
  await change(desk, fifth, { status: 'closed' });
  await add('bot/entries', {
    question: 'How long does delivery take?',
    wordings: ['When does it arrive?', 'Delivery time'],
    answer: 'Two to four days within the country, up to ten days elsewhere.',
  });
  await add('bot/entries', {
    question: 'Can I return a plant?',
    answer: 'Within 14 days, in its pot.',
    enabled: false,
  });
  await past(desk.stage.server, desk.owner);
  return ids;
}

type Step = [name: string, act: (page: Page, ids: string[], chat: string) => Promise<unknown>];

const press = (key: string) => (page: Page) => page.keyboard.press(key);
const box = (page: Page) => page.getByRole('textbox', { name: /^(Reply|Note)/ });
/** What was asked for is there, unless it is held; what moves has moved. */
const settled = async (page: Page) => {
  await page.waitForTimeout(300);
  const shapes = page.locator('.animate-appear');
  await shapes
    .first()
    .waitFor({ state: 'detached', timeout: 4_000 })
    .catch(() => undefined);
  await page.waitForTimeout(400);
};
const open = (page: Page, ids: string[], chat: string, which = 0) =>
  page.goto(`${chat}/inbox/${ids[which]}`).then(() => page.getByRole('log').waitFor());

async function sendFiles(page: Page): Promise<void> {
  const files = [
    picture('fern.png', 1_200, 800),
    new File(['Pots and plants'], 'a very long name of a price list for spring.txt'),
  ];
  const chosen = files.map(async (file) => ({
    name: file.name,
    mimeType: file.type || 'text/plain',
    buffer: Buffer.from(await file.arrayBuffer()),
  }));
  await page.locator('input[type=file]').setInputFiles(await Promise.all(chosen));
  await page.getByRole('button', { name: 'Send', exact: true }).click({ timeout: 5_000 });
}

/** What never comes. */
const held = (page: Page, what: string) => page.route(what, () => undefined);

const STEPS: Step[] = [
  ['list', (page, _, chat) => page.goto(`${chat}/inbox`)],
  ['thread', open],
  ['assign', (page) => page.getByRole('button', { name: /^Assigned to/ }).click()],
  ['labels', (page, ids, chat) => open(page, ids, chat).then(() => press('l')(page))],
  ['snooze', (page, ids, chat) => open(page, ids, chat).then(() => press('s')(page))],
  ['canned', (page, ids, chat) => open(page, ids, chat).then(() => box(page).fill('/'))],
  [
    'note',
    (page, ids, chat) => open(page, ids, chat).then(() => page.getByRole('tab', { name: 'Note' }).click()),
  ],
  ['emoji', (page) => page.getByRole('button', { name: 'Emoji' }).click()],
  [
    'email a copy',
    (page, ids, chat) =>
      open(page, ids, chat).then(() => page.getByRole('button', { name: 'Email a copy' }).click()),
  ],
  [
    'files',
    (page, ids, chat) =>
      open(page, ids, chat)
        .then(() => box(page).fill('Here is the fern, and our prices.'))
        .then(() => sendFiles(page)),
  ],
  ['picture', (page) => page.getByRole('log').getByRole('link', { name: 'Open fern.png' }).click()],
  ['long', (page, ids, chat) => open(page, ids, chat, 2)],
  ['right-to-left', (page, ids, chat) => open(page, ids, chat, 1)],
  ['closed', (page, ids, chat) => open(page, ids, chat, 4)],
  [
    'selected',
    (page, _, chat) =>
      page.goto(`${chat}/inbox`).then(() => page.getByRole('checkbox').nth(1).check({ force: true })),
  ],
  [
    'palette',
    (page, _, chat) =>
      page
        .goto(`${chat}/inbox`)
        .then(() => settled(page))
        .then(() => press('Control+k')(page)),
  ],
  [
    'help',
    (page, _, chat) =>
      page
        .goto(`${chat}/inbox`)
        .then(() => settled(page))
        .then(() => press('?')(page)),
  ],
  [
    'loading',
    async (page, _, chat) => {
      await held(page, '**/api/conversations?*');
      await page.goto(`${chat}/inbox?view=mine`);
    },
  ],
  ['search', (page, _, chat) => page.goto(`${chat}/inbox?find=pot`)],
  ['nothing found', (page, _, chat) => page.goto(`${chat}/inbox?find=zebra`)],
  [
    'bell',
    (page, _, chat) =>
      page.goto(`${chat}/inbox`).then(() => page.getByRole('button', { name: /^Notices/ }).click()),
  ],
  [
    'me',
    (page, _, chat) =>
      page.goto(`${chat}/inbox`).then(() => page.getByRole('button', { name: /account/ }).click()),
  ],
  ['not found', (page, _, chat) => page.goto(`${chat}/inbox/01890000-0000-7000-8000-000000000000`)],
  ['customers', (page, _, chat) => page.goto(`${chat}/customers`)],
  ['profile', (page) => page.getByRole('link', { name: 'Grace Hopper' }).click()],
  ['erase', (page) => page.getByRole('button', { name: 'Erase' }).click()],
  ['settings', (page, _, chat) => page.goto(`${chat}/settings`)],
  ...[
    'profile',
    'security',
    'general',
    'team',
    'departments',
    'departments/new',
    'labels',
    'canned-replies',
    'canned-replies/new',
    'routing',
    'plan',
    'answers',
    'api-keys',
    'webhooks',
    'audit-log',
    'export',
    'notifications',
    'widgets',
  ].map((path): Step => [path, (page, _, chat) => page.goto(`${chat}/settings/${path}`)]),
  ...SECTIONS.map(
    ({ id }): Step => [
      `widget: ${id}`,
      async (page, _, chat) => {
        const widgets = (await page.request.get(`${chat}/api/widgets`)).json() as Promise<List<Widget>>;
        await page.goto(`${chat}/settings/widgets/${(await widgets).items[0]?.id}/${id}`);
        await page.getByRole('navigation', { name: 'Sections' }).waitFor();
      },
    ],
  ),
  ['reports', (page, _, chat) => page.goto(`${chat}/reports?days=30`)],
  ['reports, below', (page) => page.getByRole('region', { name: 'Ratings' }).scrollIntoViewIfNeeded()],
  [
    'reports, tables',
    (page) => page.getByRole('region', { name: 'Pages', exact: true }).scrollIntoViewIfNeeded(),
  ],
  [
    'report of a department',
    async (page, _, chat) => {
      await page.goto(`${chat}/reports?days=90`);
      await page.getByRole('combobox', { name: 'Report of' }).selectOption('Sales');
    },
  ],
  [
    'report of nothing',
    (page, _, chat) => page.goto(`${chat}/reports?days=30&page=https://shop.example/none`),
  ],
  [
    'reports, any days',
    (page, _, chat) =>
      page.goto(`${chat}/reports`).then(() => page.getByRole('button', { name: 'Custom' }).click()),
  ],
  [
    'reports, loading',
    async (page, _, chat) => {
      await held(page, '**/api/reports/**');
      await page.goto(`${chat}/reports`);
    },
  ],
  [
    'reports, failed',
    async (page, _, chat) => {
      const problem = { status: 400, contentType: 'application/problem+json', body: '{}' };
      await page.route('**/api/reports/*', (route) => route.fulfill(problem));
      await page.goto(`${chat}/reports`);
    },
  ],
  [
    'not saved',
    (page, _, chat) =>
      page
        .goto(`${chat}/settings/general`)
        .then(() => page.getByLabel('Name of the organization').fill(''))
        .then(() => press('Control+s')(page)),
  ],
  [
    'failed',
    (page, _, chat) =>
      page
        .route('**/api/conversations?*', (route) => route.abort())
        .then(() => page.goto(`${chat}/inbox?view=unassigned`)),
  ],
];

async function states(stage: Stage, { name: row, ...device }: View): Promise<Shot[]> {
  const shots: Shot[] = [];
  const take = async (name: string, page: Page) => {
    await settled(page);
    shots.push(shot(`dashboard ${row}`, shots.length + 1, name, await page.screenshot()));
  };
  const stranger = await stage.newPage({ ...device, reducedMotion: 'reduce' });
  for (const path of ['login', 'signup', 'password/forgot', 'password/reset', 'invite']) {
    await stranger.goto(`${stage.chat}/${path}`);
    await take(path, stranger);
  }
  const desk = await openDesk(stage, { ...device, reducedMotion: 'reduce' });
  await take('first minutes', desk.agent);
  const ids = await furnish(desk);
  for (const [name, act] of STEPS) {
    await desk.agent.unrouteAll({ behavior: 'ignoreErrors' });
    // A step that a phone has no room for is left out.
    const done = await act(desk.agent, ids, stage.chat).then(
      () => true,
      () => false,
    );
    if (done) await take(name, desk.agent);
    else console.warn(`${row}: no ${name}`);
  }
  await desk.agent.context().close();
  return shots;
}

await using stage = await openStage({ DEV_MAILS: 'on' });
const shots: Shot[] = [];
for (const view of VIEWS) {
  console.log(`${view.name} …`);
  shots.push(...(await states(stage, view)));
}
await compose(await stage.newPage(), 'dashboard-sheet', shots, (row) => (row.includes('phone') ? 270 : 200));
