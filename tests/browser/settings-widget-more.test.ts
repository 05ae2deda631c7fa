// A4, A5, A6: the form before the chat, hours, sites, speaking first, identity, the key and how a widget gets on a site.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isSound } from '../support/axe.ts';
import { openStage, type Stage } from '../support/people.ts';
import { choose, focused, openSettings, save } from '../support/settings.ts';
import { until } from '../support/wait.ts';
import { openWidgetSettings, turn, type WidgetSettings } from '../support/widget-settings.ts';

let stage: Stage;

before(async () => {
  stage = await openStage({ ALLOW_PRIVATE_URLS: 'on' });
});
after(() => stage?.[Symbol.asyncDispose]());

const stored = async <Found>({ owner, id }: WidgetSettings): Promise<Found> =>
  (await owner.call<Found>(`/api/widgets/${id}`)).body;

test('A4: a widget is added, turned off and deleted, but not the last one', () =>
  stage.filmed('settings-widgets-list', async () => {
    const { page } = await openSettings(stage, 'widgets');
    const list = page.getByRole('list', { name: 'Widgets' });
    await list.getByText('Not seen on any page yet').waitFor();
    await isSound(page, 'the list of widgets', 'main');
    await choose(page, 'Fern & Oak', 'Delete');
    const remove = page.getByRole('button', { name: 'Delete widget' });
    await remove.click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('button', { name: 'Add widget' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add widget' });
    await dialog.getByRole('button', { name: 'Add widget' }).click();
    await dialog.getByText('This is required.').waitFor();
    await dialog.getByLabel('Name').fill('Branch <b>2</b>');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Branch <b>2</b>', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Widgets' }).last().click();
    await choose(page, 'Branch <b>2</b>', 'Turn off');
    await list.getByText('Off', { exact: true }).waitFor();
    await choose(page, 'Branch <b>2</b>', 'Delete');
    await remove.click();
    await list.getByText('Branch').waitFor({ state: 'detached' });
  }));

test('A6: a form is built with all kinds of fields, ordered by keys and by dragging, and asked', () =>
  stage.filmed('settings-widget-form', async () => {
    const settings = await openWidgetSettings(stage, 'form');
    const { page, chat, keep, visit } = settings;
    await page.getByLabel('Always').check();
    const add = page.getByLabel('Add a field');
    for (const type of [
      'text',
      'email',
      'phone',
      'number',
      'textarea',
      'select',
      'radio',
      'checkbox',
      'date',
    ])
      await add.selectOption(type);
    await add.selectOption('consent');
    await page.getByLabel('Link to what they agree to').fill('https://example.com/privacy');
    const form = chat.getByRole('form');
    for (const label of ['Name', 'Email', 'Phone', 'Number', 'Several lines'])
      await form.getByLabel(label, { exact: true }).waitFor();
    await form.getByRole('radio', { name: 'Second' }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName === 'IFRAME'), false);

    const open = (name: string) =>
      page.getByRole('button', { name: new RegExp(`^${name}`), expanded: false });
    await open('Name').click();
    await page.getByLabel('Label', { exact: true }).fill('Order');
    await page.getByLabel('Kept as').fill('order number');
    await page.getByLabel('Placeholder').fill('AB1234');
    await turn(page, 'Must be answered');
    await form.getByPlaceholder('AB1234').waitFor();
    await page.getByLabel('Pattern').fill('[A-Z');
    await save(page);
    await page.getByText('This is not a pattern as in HTML').waitFor();
    await page.getByText('Up to 40 letters, digits').waitFor();
    assert.equal(await focused(page), 'Pattern');
    await page.getByLabel('Pattern').fill('[A-Z]{2}\\d{4}');
    await page.getByLabel('Kept as').fill('order');
    await open('One of a list').click();
    await page.getByLabel('Choices, one a line').fill('Sales\nSupport, billing\n');
    await form.getByLabel('One of a list').selectOption('Support, billing');

    const labels = () => form.locator('label, legend').allInnerTexts();
    await page.getByRole('button', { name: /^Move Email/ }).focus();
    await page.keyboard.press('ArrowUp');
    await until(labels, ([first]) => /^Email/.test(first ?? ''));
    assert.match(`${await focused(page)}`, /^Move Email/);
    const grip = (name: string) => page.getByRole('button', { name: new RegExp(`^Move ${name}`) });
    const [from, to] = [await grip('Phone').boundingBox(), await grip('Email').boundingBox()];
    assert.ok(from && to);
    await page.mouse.move(from.x + 10, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(to.x + 10, to.y + 30, { steps: 4 });
    await page.mouse.move(to.x + 10, to.y + 4, { steps: 4 });
    await page.mouse.up();
    await until(labels, ([first]) => /^Phone/.test(first ?? ''));
    await page.getByRole('button', { name: 'Remove Date' }).click();
    await keep();
    const { pre_chat } = await stored<{ pre_chat: { fields: { id: string; options: string[] }[] } }>(
      settings,
    );
    assert.deepEqual(
      pre_chat.fields.map(({ id }) => id),
      ['phone', 'email', 'order', 'number', 'textarea', 'select', 'radio', 'checkbox', 'consent'],
    );
    assert.deepEqual(pre_chat.fields[5]?.options, ['Sales', 'Support, billing']);

    const site = await visit();
    const frame = await site.open();
    await frame.getByLabel('Email', { exact: true }).waitFor();
    await frame.getByPlaceholder('AB1234').fill('nonsense');
    await frame.getByRole('button', { name: 'Start chat' }).click();
    await frame.getByText('Please tick this to go on.').waitFor();
    await site.page.close();
  }));

test('A6: a form is answered in the preview, and asked again when it is changed', () =>
  stage.filmed('settings-widget-answered', async () => {
    const { page, chat } = await openWidgetSettings(stage, 'form');
    await page.getByLabel('Always').check();
    await page.getByLabel('Add a field').selectOption('text');
    await chat.getByLabel('Name', { exact: true }).fill('Zoe');
    await chat.getByLabel('Your message').fill('Hello');
    await chat.getByRole('button', { name: 'Start chat' }).click();
    await chat.getByRole('log').getByText('Hello', { exact: true }).waitFor();
    await page.getByLabel('Label', { exact: true }).fill('Who are you?');
    await chat.getByLabel('Who are you?').waitFor();
  }));

test('A6: hours are set for each day, with a time zone, holidays and days alike', () =>
  stage.filmed('settings-widget-hours', async () => {
    const settings = await openWidgetSettings(stage, 'hours');
    const { page, chat, button, keep } = settings;
    await turn(page, 'We have hours');
    await page.getByLabel('Time zone').fill('Mars/Base');
    await page.getByLabel('Monday to').fill('12:00');
    await page.getByRole('button', { name: 'Add hours on Monday' }).click();
    await page.getByLabel('Monday from').nth(1).fill('11:00');
    await save(page);
    await page.getByText('Use a name such as Europe/Berlin.').waitFor();
    await page.getByText('This must start after what is before it has ended.').waitFor();
    await isSound(page, 'wrong hours', 'form');
    await page.getByLabel('Time zone').fill('Europe/Berlin');
    await page.getByLabel('Monday from').nth(1).fill('13:00');
    await choose(page, 'Monday', 'Copy to Monday to Friday');
    await choose(page, 'Friday', 'Closed all day');
    await page.getByRole('button', { name: 'Add holiday' }).click();
    await page.getByLabel('Holiday 1', { exact: true }).fill('2026-12-25');
    await button.click();
    await page.getByRole('button', { name: 'Somebody is here' }).click();
    await chat
      .getByText(/^Back /)
      .first()
      .waitFor();
    await keep();
    const { business_hours } = await stored<{ business_hours: { days: Record<string, unknown> } }>(settings);
    const day = [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ];
    assert.deepEqual(business_hours, {
      timezone: 'Europe/Berlin',
      days: { mon: day, tue: day, wed: day, thu: day, fri: [], sat: [], sun: [] },
      holidays: ['2026-12-25'],
    });
  }));

test('A6: sites are named, what each lets in is said, and a page is looked at', () =>
  stage.filmed('settings-widget-sites', async () => {
    const settings = await openWidgetSettings(stage, 'sites');
    const { page, keep, visit } = settings;
    await page.getByRole('button', { name: 'Add site' }).click();
    await page.getByLabel('Site 1', { exact: true }).fill('*.shop.example');
    await page.getByText('Every site below shop.example').waitFor();
    await page.getByRole('button', { name: 'Add site' }).click();
    await page.getByLabel('Site 2', { exact: true }).fill('shop.example/path');
    await save(page);
    await page.getByText('Only the domain, please, without a path.').waitFor();
    await page.getByRole('button', { name: 'Remove shop.example/path' }).click();
    await keep();
    const site = await visit();
    await site.page.waitForTimeout(1_000);
    assert.equal(await site.button.count(), 0, 'no other site shows it');
    await page.getByLabel('Address of the page').fill('ftp://not a page');
    await page.getByRole('button', { name: 'Check page' }).click();
    await page.locator('[aria-invalid]').waitFor();
    await page.getByLabel('Address of the page').fill(site.page.url());
    await page.getByRole('button', { name: 'Check page' }).click();
    await page.getByText('This site is not on the list.').waitFor();
    await page.getByRole('button', { name: 'Remove *.shop.example' }).click();
    await keep();
    await site.page.reload();
    await site.button.waitFor();
    await page.getByRole('button', { name: 'Check page' }).click();
    await page.getByText('It is there.').waitFor();
    await site.page.close();
    await page.goto(`${stage.chat}/settings/widgets`);
    await page.getByText(/^Installed on http/).waitFor();
  }));

test('A6: rules speak beside the bubble while they are written, and on the site', () =>
  stage.filmed('settings-widget-speaking', async () => {
    const { page, preview, chat, keep, visit } = await openWidgetSettings(stage, 'speaking');
    await page.getByText('No rules yet.').waitFor();
    const add = page.getByRole('button', { name: 'Add rule' });
    await add.click();
    const says = preview.getByRole('status');
    await says.getByText('Can we help you?').waitFor();
    await page.getByLabel('What it says').fill('Questions about ferns?');
    await says.getByText('Questions about ferns?').waitFor();
    await page.getByLabel('Seconds on the page').fill('soon');
    await save(page);
    await page.getByText('This is a whole number, such as 30.').waitFor();
    await page.getByLabel('Seconds on the page').fill('1');
    await page.getByLabel('Pages, one a line').fill('/\n/shop/*');
    await page.getByLabel('How often').selectOption('week');
    await add.click();
    await page.getByLabel('What it says').fill('Second');
    await turn(page, 'Open the window');
    await chat.getByText('Second').waitFor();
    assert.equal(await focused(page), 'Open the window');
    await isSound(page, 'rules', 'form');
    await page.getByRole('button', { name: 'Remove Second' }).click();
    await keep();
    const site = await visit();
    await site.page.getByRole('status').getByText('Questions about ferns?').waitFor();
    await site.page.close();
  }));

test('W18: the secret is shown on wish, and another is made', () =>
  stage.filmed('settings-widget-identity', async () => {
    const { page } = await openWidgetSettings(stage, 'identity');
    const secret = page.getByRole('region', { name: 'Your secret' });
    await page.getByRole('button', { name: 'Show the secret' }).click();
    const before = await secret.innerText();
    assert.ok(before.length >= 32);
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make new secret' }).click();
    await until(
      () => secret.innerText(),
      (now) => now !== before,
    );
  }));

test('A5: the code for any kind of site is there to copy, with a link, a code to scan and another key', () =>
  stage.filmed('settings-widget-embed', async () => {
    const { page, owner } = await openWidgetSettings(stage, 'embed');
    const key = owner.widgetKey;
    for (const kind of ['WordPress', 'Shopify', 'React', 'Vue', 'Google Tag Manager']) {
      await page.getByLabel('What is it made with?').selectOption({ label: kind });
      await page
        .getByRole('region', { name: `Code for ${kind}` })
        .getByText(`${stage.chat}/widget.js`)
        .waitFor();
    }
    await page.getByRole('region', { name: 'Your link' }).getByText(`/chat/${key}`).waitFor();
    await page.getByRole('img', { name: 'The link as a code to scan' }).waitFor();
    await page.getByRole('button', { name: 'Make a new key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('The present key still works for').selectOption('1');
    await dialog.getByRole('button', { name: 'Make new key' }).click();
    await page.getByText('works until').waitFor();
    const now = await page.getByRole('region', { name: 'Your key' }).innerText();
    assert.ok(now.startsWith('wk_') && now !== key);
    await page.getByRole('region', { name: 'Code for Google Tag Manager' }).getByText(now).waitFor();
  }));
